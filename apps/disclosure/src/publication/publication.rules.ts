import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export const STATES = ['DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING', 'PUBLISHED', 'REDACTED', 'WITHHELD', 'CORRECTING', 'STOPPED'] as const;
export type StoredState = (typeof STATES)[number];

/** OVERDUE is a reading of the clock, so it is never stored. */
export type ShownState = StoredState | 'OVERDUE';

const TRANSITIONS = {
  DUE: ['UNDER_APPROVAL', 'READY', 'WITHHELD'],
  UNDER_APPROVAL: ['READY', 'DUE', 'WITHHELD'],
  READY: ['PUBLISHING', 'WITHHELD', 'UNDER_APPROVAL', 'DUE'],
  PUBLISHING: ['PUBLISHED', 'REDACTED'],
  PUBLISHED: ['CORRECTING', 'STOPPED'],
  REDACTED: ['CORRECTING', 'STOPPED'],
  WITHHELD: [],
  CORRECTING: ['PUBLISHED', 'REDACTED'],
  STOPPED: [],
} as const satisfies Record<StoredState, readonly StoredState[]>;

/** Not yet public and not withheld: the limit runs against these. */
export const OPEN_STATES = ['DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING'] as const satisfies readonly StoredState[];

/** On these the department still has to act; PUBLISHING waits for the channels. */
export const WAITING_STATES = ['DUE', 'UNDER_APPROVAL', 'READY'] as const satisfies readonly StoredState[];

const isPublic = (state: StoredState): boolean => state === 'PUBLISHED' || state === 'REDACTED' || state === 'CORRECTING' || state === 'STOPPED';
const isAmong = (states: readonly StoredState[], state: StoredState): boolean => states.includes(state);

interface Duty {
  readonly state: StoredState;
  readonly departmentId: string;
  readonly dueDate: Day | null;
  readonly result: { readonly rechecked: boolean; readonly inspectedOn: string } | null;
}

interface Caller {
  readonly department: string | null;
  readonly roles: readonly string[];
}

const OFFICERS = ['INSPECTOR', 'TEAM_LEADER', 'PLANNER', 'BUSINESS_DIVISION'];
const hasAny = (caller: Caller, ...roles: readonly string[]): boolean => roles.some((role) => caller.roles.includes(role));

/** CQ 8.8.2: what stands in public is changed by a correction only; any other move must be in the machine. */
export function publicationMayBecome(profile: Profile, from: StoredState, to: StoredState): Outcome<true> {
  const next: readonly StoredState[] = TRANSITIONS[from];
  if (next.includes(to)) return ok(true);
  if (isPublic(from)) return refuse('PUBLISHED_RESULT_IMMUTABLE', clauseOf(profile.correction.lockOn), { state: from });
  return refuse('INVALID_TRANSITION', clauseOf(profile.publication.channels), { from, to });
}

/** The day after the due date everything unpublished is overdue; a duty that cannot be counted is not. */
export const isOverdue = ({ state, dueDate }: Pick<Duty, 'state' | 'dueDate'>, today: Day): boolean =>
  isAmong(OPEN_STATES, state) && dueDate !== null && today > dueDate;

export const shownState = (duty: Pick<Duty, 'state' | 'dueDate'>, today: Day): ShownState =>
  (isAmong(WAITING_STATES, duty.state) && isOverdue(duty, today) ? 'OVERDUE' : duty.state);

/** 谁检查、谁录入、谁公开: the department that inspected, by one of its officers. CQ 8.8.1. */
export const actsForInspectingDepartment = (profile: Profile, caller: Caller, duty: Pick<Duty, 'departmentId'>): Outcome<true> =>
  (caller.department === duty.departmentId && hasAny(caller, ...OFFICERS) ? ok(true) : refuse('FORBIDDEN', clauseOf(profile.publication.principle), { relation: 'INSPECTING_DEPARTMENT' }));

/** Where a duty stands as soon as a result, or a new version of it, is formed. */
export function stateOnceFormed(profile: Profile, rechecked: boolean): StoredState {
  if (profile.result.recheck.required.value === true && !rechecked) return 'DUE';
  return profile.publication.approval.required.value === true ? 'UNDER_APPROVAL' : 'READY';
}

export interface Declarations {
  readonly attestation?: boolean | null | undefined;
  readonly secrecyCheck?: boolean | null | undefined;
}

/** What must be there before a result goes to the channels, in the order in which it comes about. */
export function resultMayBePublished(profile: Profile, duty: Duty, declared: Declarations): Outcome<true> {
  const { publication } = profile;
  if (isAmong(WAITING_STATES, duty.state)) {
    if (duty.result === null) return refuse('RESULT_MISSING', clauseOf(publication.channels));
    if (duty.result.inspectedOn === '') return refuse('MISSING_FIELD', clauseOf(publication.fields), { field: 'inspectedOn' });
    if (profile.result.recheck.required.value === true && !duty.result.rechecked) return refuse('RECHECK_REQUIRED', clauseOf(profile.result.recheck.required));
    if (duty.state !== 'READY') return refuse('APPROVAL_REQUIRED', clauseOf(publication.approval.required), { role: 'PUBLICATION_APPROVER' });
  }
  const move = publicationMayBecome(profile, duty.state, 'PUBLISHING');
  if (!move.ok) return move;
  if (publication.attestation.value && declared.attestation !== true) return refuse('ATTESTATION_REQUIRED', clauseOf(publication.attestation));
  if (publication.secrecyCheck.value && declared.secrecyCheck !== true) return refuse('SECRECY_CHECK_REQUIRED', clauseOf(publication.secrecyCheck));
  return ok(true);
}

