import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** What a notice says; which of it is obligatory is the profile's word. */
export interface NoticeContent {
  readonly channel: string;
  readonly inspectionTime?: Date | null | undefined;
  readonly cooperationRequirements?: string | null | undefined;
  readonly materials?: string | null | undefined;
  readonly callee?: string | null | undefined;
  readonly calledAt?: Date | null | undefined;
  readonly documentList?: string | null | undefined;
  readonly deliveryTime?: Date | null | undefined;
  readonly deliveryPlace?: string | null | undefined;
  readonly otherRequirements?: string | null | undefined;
}

/** The ground on which an item of the task is exempt from notice, where the profile knows the ground. CQ 8.6.2. */
export function exemptionOfItems(items: readonly { readonly noticeExemption: string | null }[], profile: Profile): string | null {
  const known: readonly string[] = profile.notice.exemptions.value;
  return items.find(({ noticeExemption }) => noticeExemption !== null && known.includes(noticeExemption))?.noticeExemption ?? null;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** CQ 8.6.2: through a channel of the profile, with the time, what is asked of the inspectee, and what to have ready. */
export function noticeMustBeComplete(notice: NoticeContent, documentary: boolean, profile: Profile): Outcome<void> {
  const { channels, requiredFields, documentaryRequiredFields } = profile.notice;
  const allowed: readonly string[] = channels.value;
  if (!allowed.includes(notice.channel)) return refuse('INVALID_VALUE', clauseOf(channels), { field: 'channel', allowed });
  const contents = new Map<string, unknown>(Object.entries(notice));
  const asked = [...requiredFields.value.map((field) => ({ field, clause: clauseOf(requiredFields) })),
    ...(documentary ? documentaryRequiredFields.value : []).filter((field) => field !== 'otherRequirements').map((field) => ({ field, clause: clauseOf(documentaryRequiredFields) })),
    // a call leaves no paper: who took it and when is what can be shown of it
    ...(notice.channel === 'TELEPHONE' ? ['callee', 'calledAt'] : []).map((field) => ({ field, clause: clauseOf(channels) }))];
  const missing = asked.find(({ field }) => isAbsent(contents.get(field)));
  return missing === undefined ? ok(undefined) : refuse('MISSING_FIELD', missing.clause, { field: missing.field });
}

/** SY art.14(3): what was inspected without the notice of the prescribed form is not put on record as if it had been. */
export function noticeMustBeOnFile(notices: readonly { readonly state: string; readonly form: string | null }[], mode: string | null, profile: Profile): Outcome<void> {
  const { required, modes, form } = profile.notice;
  const asked = required.value === true && modes.value.some((asking) => asking === mode);
  const there = notices.some((notice) => notice.state === 'WAIVED' || form.value === null || notice.form === form.value);
  return !asked || there ? ok(undefined) : refuse('NOTICE_REQUIRED', clauseOf(required), { mode, form: form.value });
}

/** CQ 8.6.2: only on a ground of the profile; a ground by other law names the law. */
export function waiverMustHaveGround(ground: string, legalBasis: string | null, profile: Profile): Outcome<void> {
  const { exemptions } = profile.notice;
  const known: readonly string[] = exemptions.value;
  if (!known.includes(ground)) return refuse('EXEMPTION_NOT_ALLOWED', clauseOf(exemptions), { ground });
  return ground === 'OTHER_BY_LAW' && isAbsent(legalBasis) ? refuse('MISSING_FIELD', clauseOf(exemptions), { field: 'legalBasis' }) : ok(undefined);
}
