import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export type ItemListState = 'DRAFT' | 'IN_AGREEMENT' | 'UNDER_REVIEW' | 'RETURNED' | 'APPROVED' | 'PUBLISHING' | 'PUBLISHED' | 'SUPERSEDED' | 'REJECTED';

/** What may follow upon each state. */
export const TRANSITIONS = {
  DRAFT: ['IN_AGREEMENT', 'UNDER_REVIEW', 'APPROVED'],
  IN_AGREEMENT: ['UNDER_REVIEW', 'APPROVED', 'DRAFT'],
  UNDER_REVIEW: ['APPROVED', 'RETURNED', 'REJECTED'],
  RETURNED: ['IN_AGREEMENT', 'UNDER_REVIEW', 'APPROVED'],
  APPROVED: ['PUBLISHING'],
  PUBLISHING: ['PUBLISHED'],
  PUBLISHED: ['SUPERSEDED'],
  SUPERSEDED: [],
  REJECTED: [],
} as const satisfies Record<ItemListState, readonly ItemListState[]>;

const ACTIONS = {
  DRAFT: ['addInspectionItem', 'updateInspectionItem', 'removeInspectionItem', 'submitItemList'],
  IN_AGREEMENT: ['agreeJointItem'],
  UNDER_REVIEW: ['reviewItemList', 'decideLocalItemList'],
  RETURNED: ['addInspectionItem', 'updateInspectionItem', 'removeInspectionItem', 'submitItemList'],
  APPROVED: ['publishItemList'],
  PUBLISHING: [],
  PUBLISHED: ['reviseItemList'],
  SUPERSEDED: [],
  REJECTED: [],
} as const satisfies Record<ItemListState, readonly string[]>;

export const actionsIn = (state: ItemListState): readonly string[] => ACTIONS[state];

export const isEditable = (state: ItemListState): boolean => state === 'DRAFT' || state === 'RETURNED';

export function listMayBecome(from: ItemListState, to: ItemListState, clause: string | null): Outcome<ItemListState> {
  const next: readonly ItemListState[] = TRANSITIONS[from];
  return next.includes(to) ? ok(to) : refuse('INVALID_TRANSITION', clause, { from, to });
}

export interface Maker {
  readonly level: string;
  readonly roles: readonly string[];
}

/** CQ 5.1.1: only a department of the level that the profile names makes the list; where it names DEPARTMENT, each does. */
export function listIsMadeAtLevel(profile: Profile, maker: Maker): Outcome<true> {
  const levels = profile.itemList.creatorLevel;
  const clause = clauseOf(levels);
  if (levels.value === null) return refuse('PROFILE_INCOMPLETE', null, { parameter: levels.parameter });
  const fits = levels.value.some((level) => level === 'DEPARTMENT' || level === maker.level || (level === 'MUNICIPAL_AMR' && maker.level === 'MUNICIPAL'));
  if (!maker.roles.includes('LIST_MANAGER') || !fits) return refuse('FORBIDDEN', clause, { level: maker.level, allowed: levels.value });
  return ok(true);
}

/** Who may make a list of the own area, and whether the level above has to decide on it. C-13. */
export function localListIsProposedBy(profile: Profile, maker: Maker): Outcome<{ readonly locksParentItems: boolean }> {
  const supplement = profile.itemList.localSupplement;
  const clause = clauseOf(supplement);
  if (supplement.value === null) return refuse('PROFILE_INCOMPLETE', null, { parameter: supplement.parameter });
  const role = supplement.value === 'COUNTY_GOVERNMENT_ISSUES' ? 'COUNTY_GOVERNMENT' : 'LIST_MANAGER';
  if (!maker.roles.includes(role)) return refuse('FORBIDDEN', clause, { roles: [role] });
  if (supplement.value === 'DEPARTMENT_ISSUES') return refuse('FORBIDDEN', clause, { instead: 'createItemList' });
  if (maker.level === 'MUNICIPAL' || maker.level === 'PROVINCIAL') return refuse('FORBIDDEN', clause, { level: maker.level });
  return ok({ locksParentItems: true });
}

