import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type InspectionResultCode, type Profile } from '@sortition/profiles';
import type { ResultState } from './result.table.ts';

/** What may follow each state of a result. */
export const TRANSITIONS = {
  OPEN: ['ENTERED', 'FORMED'],
  ENTERED: ['FORMED', 'RETURNED'],
  RETURNED: ['ENTERED'],
  FORMED: ['FINAL'],
  FINAL: [],
} as const satisfies Record<ResultState, readonly ResultState[]>;

/** Gravity of each code: the object-level code is that of the gravest item. */
const GRAVITY = {
  NO_PROBLEM_FOUND: 0, QUALIFIED: 1, ACTIVITY_NOT_CONDUCTED: 2, OTHER: 3, PROBLEM_CORRECTED_ON_SPOT: 4, REQUIRED_INFO_NOT_PUBLISHED: 5,
  NOT_OPERATING_AT_REGISTERED_PLACE: 6, UNREACHABLE_AT_REGISTERED_ADDRESS: 7, PROBLEM_ORDERED_TO_CORRECT: 8, UNQUALIFIED: 9, PUBLISHED_INFO_FALSIFIED: 10,
  PROBLEM_PENDING_INVESTIGATION: 11, ADMINISTRATIVE_DECISION_MADE: 12, SERIOUS_NON_COOPERATION: 13,
} as const satisfies Record<InspectionResultCode, number>;

