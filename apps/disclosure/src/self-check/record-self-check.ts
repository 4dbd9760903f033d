import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { insertSelfCheck, lockSelfCheck, updateSelfCheck, type SelfCheckRow } from './self-check.store.ts';

export interface RecordSelfCheckInput extends MutationInput {
  readonly checkedOn: string;
  readonly content: string;
  readonly problem?: string | null | undefined;
}

/** GA art.6: each department looks at its own work, and what it finds stays open until it is put right. */
export async function recordSelfCheck(tx: Tx, act: Act, input: RecordSelfCheckInput): Promise<Outcome<{ selfCheckId: string }>> {
  const { department, subject } = act.identity;
  if (department === null) return refuse('FORBIDDEN', null, { relation: 'OWN_DEPARTMENT' });
  if (input.content.trim() === '') return refuse('MISSING_FIELD', null, { field: 'content' });
  if (input.checkedOn > dayOf(act.now)) return refuse('INVALID_VALUE', null, { field: 'checkedOn' });
  const problem = input.problem?.trim() || null;
  const row: SelfCheckRow = {
    id: newId(), departmentId: department, checkedOn: input.checkedOn, content: input.content.trim(), problem, state: problem === null ? 'CLOSED' : 'OPEN', correction: null, recordedBy: subject, recordedAt: act.now, correctedAt: null,
  };
  await insertSelfCheck(tx, row);
  recordChange(tx, { entity: 'SelfCheck', entityId: row.id, before: null, after: row });
  return ok({ selfCheckId: row.id });
}

export async function correctSelfCheck(tx: Tx, act: Act, input: MutationInput & { readonly selfCheckId: string; readonly correction: string }): Promise<Outcome<{ selfCheckId: string }>> {
  const row = await lockSelfCheck(tx, input.selfCheckId);
  if (row === undefined || row.departmentId !== act.identity.department) return refuse('FORBIDDEN', null, { selfCheckId: input.selfCheckId });
  if (row.state !== 'OPEN') return refuse('INVALID_TRANSITION', null, { from: row.state, to: 'CLOSED' });
  const correction = input.correction.trim();
  if (correction === '') return refuse('MISSING_FIELD', null, { field: 'correction' });
  await updateSelfCheck(tx, row, { state: 'CLOSED', correction, correctedAt: act.now });
  recordChange(tx, { entity: 'SelfCheck', entityId: row.id, before: { state: row.state }, after: { state: 'CLOSED', correction } });
  return ok({ selfCheckId: row.id });
}
