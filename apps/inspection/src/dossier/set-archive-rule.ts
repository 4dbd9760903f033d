import { ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findArchiveRule, saveArchiveRule } from './archive-rule.store.ts';

export interface SetArchiveRuleInput extends MutationInput {
  readonly retentionYears: number;
  readonly method: string;
}

const MOST_YEARS = 100;

/** CC art.24: each department says how it keeps its dossiers and for how long; those archived before keep their day. */
export async function setArchiveRule(tx: Tx, act: Act, input: SetArchiveRuleInput): Promise<Outcome<{ departmentId: string }>> {
  const departmentId = act.identity.department;
  if (departmentId === null) return refuse('FORBIDDEN', null, { relation: 'OWN_DEPARTMENT' });
  if (input.retentionYears < 1 || input.retentionYears > MOST_YEARS) return refuse('INVALID_VALUE', null, { field: 'retentionYears', min: 1, max: MOST_YEARS });
  if (input.method.trim() === '') return refuse('MISSING_FIELD', null, { field: 'method' });
  const row = { departmentId, retentionYears: input.retentionYears, method: input.method.trim(), setAt: act.now };
  const before = await findArchiveRule(tx, departmentId);
  await saveArchiveRule(tx, row);
  recordChange(tx, { entity: 'ArchiveRule', entityId: departmentId, before: before ?? null, after: row });
  return ok({ departmentId });
}