export interface ItemResult {
  readonly itemId: string;
  readonly code: string;
  readonly problemFound?: boolean | null | undefined;
  readonly correctionKind?: string | null | undefined;
  readonly correctionNote?: string | null | undefined;
  readonly decisionReference?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** What is on file for an item when its result is entered. */
export interface OnFile {
  /** Null where no record exists, as for a direct result. */
  readonly problemRecorded: boolean | null;
  /** The record tells the state before the correction; the result is that after it. GA art.32(2). */
  readonly corrected?: boolean;
  readonly evidenceKinds: readonly string[];
  readonly followUps: readonly { readonly kind: string; readonly state: string; readonly dueOn: string | null }[];
}

/** The result of an item as it is kept: the local label stands beside the canonical code. */
export interface JudgedItem {
  readonly itemId: string;
  readonly code: InspectionResultCode;
  readonly label: string;
  readonly problemFound: boolean;
  readonly correctionKind: string | null;
  readonly correctionNote: string | null;
  readonly decisionReference: string | null;
  readonly note: string | null;
}

type Offered = NonNullable<Profile['result']['codes']['value']>[number];

const given = (text: string | null | undefined): string | null => (text === null || text === undefined || text.trim() === '' ? null : text.trim());

function correctionKindOf(entry: Offered, wanted: string | null): Outcome<string | null> {
  const [only, another] = entry.correctionKinds;
  if (only === undefined) return ok(null);
  if (wanted === null) return another === undefined ? ok(only) : refuse('MISSING_FIELD', entry.clause, { field: 'correctionKind' });
  const kind = entry.correctionKinds.find((candidate) => candidate === wanted);
  return kind === undefined ? refuse('INVALID_VALUE', entry.clause, { field: 'correctionKind', allowed: entry.correctionKinds }) : ok(kind);
}

/** What each code must have with it (CQ 8.7.2): the first need that nothing on file meets. */
function unmetNeed(entry: Offered, result: ItemResult, correctionKind: string | null, onFile: OnFile): string | undefined {
  return entry.needs.find((need) => {
    switch (need) {
      case 'RECORD':
      case 'SIGNATURES': return onFile.problemRecorded === null;
      case 'EVIDENCE': return onFile.evidenceKinds.length === 0;
      case 'TEST_REPORT': return !onFile.evidenceKinds.includes('FILE');
      case 'OPEN_FOLLOW_UP': return !onFile.followUps.some(({ state }) => state !== 'CLOSED');
      case 'FOLLOW_UP':
      case 'FOLLOW_UP_OR_TRANSFER': return onFile.followUps.length === 0;
      case 'CORRECTION_NOTE': return given(result.correctionNote) === null;
      case 'CORRECTION_ORDER': return correctionKind !== 'IMMEDIATE' && !onFile.followUps.some(({ kind }) => kind === 'CORRECTION_ORDER');
      case 'DECISION_LINK': return given(result.decisionReference) === null;
      case 'NOTE': return false;
    }
  });
}

/** What must be written for the result itself: the text of 其他情况, the note of an order to correct at once, the day of one with a limit. */
function unwrittenField(entry: Offered, result: ItemResult, correctionKind: string | null, onFile: OnFile): string | undefined {
  if (entry.needs.includes('NOTE') && given(result.note) === null) return 'note';
  if (!entry.needs.includes('CORRECTION_ORDER')) return undefined;
  if (correctionKind === 'IMMEDIATE') return given(result.correctionNote) === null ? 'correctionNote' : undefined;
  return onFile.followUps.some(({ kind, dueOn }) => kind === 'CORRECTION_ORDER' && dueOn !== null) ? undefined : 'dueOn';
}

/** Judges the result of one item: a code of the profile, in agreement with the record, with all that the code needs. */
export function judgeItem(result: ItemResult, onFile: OnFile, profile: Profile): Outcome<JudgedItem> {
  const { codes, consistencyCheck } = profile.result;
  const offered = demand(codes);
  if (!offered.ok) return offered;
  const entry = offered.value.find(({ code }) => code === result.code);
  if (entry === undefined) return refuse('RESULT_CODE_INVALID', clauseOf(codes), { code: result.code, itemId: result.itemId });
  if (entry.problem === 'AS_SET' && typeof result.problemFound !== 'boolean') return refuse('MISSING_FIELD', entry.clause, { field: 'problemFound' });
  const problemFound = entry.problem === 'AS_SET' ? result.problemFound === true : entry.problem === 'YES';
  if (consistencyCheck.value && onFile.corrected !== true && onFile.problemRecorded !== null && onFile.problemRecorded !== problemFound) {
    return refuse('RESULT_INCONSISTENT', clauseOf(consistencyCheck), { itemId: result.itemId, code: entry.code, problemRecorded: onFile.problemRecorded });
  }
  const correctionKind = correctionKindOf(entry, given(result.correctionKind));
  if (!correctionKind.ok) return correctionKind;
  const need = unmetNeed(entry, result, correctionKind.value, onFile);
  if (need === 'OPEN_FOLLOW_UP') return refuse('FOLLOW_UP_REQUIRED', entry.clause, { itemIds: [result.itemId], code: entry.code });
  if (need !== undefined) return refuse('RESULT_ATTACHMENT_REQUIRED', entry.clause, { itemId: result.itemId, code: entry.code, attachment: need });
  const unwritten = unwrittenField(entry, result, correctionKind.value, onFile);
  if (unwritten !== undefined) return refuse('MISSING_FIELD', entry.clause, { field: unwritten, itemId: result.itemId });
  return ok({
    itemId: result.itemId, code: entry.code, label: entry.zh, problemFound, correctionKind: correctionKind.value,
    correctionNote: given(result.correctionNote), decisionReference: given(result.decisionReference), note: given(result.note),
  });
}

const isResultCode = (code: string): code is InspectionResultCode => Object.hasOwn(GRAVITY, code);
const gravityOf = ({ code, problemFound }: { readonly code: string; readonly problemFound: boolean }): number => (problemFound ? 100 : 0) + (isResultCode(code) ? GRAVITY[code] : 0);

/** Codes are kept per item; the object's is the gravest, and any problem outweighs everything that is none. */
export function gravestOf<T extends { readonly code: string; readonly problemFound: boolean }>(items: readonly T[]): T | undefined {
  return items.reduce<T | undefined>((gravest, item) => (gravest === undefined || gravityOf(item) > gravityOf(gravest) ? item : gravest), undefined);
}

/** A direct result ends a visit without substantive inspection: only its codes, and only while nothing was recorded (CC art.18). */
export function directResultMustBeAllowed(code: string, itemRecorded: boolean, hasEvidence: boolean, profile: Profile): Outcome<void> {
  const { directCodes, directCondition, directEvidenceRequired } = profile.result;
  const allowed = directCondition.value === 'NO_SUBSTANTIVE_INSPECTION' && directCodes.value.some((direct) => direct === code);
  if (!allowed || itemRecorded) return refuse('DIRECT_RESULT_NOT_ALLOWED', clauseOf(directCodes), { code, itemRecorded });
  return directEvidenceRequired.value && !hasEvidence ? refuse('EVIDENCE_REQUIRED', clauseOf(directEvidenceRequired), { code }) : ok(undefined);
}

/** GA art.32(2): once or twice, the second time over a problem, with evidence that it was put right since. */
export function secondEntryMustBeOpen(known: { readonly state: ResultState; readonly entry: number; readonly problemFound: boolean | null; readonly formedAt: Date | null }, evidence: readonly { readonly registeredAt: Date }[], profile: Profile): Outcome<void> {
  const { entries } = profile.result;
  const clause = clauseOf(entries);
  if (known.state === 'FINAL') return resultMustBeUnpublished(known.state, profile);
  if (known.entry >= entries.value || (known.formedAt !== null && known.problemFound !== true)) return refuse('RESULT_ALREADY_FINAL', clause, { state: known.state, entry: known.entry });
  const { formedAt } = known;
  if (known.state !== 'FORMED' || formedAt === null) return refuse('INVALID_TRANSITION', clause, { from: known.state, to: 'SECOND_ENTRY' });
  return evidence.some(({ registeredAt }) => registeredAt.getTime() > formedAt.getTime()) ? ok(undefined) : refuse('EVIDENCE_REQUIRED', clause, { missing: 'CORRECTION' });
}

/** A result can be amended until it is published; after that it is corrected in public (CQ 8.8.2). */
export function resultMustBeUnpublished(state: ResultState, profile: Profile): Outcome<void> {
  return state === 'FINAL' ? refuse('PUBLISHED_RESULT_IMMUTABLE', clauseOf(profile.correction.lockOn), {}) : ok(undefined);
}
