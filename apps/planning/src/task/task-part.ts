import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { findSuperiorTasks } from '../superior-task/superior-task.store.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { taskIsOpen } from './task.rules.ts';
import { findTasks, type TaskRow } from './task.store.ts';

interface PartSaid {
  readonly parentTaskId?: string | null | undefined;
  readonly superiorTaskId?: string | null | undefined;
  readonly origin?: TaskRow['origin'] | null | undefined;
}

interface LargerWhole {
  readonly origin: TaskRow['origin'];
  /** Departments that see the task because it is part of theirs. */
  readonly seenBy: readonly string[];
}

/** A task of a lower level is part of one of a higher level to which its lead belongs (多级联动). SAMR 3.2. */
async function parentOf(tx: Tx, profile: Profile, leadId: string, parentTaskId: string): Promise<Outcome<readonly string[]>> {
  const { scope } = profile.task;
  const [parent] = await findTasks(tx, [parentTaskId]);
  if (parent === undefined) return refuseUnseen(tx, 'Task', parentTaskId);
  if (scope.value?.includes('MULTI_LEVEL') !== true) return refuse('INVALID_VALUE', clauseOf(scope), { field: 'parentTaskId', value: parentTaskId });
  if (!parent.participatingDepartmentIds.includes(leadId)) return refuse('FORBIDDEN', clauseOf(scope), { relation: 'PARTICIPATING_DEPARTMENT', departmentId: leadId });
  return parent.parentId === null && taskIsOpen(parent.state) ? ok([parent.leadDepartmentId]) : refuse('INVALID_TRANSITION', clauseOf(scope), { from: parent.state, to: parent.state });
}

/** What the task is part of: a task of a higher level, or one that a superior sent down and the lead has taken up. SAMR 3.2, SY art.5(4). */
export async function largerWholeOf(tx: Tx, profile: Profile, leadId: string, { parentTaskId, superiorTaskId, origin }: PartSaid): Promise<Outcome<LargerWhole>> {
  const seenBy = typeof parentTaskId === 'string' ? await parentOf(tx, profile, leadId, parentTaskId) : ok([]);
  if (!seenBy.ok) return seenBy;
  const clause = clauseOf(profile.task.origins);
  if (typeof superiorTaskId !== 'string') {
    return origin === 'SUPERIOR' ? refuse('MISSING_FIELD', clause, { field: 'superiorTaskId' }) : ok({ origin: origin ?? 'PLAN', seenBy: seenBy.value });
  }
  const [superior] = await findSuperiorTasks(tx, [superiorTaskId]);
  if (superior?.departmentId !== leadId) return refuse('INVALID_VALUE', clause, { field: 'superiorTaskId', value: superiorTaskId });
  return superior.state === 'ACCEPTED' ? ok({ origin: 'SUPERIOR', seenBy: seenBy.value }) : refuse('INVALID_TRANSITION', clause, { from: superior.state, to: 'ACCEPTED' });
}
