import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { headingOf } from './record-content.ts';
import { recordAsMember, recordMustBe } from './record-access.ts';
import { everyCheckPointMustBeAnswered, everyItemMustBeRecorded, formMustBeComplete, refusalMustBeExplained } from './record.rules.ts';
import { updateRecord } from './record.store.ts';

export interface RecordRefusalInput extends MutationInput {
  readonly recordId: string;
  readonly note?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly witness?: string | null | undefined;
}

/** CQ 8.6.5: the inspectors' note on the spot stands in for a signature that is refused. */
export async function recordRefusal(tx: Tx, act: Act, input: RecordRefusalInput, personalData: PersonalData): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsMember(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record, items, profile, member } = access.value;
  const open = recordMustBe(access.value, ['OPEN'], 'ATTESTED');
  if (!open.ok) return open;
  const refusal = { note: input.note ?? null, reason: input.reason ?? null, witness: input.witness ?? null };
  const guards = [everyItemMustBeRecorded(items, clauseOf(profile.record.signRefusal)), everyCheckPointMustBeAnswered(items, clauseOf(profile.guide.requiredPerItem)), formMustBeComplete(headingOf(record), items, profile), refusalMustBeExplained(refusal, profile)];
  const refused = guards.find((guard) => !guard.ok);
  if (refused !== undefined && !refused.ok) return refused;
  const change = {
    state: 'ATTESTED' as const, refusalNote: refusal.note ?? refusal.reason, refusalReason: refusal.reason,
    refusalWitnessSealed: refusal.witness === null ? null : personalData.seal(refusal.witness), refusalNotedById: member.inspectorId, refusalNotedAt: act.now,
  };
  await updateRecord(tx, record, change);
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { state: record.state }, after: { ...change, refusalWitnessSealed: refusal.witness === null ? null : 'sealed' } });
  return ok({ recordId: record.id });
}
