import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import type { FormedResult } from '../publication/publication.table.ts';

export interface CorrectionGrounds {
  readonly ground?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly evidence?: string | null | undefined;
}

const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === '';

/** A published result is changed on the ground of the profile only; an error must be proven, so its proof is attached. CQ 8.8.2, CC art.20. */
export function correctionHasItsGround(profile: Profile, { ground, reason, evidence }: CorrectionGrounds): Outcome<true> {
  const wanted = profile.correction.ground;
  const clause = clauseOf(wanted);
  if (ground !== wanted.value) return refuse('CORRECTION_GROUND_REQUIRED', clause, { ground: wanted.value });
  if (wanted.value === 'PROVEN_ERROR' && isBlank(evidence)) return refuse('CORRECTION_GROUND_REQUIRED', clause, { ground: wanted.value, missing: 'evidence' });
  return isBlank(reason) ? refuse('MISSING_FIELD', clause, { field: 'reason' }) : ok(true);
}

export interface CorrectedCodes {
  readonly code: string;
  readonly items: readonly { readonly itemId: string; readonly code: string }[];
}

/** The result as it shall read, in the codes of the profile; what is not named stays as it was. */
export function correctedResult(profile: Profile, before: FormedResult, wanted: CorrectedCodes): Outcome<FormedResult> {
  const codes = demand(profile.result.codes);
  if (!codes.ok) return codes;
  const clause = clauseOf(profile.result.codes);
  const changes = new Map(wanted.items.map(({ itemId, code }) => [itemId, code]));
  const unknown = wanted.items.find(({ itemId }) => !before.items.some((item) => item.itemId === itemId));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clause, { field: 'items', value: unknown.itemId });
  const items: FormedResult['items'] = [];
  for (const item of before.items) {
    const code = changes.get(item.itemId) ?? item.code;
    const entry = codes.value.find((candidate) => candidate.code === code);
    if (entry === undefined) return refuse('RESULT_CODE_INVALID', clause, { resultCode: code });
    items.push(code === item.code ? item : { ...item, code, labelZh: entry.zh, problemFound: entry.problem === 'YES' });
  }
  const head = items.find(({ code }) => code === wanted.code);
  const hidesProblem = head?.problemFound === false && items.some(({ problemFound }) => problemFound);
  if (head === undefined || hidesProblem) return refuse('INVALID_VALUE', clause, { field: 'code', value: wanted.code });
  const unchanged = items.every((item, index) => item === before.items[index]) && wanted.code === before.code;
  if (unchanged) return refuse('INVALID_VALUE', clause, { field: 'items' });
  return ok({ ...before, items, code: head.code, labelZh: head.labelZh, problemFound: head.problemFound, version: before.version + 1 });
}

interface Decider {
  readonly department: string | null;
  readonly roles: readonly string[];
}

/** The principal head (主要负责人) of the same department, and no head below. CQ 8.8.2, CC art.20. */
export function correctionMayBeDecidedBy(profile: Profile, decider: Decider, departmentId: string): Outcome<true> {
  const { approver } = profile.correction;
  if (decider.department === departmentId && decider.roles.includes(approver.value)) return ok(true);
  return refuse('APPROVER_NOT_AUTHORISED', clauseOf(approver), { role: approver.value });
}

export function decisionIsComplete(profile: Profile, decision: { readonly approve: boolean; readonly reason?: string | null | undefined; readonly signature?: string | null | undefined }): Outcome<true> {
  const { signatureRequired, approver } = profile.correction;
  if (decision.approve && signatureRequired.value && isBlank(decision.signature)) return refuse('SIGNATURE_MISSING', clauseOf(signatureRequired), { party: approver.value });
  return !decision.approve && isBlank(decision.reason) ? refuse('MISSING_FIELD', clauseOf(approver), { field: 'reason' }) : ok(true);
}
