import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { recordChange, recordNoChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { speaksForDepartment } from '../task/task.rules.ts';
import { lockTask, type TaskRow } from '../task/task.store.ts';
import { findCommitment, hasWithheld, insertCommitment, lockWaitingCommitments } from './randomness.store.ts';

export interface CommitRandomnessInput extends MutationInput {
  readonly taskId: string;
  readonly drawKind: 'OBJECT' | 'INSPECTOR';
  readonly drawnBy?: string | null | undefined;
  readonly commitment: string;
}

/** The department whose draw it is for: the lead's for objects, and for inspectors the one whose they are. */
function drawerOf({ drawKind, drawnBy }: CommitRandomnessInput, task: TaskRow, clause: string | null): Outcome<string> {
  if (drawKind === 'OBJECT') return ok(task.leadDepartmentId);
  if (drawnBy === null || drawnBy === undefined) return refuse('MISSING_FIELD', clause, { field: 'drawnBy' });
  return task.departmentIds.includes(drawnBy) ? ok(drawnBy) : refuse('INVALID_VALUE', clause, { field: 'drawnBy' });
}

/** Binds a department of the task to a value for the next draw, without showing it. The same commitment twice is one. */
export async function commitRandomness(tx: Tx, act: Act, input: CommitRandomnessInput): Promise<Outcome<{ commitmentId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.verifiable);
  const department = speaksForDepartment(act.identity, task, clause);
  if (!department.ok) return department;
  if (!/^[0-9a-f]{64}$/.test(input.commitment)) return refuse('INVALID_VALUE', clause, { field: 'commitment' });
  const drawnBy = drawerOf(input, task, clause);
  if (!drawnBy.ok) return drawnBy;

  const draw = { taskId: task.id, drawKind: input.drawKind, drawnBy: drawnBy.value };
  const waiting = (await lockWaitingCommitments(tx, draw)).find(({ departmentId }) => departmentId === department.value);
  if (waiting?.commitment === input.commitment) {
    recordNoChange(tx);
    return ok({ commitmentId: waiting.id });
  }
  if (waiting !== undefined) return refuse('INVALID_TRANSITION', clause, { from: 'COMMITTED', to: 'COMMITTED' });
  // a department can hold up a task once, and not for ever
  if (await hasWithheld(tx, task.id, department.value)) return refuse('INVALID_TRANSITION', clause, { from: 'WITHHELD', to: 'COMMITTED' });
  // whoever has shown a value once cannot bind itself to it again: everybody knows it
  if (await findCommitment(tx, department.value, input.commitment) !== undefined) return refuse('INVALID_VALUE', clause, { field: 'commitment', reason: 'USED_BEFORE' });
  const id = newId();
  await insertCommitment(tx, { id, ...draw, departmentId: department.value, commitment: input.commitment, committedBy: act.identity.subject, committedAt: act.now });
  recordChange(tx, { entity: 'RandomnessCommitment', entityId: id, before: null, after: { ...draw, departmentId: department.value, commitment: input.commitment } });
  return ok({ commitmentId: id });
}
