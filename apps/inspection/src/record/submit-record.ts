import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listInspectors } from '../team/team.store.ts';
import { headingOf } from './record-content.ts';
import { recordAsLeader, recordMustBe } from './record-access.ts';
import { everyItemMustBeRecorded, everyMemberMustHaveSigned, formMustBeComplete, inspecteeMustHaveSigned, membersSignBeforeSubmission } from './record.rules.ts';
import { updateRecord } from './record.store.ts';
import { settleVisit } from './settle-visit.ts';

export interface SubmitRecordInput extends MutationInput {
  readonly recordId: string;
}

/** CQ 8.6.5, 附录F: a record is submitted complete, with the inspectee's signature or the note of its refusal. */
export async function submitRecord(tx: Tx, act: Act, input: SubmitRecordInput): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsLeader(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record, items, signatures, visit, profile } = access.value;
  const open = recordMustBe(access.value, ['OPEN', 'ATTESTED'], 'SUBMITTED');
  if (!open.ok) return open;
  const inspectorIds = (await listInspectors(tx, visit.teamId)).map(({ inspectorId }) => inspectorId);
  const everyMember = everyMemberMustHaveSigned(inspectorIds, signatures, profile);
  const { credentialsShown, sourceExplained } = profile.onsite;
  const onSite = visit.state === 'ON_SITE';
  const guards = [
    everyItemMustBeRecorded(items, clauseOf(profile.record.signatures)),
    formMustBeComplete(headingOf(record), items, profile),
    onSite && credentialsShown.value && !record.credentialsShown ? refuse('MISSING_FIELD', clauseOf(credentialsShown), { field: 'credentialsShown' }) : ok(undefined),
    onSite && sourceExplained.value && !record.sourceExplained ? refuse('MISSING_FIELD', clauseOf(sourceExplained), { field: 'sourceExplained' }) : ok(undefined),
    inspecteeMustHaveSigned(signatures, record.refusalNotedAt !== null, profile),
    membersSignBeforeSubmission(profile) ? everyMember : ok(undefined),
  ];
  const refused = guards.find((guard) => !guard.ok);
  if (refused !== undefined && !refused.ok) return refused;
  const change = everyMember.ok ? { state: 'CONFIRMED' as const, submittedAt: act.now, confirmedAt: act.now } : { state: 'SUBMITTED' as const, submittedAt: act.now };
  await updateRecord(tx, record, change);
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { state: record.state }, after: change });
  await settleVisit(tx, visit, profile);
  return ok({ recordId: record.id });
}
