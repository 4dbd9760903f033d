import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findDrawnObject, findTask } from '../task/task.store.ts';
import { insertDutyNote } from './duty.store.ts';

export interface NoteDutyInput extends MutationInput {
  readonly taskId: string;
  readonly objectId: string;
  readonly text: string;
}

/** CC art.22: grounds that no record shows are written down by hand; what follows from them, people decide. */
export async function noteDuty(tx: Tx, act: Act, input: NoteDutyInput): Promise<Outcome<{ objectId: string }>> {
  const task = await findTask(tx, input.taskId);
  const mayNote = task !== undefined && (hasRole(act.identity, 'SUPERVISOR') || task.departmentIds.includes(act.identity.department ?? ''));
  if (!mayNote) return refuse('FORBIDDEN', null, { taskId: input.taskId });
  if (!(await findDrawnObject(tx, task.id, input.objectId)).drawn) return refuse('OBJECT_NOT_DRAWN', null, { objectId: input.objectId });
  if (input.text.trim() === '') return refuse('MISSING_FIELD', null, { field: 'text' });
  const row = { id: newId(), taskId: task.id, objectId: input.objectId, departmentIds: task.departmentIds, text: input.text.trim(), notedBy: act.identity.subject, notedAt: act.now };
  await insertDutyNote(tx, row);
  recordChange(tx, { entity: 'DutyNote', entityId: row.id, before: null, after: row });
  return ok({ objectId: input.objectId });
}
