import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { lockTask } from '../task/task.store.ts';
import { findAgreementsOfTasks, insertAgreement } from './cross-region.store.ts';

export interface ProposeCrossRegionDrawInput extends MutationInput {
  readonly taskId: string;
  readonly otherDepartmentId: string;
}

/** A department of a task asks one of another region to let its inspectors be drawn as well. SAMR 2.4. */
export async function proposeCrossRegionDraw(tx: Tx, act: Act, { taskId, otherDepartmentId }: ProposeCrossRegionDrawInput): Promise<Outcome<{ agreementId: string }>> {
  const task = await lockTask(tx, taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.crossRegion);
  const own = act.identity.department;
  if (own === null || !task.departmentIds.includes(own) || !act.identity.roles.includes('PLANNER')) return refuse('FORBIDDEN', clause, { relation: 'TASK_DEPARTMENT' });
  if (profile.value.draw.crossRegion.value !== 'OPTIONAL') return refuse('CROSS_REGION_NOT_AGREED', clause, { offered: false });
  if (task.departmentIds.includes(otherDepartmentId)) return refuse('INVALID_VALUE', clause, { field: 'otherDepartmentId' });
  const known = (await findAgreementsOfTasks(tx, [taskId])).some((each) => each.departmentId === own && each.otherDepartmentId === otherDepartmentId);
  if (known) return refuse('CONFLICT', clause, { otherDepartmentId });
  const row = {
    id: newId(), taskId, taskNumber: task.taskNumber, profile: task.profile, departmentId: own, otherDepartmentId, state: 'PROPOSED' as const,
    proposedBy: act.identity.subject, proposedAt: act.now, answeredBy: null, answeredAt: null, reason: null,
  };
  await insertAgreement(tx, row);
  recordChange(tx, { entity: 'CrossRegionAgreement', entityId: row.id, before: null, after: row });
  return ok({ agreementId: row.id });
}
