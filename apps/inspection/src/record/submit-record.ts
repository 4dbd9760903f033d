import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { noticeMustBeOnFile } from '../notice/notice.rules.ts';
import { listNotices } from '../notice/notice.store.ts';
import { listInspectors } from '../team/team.store.ts';
import { visitAsLeader } from '../visit/visit-access.ts';
import { headingOf } from './record-content.ts';
import { recordAsLeader, recordMustBe, type RecordAccess } from './record-access.ts';
import { directFormMustBeComplete, everyCheckPointMustBeAnswered, everyItemMustBeRecorded, everyMemberMustHaveSigned, formMustBeComplete, inspecteeMustHaveSigned, membersSignBeforeSubmission } from './record.rules.ts';
import { listRecords, updateRecord } from './record.store.ts';
import { settleVisit } from './settle-visit.ts';

export interface SubmitRecordInput extends MutationInput {
  readonly recordId?: string | null | undefined;
  readonly inspectionId?: string | null | undefined;
}

/** The record that is meant: by its own id, or as that of a visit, which may lack it. */
async function recordToSubmit(tx: Tx, act: Act, { recordId, inspectionId }: SubmitRecordInput): Promise<Outcome<RecordAccess>> {
  if (recordId) return recordAsLeader(tx, act, recordId);
  if (!inspectionId) return refuse('MISSING_FIELD', null, { field: 'recordId' });
  const access = await visitAsLeader(tx, act, inspectionId);
  if (!access.ok) return access;
  const records = await listRecords(tx, [inspectionId]);
  const known = records.find(({ state }) => state === 'OPEN' || state === 'ATTESTED') ?? records[0];
  return known === undefined ? refuse('RECORD_FORM_MISSING', clauseOf(access.value.profile.record.form), { form: access.value.profile.record.form.value }) : recordAsLeader(tx, act, known.id);
}

/** CQ 8.6.5, 附录F: a record is submitted complete, with the inspectee's signature or the note of its refusal. */
async function mayBeSubmitted(tx: Tx, { record, items, signatures, visit, profile }: RecordAccess, everyMember: Outcome<void>): Promise<Outcome<void>> {
  // CC art.18: nothing was inspected, so only the form is asked
  if (visit.direct) return directFormMustBeComplete(headingOf(record), profile);
  const { credentialsShown, sourceExplained } = profile.onsite;
  const onSite = visit.mode === 'ON_SITE';
  const guards = [
    everyItemMustBeRecorded(items, clauseOf(profile.record.signatures)),
    everyCheckPointMustBeAnswered(items, clauseOf(profile.guide.requiredPerItem)),
    noticeMustBeOnFile(await listNotices(tx, [visit.id]), visit.mode, profile),
    formMustBeComplete(headingOf(record), items, profile),
    onSite && credentialsShown.value && !record.credentialsShown ? refuse('MISSING_FIELD', clauseOf(credentialsShown), { field: 'credentialsShown' }) : ok(undefined),
    onSite && sourceExplained.value && !record.sourceExplained ? refuse('MISSING_FIELD', clauseOf(sourceExplained), { field: 'sourceExplained' }) : ok(undefined),
    inspecteeMustHaveSigned(signatures, record.refusalNotedAt !== null, profile, visit.mode),
    membersSignBeforeSubmission(profile) ? everyMember : ok(undefined),
  ];
  return guards.find((guard) => !guard.ok) ?? ok(undefined);
}

export async function submitRecord(tx: Tx, act: Act, input: SubmitRecordInput): Promise<Outcome<{ recordId: string }>> {
  const access = await recordToSubmit(tx, act, input);
  if (!access.ok) return access;
  const { record, signatures, visit, profile } = access.value;
  const open = recordMustBe(access.value, ['OPEN', 'ATTESTED'], 'SUBMITTED');
  if (!open.ok) return open;
  const inspectorIds = (await listInspectors(tx, visit.teamId)).map(({ inspectorId }) => inspectorId);
  const everyMember = everyMemberMustHaveSigned(inspectorIds, signatures, profile);
  const allowed = await mayBeSubmitted(tx, access.value, everyMember);
  if (!allowed.ok) return allowed;
  const confirmed = everyMember.ok || visit.direct;
  const change = confirmed ? { state: 'CONFIRMED' as const, submittedAt: act.now, confirmedAt: act.now } : { state: 'SUBMITTED' as const, submittedAt: act.now };
  await updateRecord(tx, record, change);
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { state: record.state }, after: change });
  await settleVisit(tx, visit, profile);
  return ok({ recordId: record.id });
}
