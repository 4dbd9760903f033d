import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Form, type Profile } from '@sortition/profiles';

/** The heading of the form, as far as it is filled. */
export interface RecordHeading {
  readonly counterpartNature: 'ORGANISATION' | 'INDIVIDUAL';
  readonly entityName: string | null;
  readonly uscc: string | null;
  readonly district: string | null;
  readonly certificateNo: string | null;
  readonly legalRepresentative: string | null;
  readonly inspectionAddress: string | null;
  readonly contactPhone: string | null;
}

export interface RecordedItem {
  readonly itemId: string;
  readonly departmentId: string;
  readonly name: string;
  readonly situation: string | null;
  readonly inspected: boolean | null;
  readonly problemFound: boolean | null;
  readonly checkPoints?: readonly { readonly text: string; readonly answer: string | null }[];
}

export interface Signed {
  readonly party: 'INSPECTEE' | 'TEAM_MEMBER';
  readonly inspectorId: string | null;
}

const isBlank = (value: string | null): boolean => value === null || value.trim() === '';

/** The form that the profile prescribes, with its columns. */
export function recordFormOf(profile: Profile): Form | undefined {
  const templates: readonly Form[] = profile.forms.templates.value?.map((form) => ({ ...form, columns: form.columns.map((column) => ({ ...column, parts: [...column.parts] })) })) ?? [];
  return templates.find(({ code }) => code === profile.record.form.value);
}

/** CQ 8.6.5, 8.7.1: every item of every department has been recorded. */
export function everyItemMustBeRecorded(items: readonly RecordedItem[], clause: string | null): Outcome<void> {
  const open = items.filter(({ inspected }) => inspected === null);
  return open.length === 0 ? ok(undefined) : refuse('ITEMS_INCOMPLETE', clause, { itemIds: open.map(({ itemId }) => itemId), items: open.map(({ name }) => name) });
}

/** CC art.15, GA art.30: of an item that was inspected every point of its guide is answered. */
export function everyCheckPointMustBeAnswered(items: readonly RecordedItem[], clause: string | null): Outcome<void> {
  const open = items.filter(({ inspected }) => inspected === true).flatMap(({ checkPoints }) => checkPoints ?? []).filter(({ answer }) => isBlank(answer));
  return open.length === 0 ? ok(undefined) : refuse('CHECKPOINTS_INCOMPLETE', clause, { missing: open.map(({ text }) => text) });
}

/** Every required column of the form is filled (CQ 附录F). An individual has no credit code, so none is asked of one. */
export function formMustBeComplete(heading: RecordHeading, items: readonly RecordedItem[], profile: Profile): Outcome<void> {
  const values = new Map<string, string | null>(Object.entries(heading));
  const required = recordFormOf(profile)?.columns.filter((column) => column.required) ?? [];
  const missing = required.find(({ field }) => {
    if (field === 'items[].itemId') return items.length === 0;
    if (field === 'items[].situation') return items.some(({ situation }) => isBlank(situation));
    if (field === 'uscc' && heading.counterpartNature === 'INDIVIDUAL') return false;
    return isBlank(values.get(field) ?? null);
  });
  return missing === undefined ? ok(undefined) : refuse('MISSING_FIELD', clauseOf(profile.record.form), { field: missing.field, fieldZh: missing.zh });
}

/** CC art.18: of a direct result the form is filled too, though no item of it. */
export function directFormMustBeComplete(heading: RecordHeading, profile: Profile): Outcome<void> {
  const complete = formMustBeComplete(heading, [{ itemId: '', departmentId: '', name: '', situation: '—', inspected: false, problemFound: null }], profile);
  return complete.ok ? complete : refuse('RECORD_FORM_MISSING', clauseOf(profile.result.directCodes), complete.error.details);
}

/** SAMR 3.2: whoever is inspected from afar, by a mode that a place may add to the others, has nothing to sign on the spot. */
const isFromAfar = (mode: string | null, profile: Profile): boolean => profile.inspection.optionalModes.value?.some((optional) => optional === mode) === true;

/** CQ 8.6.5: the inspectee's signature or seal, or the note of the refusal. */
export function inspecteeMustHaveSigned(signatures: readonly Signed[], refused: boolean, profile: Profile, mode: string | null): Outcome<void> {
  const asked = profile.record.signatures.value.includes('INSPECTEE') && !isFromAfar(mode, profile);
  const signed = refused || signatures.some(({ party }) => party === 'INSPECTEE');
  return asked && !signed ? refuse('SIGNATURE_MISSING', clauseOf(profile.record.signatures), { party: 'INSPECTEE' }) : ok(undefined);
}

/** CQ 8.7.1: every member of the team; named by inspector id, which is nobody's personal data. */
export function everyMemberMustHaveSigned(inspectorIds: readonly string[], signatures: readonly Signed[], profile: Profile): Outcome<void> {
  if (!membersMustSign(profile)) return ok(undefined);
  const missing = inspectorIds.find((inspectorId) => !signatures.some((signature) => signature.party === 'TEAM_MEMBER' && signature.inspectorId === inspectorId));
  return missing === undefined ? ok(undefined) : refuse('SIGNATURE_MISSING', clauseOf(profile.record.signatures), { party: missing });
}

export const membersMustSign = (profile: Profile): boolean => profile.record.signatures.value.some((signatory) => signatory === 'ALL_TEAM_MEMBERS' || signatory === 'INSPECTORS');

/** SY art.14(3) has the inspectors sign with the inspectee, before the record is submitted; CQ 8.7.1 after. */
export const membersSignBeforeSubmission = (profile: Profile): boolean => profile.record.signatures.value.includes('INSPECTORS');

/** What stands in for a refused signature: an on-site note (CQ 8.6.5), or reason and witness (SY art.14). */
export function refusalMustBeExplained(refusal: { readonly note: string | null; readonly reason: string | null; readonly witness: string | null }, profile: Profile): Outcome<void> {
  const { signRefusal, refusalWitnessRequired } = profile.record;
  const clause = clauseOf(signRefusal);
  if (signRefusal.value === 'REASON_AND_WITNESS') {
    if (isBlank(refusal.reason)) return refuse('MISSING_FIELD', clause, { field: 'reason' });
    return refusalWitnessRequired.value && isBlank(refusal.witness) ? refuse('WITNESS_REQUIRED', clauseOf(refusalWitnessRequired), {}) : ok(undefined);
  }
  return isBlank(refusal.note) ? refuse('MISSING_FIELD', clause, { field: 'note' }) : ok(undefined);
}

/** CQ 8.5.3: a member records the items that the leader assigned to him or her, and no other. */
export function itemMustBeAssigned(assigneeId: string | null, inspectorId: string, itemId: string, profile: Profile): Outcome<void> {
  return assigneeId === inspectorId ? ok(undefined) : refuse('ITEM_NOT_ASSIGNED', clauseOf(profile.team.leaderFrom), { itemId });
}
