import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findRosterObject } from '../roster/roster-lookup.store.ts';
import { findTask } from '../task/task.store.ts';
import { insertClue } from './clue.store.ts';
import type { ClueKind } from './clue.table.ts';

export interface RegisterClueInput extends MutationInput {
  readonly objectId: string;
  readonly kind: ClueKind;
  readonly reference: string;
  readonly receivedOn: string;
  readonly taskId?: string | null | undefined;
}

/** A clue can carry only a task of the own department that is made without lot; its objects are those of its clues. SY art.14(1). */
async function taskMayRestOnClue(tx: Tx, taskId: string, department: string): Promise<Outcome<string>> {
  const task = await findTask(tx, taskId);
  if (task === undefined || task.leadDepartmentId !== department) return refuse('TASK_REQUIRED', null, { taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  return task.origin === 'DIRECT' ? ok(taskId) : refuse('NAMED_SELECTION_FORBIDDEN', clauseOf(profile.value.nonRandom.exceptions), { taskId, origin: task.origin });
}

/** Registers what somebody told of an object, so that a directed draw may take it into its population. SAMR 2.4. */
export async function registerClue(tx: Tx, act: Act, input: RegisterClueInput): Promise<Outcome<{ clueId: string }>> {
  const { department } = act.identity;
  if (department === null || !hasRole(act.identity, 'PLANNER', 'BUSINESS_DIVISION')) return refuse('FORBIDDEN', null, { roles: ['PLANNER', 'BUSINESS_DIVISION'] });
  const reference = input.reference.trim();
  if (reference === '') return refuse('MISSING_FIELD', null, { field: 'reference' });
  if (input.receivedOn > dayOf(act.now)) return refuse('INVALID_VALUE', null, { field: 'receivedOn', value: input.receivedOn });
  const object = await findRosterObject(tx, input.objectId);
  if (object === undefined) return refuse('NOT_FOUND', null, { entity: 'InspectionObject', id: input.objectId });
  const rests = input.taskId === null || input.taskId === undefined ? ok(null) : await taskMayRestOnClue(tx, input.taskId, department);
  if (!rests.ok) return rests;
  const row = {
    id: newId(), divisionCode: object.divisionCode, objectId: object.id, kind: input.kind, reference, receivedOn: input.receivedOn, taskId: rests.value,
    departmentId: department, registeredBy: act.identity.subject, registeredAt: act.now, settledAt: null, distributedToId: null, distributedAt: null, handledAt: null, outcome: null,
  };
  await insertClue(tx, row);
  recordChange(tx, { entity: 'Clue', entityId: row.id, before: null, after: row });
  return ok({ clueId: row.id });
}
