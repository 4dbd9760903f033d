import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listInspectors } from '../team/team.store.ts';
import { findVisit } from '../visit/visit-access.ts';
import { insertReferral, type DisciplineReferralRow } from './discipline-referral.store.ts';

export interface ReferDisciplineInput extends MutationInput {
  readonly inspectionId: string;
  readonly inspectorId: string;
  readonly suspicion: DisciplineReferralRow['suspicion'];
  readonly description: string;
  readonly recipient: string;
}

/** SAMR 2.8, CC art.22: handed over at once. The trail keeps that it was done, and nothing of whom it concerns. */
export async function referDiscipline(tx: Tx, act: Act, input: ReferDisciplineInput): Promise<Outcome<{ referralId: string }>> {
  const found = await findVisit(tx, input.inspectionId);
  if (!found.ok) return found;
  const { visit, profile } = found.value;
  const { kinds } = profile.followUp;
  const clause = clauseOf(kinds);
  const known = demand(kinds);
  if (!known.ok) return known;
  if (!known.value.some((kind) => kind === 'DISCIPLINE_REFERRAL')) return refuse('FOLLOW_UP_NOT_APPLICABLE', clause, { kind: 'DISCIPLINE_REFERRAL' });
  if (!(await listInspectors(tx, visit.teamId)).some(({ inspectorId }) => inspectorId === input.inspectorId)) return refuse('INVALID_VALUE', clause, { field: 'inspectorId' });
  const [description, recipient] = [input.description.trim(), input.recipient.trim()];
  if (description === '' || recipient === '') return refuse('MISSING_FIELD', clause, { field: description === '' ? 'description' : 'recipient' });
  const row: DisciplineReferralRow = {
    region: visit.region, id: newId(), inspectionId: visit.id, inspectorId: input.inspectorId, suspicion: input.suspicion, description, recipient, state: 'REFERRED', referredBy: act.identity.subject, referredAt: act.now,
  };
  await insertReferral(tx, row);
  recordChange(tx, { entity: 'DisciplineReferral', entityId: row.id, before: null, after: { state: row.state } });
  return ok({ referralId: row.id });
}
