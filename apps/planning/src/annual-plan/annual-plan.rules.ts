import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile, type Reviewer } from '@sortition/profiles';

export const PLAN_STATES = ['DRAFT', 'FILED', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHING', 'PUBLISHED', 'ADJUSTING'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

const TRANSITIONS = {
  DRAFT: ['FILED', 'SUBMITTED', 'APPROVED'],
  FILED: ['DRAFT'],
  RETURNED: ['SUBMITTED', 'APPROVED'],
  ADJUSTING: ['SUBMITTED', 'APPROVED'],
  SUBMITTED: ['UNDER_REVIEW', 'APPROVED', 'RETURNED'],
  UNDER_REVIEW: ['UNDER_REVIEW', 'APPROVED', 'RETURNED'],
  APPROVED: ['PUBLISHING'],
  PUBLISHING: ['PUBLISHED'],
  PUBLISHED: ['ADJUSTING'],
} as const satisfies Record<PlanState, readonly PlanState[]>;

export function planMayBecome(from: PlanState, to: PlanState, clause: string | null): Outcome<void> {
  const reachable: readonly PlanState[] = TRANSITIONS[from];
  return reachable.includes(to) ? ok(undefined) : refuse('INVALID_TRANSITION', clause, { from, to });
}

/** Entries change only while nobody relies on them: not under review, and not on the way to the public. */
export const entriesMayBeChanged = (state: PlanState): boolean => state === 'DRAFT' || state === 'RETURNED' || state === 'ADJUSTING';

/** The facts of a plan on which its review depends. */
export interface ReviewedPlan {
  readonly level: string;
  readonly revision: number;
  readonly reviewed: number;
}

/** Who reviews: by level, and for an adjustment as the profile says of adjustments. */
export function reviewChainOf(profile: Profile, plan: Pick<ReviewedPlan, 'level' | 'revision'>): { readonly chain: readonly Reviewer[]; readonly clause: string | null } {
  const rules = plan.revision === 0 ? profile.plan.review : profile.plan.adjustment.review;
  const rule = plan.level === 'COUNTY' ? rules.county : rules.municipal;
  return { chain: rule.value ?? [], clause: clauseOf(rule) };
}

/** The reviewer whose turn it is; null when all have passed it. */
export const nextReviewerOf = (profile: Profile, plan: ReviewedPlan): Reviewer | null => reviewChainOf(profile, plan).chain[plan.reviewed] ?? null;

/** The role in which a caller speaks for a reviewer of the chain. */
export const ROLE_OF_REVIEWER = {
  LEGAL_DIVISION: 'LEGAL_REVIEWER',
  JUSTICE_SAME_LEVEL: 'JUSTICE_REVIEWER',
  MUNICIPAL_LIST_MANAGER: 'LIST_MANAGER',
} as const satisfies Record<Reviewer, string>;

/** The reviewer of the same level: neither the city for the county nor the county for the city. */
export function reviewerIsOfTheSameLevel(reviewer: { readonly level: string | null; readonly region: string | null }, plan: { readonly level: string; readonly divisionCode: string }, clause: string | null): Outcome<void> {
  if (reviewer.level === plan.level && reviewer.region === plan.divisionCode) return ok(undefined);
  return refuse('REVIEWER_LEVEL_MISMATCH', clause, { expected: plan.level, divisionCode: plan.divisionCode, reviewer: reviewer.level });
}