/** The approver of the profile, or whoever holds the office of approving, of the same department. GA art.46. */
export function publicationMayBeApproved(profile: Profile, caller: Caller, duty: Pick<Duty, 'departmentId'>): Outcome<true> {
  const { approver } = profile.publication.approval;
  if (caller.department === duty.departmentId && hasAny(caller, 'PUBLICATION_APPROVER', approver.value)) return ok(true);
  return refuse('APPROVER_NOT_AUTHORISED', clauseOf(approver), { role: 'PUBLICATION_APPROVER' });
}

const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === '';

/** Withholding needs a ground of the profile and the law that it rests on. CQ 8.8.1, CC art.4, SY art.16. */
export function resultMayBeWithheld(profile: Profile, duty: Pick<Duty, 'state' | 'result'>, ground: string, legalBasis: string | null | undefined): Outcome<true> {
  const { exemptions } = profile.publication;
  const clause = clauseOf(exemptions);
  const move = publicationMayBecome(profile, duty.state, 'WITHHELD');
  if (!move.ok) return move;
  if (isBlank(legalBasis)) return refuse('MISSING_FIELD', clause, { field: 'legalBasis' });
  if (!(exemptions.value ?? []).some((exemption) => exemption.ground === ground && exemption.mode === 'WITHHOLD')) return refuse('EXEMPTION_NOT_ALLOWED', clause, { ground });
  return duty.result === null ? refuse('RESULT_MISSING', clause) : ok(true);
}

export const REDACTABLE_FIELDS: readonly string[] = ['name', 'uscc', 'district'];

/** Leaving out fields needs a ground for which the profile adjusts form and scope instead of withholding. GA art.43. */
export function fieldsMayBeRedacted(profile: Profile, fields: readonly string[], ground: string | null | undefined): Outcome<true> {
  const { exemptions } = profile.publication;
  if (fields.length === 0) return ok(true);
  const unknown = fields.find((field) => !REDACTABLE_FIELDS.includes(field));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clauseOf(exemptions), { field: 'redactedFields', value: unknown });
  const granted = (exemptions.value ?? []).some((exemption) => exemption.ground === ground && exemption.mode === 'REDACT');
  return granted ? ok(true) : refuse('EXEMPTION_NOT_ALLOWED', clauseOf(exemptions), { ground: ground ?? null });
}

/** Optional channels are those that the profile names, and none of them unless asked for. CQ 8.8.1. */
export function optionalChannelsAreOffered(profile: Profile, wanted: readonly string[]): Outcome<readonly string[]> {
  const { optionalChannels } = profile.publication;
  const unknown = wanted.find((channel) => !optionalChannels.value.includes(channel));
  return unknown === undefined ? ok([...new Set(wanted)]) : refuse('INVALID_VALUE', clauseOf(optionalChannels), { field: 'optionalChannels', value: unknown });
}

/** Only what stands in public is corrected; what does not is amended where it was made. CQ 8.8.2. */
export const publicationMayBeCorrected = (profile: Profile, from: StoredState): Outcome<true> =>
  (from === 'PUBLISHED' || from === 'REDACTED' ? ok(true) : refuse('INVALID_TRANSITION', clauseOf(profile.correction.ground), { from, to: 'CORRECTING' }));

const REMINDED_DAYS = 5;

/** The department is reminded while it may still act in time: published of its own accord, without anybody asking (SY art.2). */
export function isDueSoon({ state, dueDate }: Pick<Duty, 'state' | 'dueDate'>, today: Day): boolean {
  if (dueDate === null || !isAmong(WAITING_STATES, state)) return false;
  const from = new Date(`${dueDate}T00:00:00Z`);
  from.setUTCDate(from.getUTCDate() - REMINDED_DAYS);
  return today >= from.toISOString().slice(0, 10) && today <= dueDate;
}

/** What the caller may do now, by operation name. */
export function actionsFor(profile: Profile, caller: Caller, duty: Duty): readonly string[] {
  const actions: string[] = [];
  const own = actsForInspectingDepartment(profile, caller, duty).ok;
  if (own && resultMayBePublished(profile, duty, { attestation: true, secrecyCheck: true }).ok) actions.push('publishResult');
  if (own && duty.result !== null && publicationMayBecome(profile, duty.state, 'WITHHELD').ok) actions.push('withholdPublication');
  if (duty.state === 'UNDER_APPROVAL' && publicationMayBeApproved(profile, caller, duty).ok) actions.push('approvePublication');
  if (own && publicationMayBeCorrected(profile, duty.state).ok) actions.push('requestCorrection');
  return actions;
}
