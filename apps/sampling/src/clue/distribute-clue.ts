import { ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
import { lockClue, updateClue } from './clue.store.ts';

export interface DistributeClueInput extends MutationInput {
  readonly clueId: string;
  readonly departmentId: string;
}

/** SAMR 3.2: a clue goes to the department that is to handle it, and is followed where it was registered. */
export async function distributeClue(tx: Tx, act: Act, input: DistributeClueInput): Promise<Outcome<{ clueId: string }>> {
  const clue = await lockClue(tx, input.clueId);
  if (clue === undefined || clue.departmentId !== act.identity.department) return refuse('FORBIDDEN', null, { clueId: input.clueId });
  if (clue.handledAt !== null) return refuse('INVALID_TRANSITION', null, { from: 'HANDLED', to: 'DISTRIBUTED' });
  if (await findDepartment(tx, input.departmentId) === undefined) return refuse('NOT_RESPONSIBLE_DEPARTMENT', null, { departmentId: input.departmentId });
  const change = { distributedToId: input.departmentId, distributedAt: act.now };
  await updateClue(tx, clue, change);
  recordChange(tx, { entity: 'Clue', entityId: clue.id, before: { distributedToId: clue.distributedToId }, after: change });
  return ok({ clueId: clue.id });
}

/** The department that received it says what it did. */
export async function handleClue(tx: Tx, act: Act, input: MutationInput & { readonly clueId: string; readonly outcome: string }): Promise<Outcome<{ clueId: string }>> {
  const clue = await lockClue(tx, input.clueId);
  if (clue === undefined || clue.distributedToId === null || clue.distributedToId !== act.identity.department) return refuse('FORBIDDEN', null, { clueId: input.clueId });
  if (clue.handledAt !== null) return refuse('INVALID_TRANSITION', null, { from: 'HANDLED', to: 'HANDLED' });
  const outcome = input.outcome.trim();
  if (outcome === '') return refuse('MISSING_FIELD', null, { field: 'outcome' });
  await updateClue(tx, clue, { handledAt: act.now, outcome });
  recordChange(tx, { entity: 'Clue', entityId: clue.id, before: null, after: { handledAt: act.now, outcome } });
  return ok({ clueId: clue.id });
}
