import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { rulesOf } from '../rules-of.ts';
import { findTask } from '../task/task.store.ts';
import { insertDeclined, lockDeclined, updateDeclined } from './declined-task.store.ts';

export interface DeclineTaskInput extends MutationInput {
  readonly taskId: string;
  readonly reason?: string | null | undefined;
}

const entityIdOf = (taskId: string, departmentId: string): string => `${taskId}/${departmentId}`;

/** CC art.27: whoever does not take part or finish says so, and why; without an accepted reason it costs points. */
export async function declineTask(tx: Tx, act: Act, input: DeclineTaskInput): Promise<Outcome<{ taskId: string }>> {
  const task = await findTask(tx, input.taskId);
  const { department, subject } = act.identity;
  if (task === undefined || department === null || !task.departmentIds.includes(department)) return refuse('FORBIDDEN', null, { relation: 'TASK_DEPARTMENT' });
  const clause = clauseOf(rulesOf(task.profile).performance.scored);
  if (task.departmentIds.length < 2 || task.completedAt !== null) return refuse('INVALID_TRANSITION', clause, { from: task.completedAt === null ? 'SINGLE' : 'COMPLETED', to: 'DECLINED' });
  const row = { taskId: task.id, departmentId: department, reason: input.reason?.trim() || null, declinedBy: subject, declinedAt: act.now, accepted: false, decidedBy: null, decidedAt: null };
  if (!await insertDeclined(tx, row)) return refuse('CONFLICT', clause, { entity: 'DeclinedTask' });
  recordChange(tx, { entity: 'DeclinedTask', entityId: entityIdOf(task.id, department), before: null, after: row });
  return ok({ taskId: task.id });
}

/** Whether the reason is lawful and reasonable (合法合理), people decide; who did is on record. */
export async function decideDeclineReason(tx: Tx, act: Act, input: MutationInput & { readonly taskId: string; readonly departmentId: string; readonly accept: boolean }): Promise<Outcome<{ taskId: string }>> {
  const row = await lockDeclined(tx, input.taskId, input.departmentId);
  if (row === undefined) return refuse('NOT_FOUND', null, { entity: 'DeclinedTask', id: input.taskId });
  if (input.accept && row.reason === null) return refuse('MISSING_FIELD', null, { field: 'reason' });
  const change = { accepted: input.accept, decidedBy: act.identity.subject, decidedAt: act.now };
  await updateDeclined(tx, row, change);
  recordChange(tx, { entity: 'DeclinedTask', entityId: entityIdOf(input.taskId, input.departmentId), before: { accepted: row.accepted }, after: change });
  return ok({ taskId: input.taskId });
}
