import { addWorkingDays } from '@sortition/calendar';
import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand as demanded, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { demandClause, demandMayBecome } from './demand.rules.ts';
import { lockDemand, updateDemand, type DemandRow } from './demand.store.ts';
import type { DemandState } from './demand.table.ts';

export interface DemandAccess {
  readonly demand: DemandRow;
  readonly task: TaskRow;
  readonly profile: Profile;
}

/** The demand for the department that deals with it, or for the lead of its task. */
export async function demandOf(tx: Tx, act: Act, demandId: string, who: 'DEPARTMENT' | 'LEAD' | 'EITHER'): Promise<Outcome<DemandAccess>> {
  const demand = await lockDemand(tx, demandId);
  const task = demand === undefined ? undefined : await findTask(tx, demand.taskId);
  if (demand === undefined || task === undefined) return refuse('FORBIDDEN', null, { demandId });
  const profile = profileOfTask(task);
  const own = act.identity.department === demand.departmentId && who !== 'LEAD';
  const lead = act.identity.department === task.leadDepartmentId && who !== 'DEPARTMENT';
  return own || lead ? ok({ demand, task, profile }) : refuse('FORBIDDEN', clauseOf(profile.demand.routedBy) ?? demandClause(profile), { relation: who === 'LEAD' ? 'LEAD_DEPARTMENT' : 'DEMAND_DEPARTMENT' });
}

export async function moveDemand(tx: Tx, act: Act, { demand, profile }: DemandAccess, to: DemandState, change: Partial<DemandRow>): Promise<Outcome<{ demandId: string }>> {
  const moved = demandMayBecome(demand.state, to, profile);
  if (!moved.ok) return moved;
  await updateDemand(tx, demand, { ...change, state: to });
  recordChange(tx, { entity: 'Demand', entityId: demand.id, before: { state: demand.state }, after: { ...change, state: to } });
  await tellDemand(tx, act, { ...demand, ...change, state: to });
  return ok({ demandId: demand.id });
}

/** The quarter's report is counted from what is told here. */
export const tellDemand = (tx: Tx, act: Act, { id: demandId, departmentId, state, registeredAt }: DemandRow): Promise<unknown> =>
  appendEvent(tx, act, 'DemandChanged', { demandId, departmentId, state, registeredOn: dayOf(registeredAt) });

/** GA art.47: the last day of the answer, counted from the day on which the demand was taken back. */
export function answerDueOn(now: Date, profile: Profile): Outcome<string> {
  const workingDays = demanded(profile.demand.reply.workingDays);
  if (!workingDays.ok) return workingDays;
  const due = addWorkingDays(dayOf(now), workingDays.value);
  return due.ok ? ok(due.value.due) : due;
}