/** Items of the list above may be left out where a local list is a selection of them, or where the profile grants it. */
export const parentItemsMayBeLeftOut = (profile: Profile): boolean =>
  profile.itemList.localSupplement.value === 'NOT_ALLOWED' || profile.itemList.localMayRemoveParentItems.value;

export const revisionCauseIsKnown = (profile: Profile, cause: string | null | undefined): Outcome<string> => {
  const causes = profile.itemList.revisionCauses;
  if (cause == null) return refuse('MISSING_FIELD', clauseOf(causes), { field: 'cause' });
  return causes.value.some((known) => known === cause) ? ok(cause) : refuse('INVALID_VALUE', clauseOf(causes), { field: 'cause', allowed: causes.value });
};

export interface ReviewStep {
  readonly step: string;
  /** The role that takes it. */
  readonly role: string;
  /** Who is asked for, as a refusal names it. */
  readonly reviewer: string;
}

const REVIEWERS: Readonly<Record<string, Omit<ReviewStep, 'step'>>> = {
  LEGAL_DIVISION: { role: 'LEGAL_REVIEWER', reviewer: 'LEGAL_REVIEWER' },
  JUSTICE_SAME_LEVEL: { role: 'JUSTICE_REVIEWER', reviewer: 'JUSTICE_REVIEWER' },
  MUNICIPAL_LIST_MANAGER: { role: 'LIST_MANAGER', reviewer: 'MUNICIPAL_LIST_MANAGER' },
};

/** The first step of the chain that has not approved since the list was last submitted; undefined when nothing is left. */
export function nextReviewStep(profile: Profile, list: { readonly basedOnId: string | null }, approved: readonly string[]): ReviewStep | undefined {
  const { chain, onlyLocal } = profile.itemList.review;
  if (onlyLocal.value === true && list.basedOnId === null) return undefined;
  const step = chain.value.find((each) => !approved.includes(each));
  return step === undefined ? undefined : { step, role: REVIEWERS[step]?.role ?? step, reviewer: REVIEWERS[step]?.reviewer ?? step };
}

/** Approvals count from the last time that the list was sent back. */
export function standingApprovals(reviews: readonly { readonly step: string; readonly decision: string }[]): string[] {
  const lastReturn = reviews.findLastIndex(({ decision }) => decision !== 'APPROVED');
  return reviews.slice(lastReturn + 1).map(({ step }) => step);
}

/** CQ 5.1.3: the number of KEY items is strictly controlled; above the share that was set, somebody must say why. */
export function keyItemsStayWithinShare(profile: Profile, items: readonly { readonly itemClass: string | null }[], maxShare: number | null, justification: string | null): Outcome<true> {
  const { controlledCodes, keyMaxShare } = profile.itemClass;
  const limit = maxShare ?? keyMaxShare.value;
  if (limit === null || items.length === 0) return ok(true);
  const keyItems = items.filter(({ itemClass }) => itemClass !== null && controlledCodes.value.includes(itemClass)).length;
  if (keyItems / items.length <= limit || (justification ?? '').trim() !== '') return ok(true);
  return refuse('KEY_ITEM_QUOTA_EXCEEDED', clauseOf(controlledCodes), { keyItems, items: items.length, maxShare: limit });
}

/** Channels whose receipt a publication waits for; the platform itself needs none. */
export const channelsToWaitFor = (profile: Profile): readonly string[] => profile.itemList.channels.value.filter((channel) => channel !== 'PLATFORM');

/** CQ 5.1.4: a legal basis that no longer holds, or a list that has not been looked at for too long. */
export function listIsStale(profile: Profile, today: string, lastChange: string, items: readonly { readonly legalBasisRepealedOn: string | null }[]): boolean {
  if (items.some(({ legalBasisRepealedOn }) => basisIsRepealed(legalBasisRepealedOn, today))) return true;
  const days = profile.itemList.staleAfterDays.value;
  return days !== null && Date.parse(today) - Date.parse(lastChange) > days * 86_400_000;
}

export const basisIsRepealed = (repealedOn: string | null, today: string): boolean => repealedOn !== null && repealedOn <= today;
