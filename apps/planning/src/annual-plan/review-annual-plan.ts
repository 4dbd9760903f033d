import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Reviewer } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Identity, type Tx } from '@sortition/service-kit';
import { ROLE_OF_REVIEWER, nextReviewerOf, planMayBecome, reviewChainOf, reviewerIsOfTheSameLevel } from './annual-plan.rules.ts';
import { updatePlan, type AnnualPlanRow } from './annual-plan.store.ts';
import { planForChange } from './own-plan.ts';
import { insertReview } from './plan-revision.store.ts';

export interface ReviewAnnualPlanInput {
  readonly idempotencyKey: string;
  readonly planId: string;
  readonly decision: 'APPROVE' | 'RETURN';
  readonly comment?: string | null | undefined;
}

/** The caller speaks for the reviewer whose turn it is; a later one of the chain has to wait. */
function callerIsNext(identity: Identity, plan: AnnualPlanRow, next: Reviewer, chain: readonly Reviewer[], clause: string | null): Outcome<void> {
  if (!hasRole(identity, ROLE_OF_REVIEWER[next])) {
    const isLater = chain.slice(plan.reviewed).some((reviewer) => hasRole(identity, ROLE_OF_REVIEWER[reviewer]));
    return isLater ? refuse('INVALID_TRANSITION', clause, { from: plan.state, to: 'UNDER_REVIEW', next }) : refuse('APPROVER_NOT_AUTHORISED', clause, { role: ROLE_OF_REVIEWER[next] });
  }
  if (next === 'JUSTICE_SAME_LEVEL') return reviewerIsOfTheSameLevel(identity, plan, clause);
  return identity.department === plan.departmentId ? ok(undefined) : refuse('FORBIDDEN', clause, { relation: 'OWN_DEPARTMENT' });
}

/** The answer of the next reviewer of the profile's chain; the last approval lets the plan be published. */
export async function reviewAnnualPlan(tx: Tx, act: Act, { planId, decision, comment }: ReviewAnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const found = await planForChange(tx, planId);
  if (!found.ok) return found;
  const { plan, profile } = found.value;
  const { chain, clause } = reviewChainOf(profile, plan);
  const next = nextReviewerOf(profile, plan);
  const isLast = plan.reviewed + 1 === chain.length;
  const state = decision === 'RETURN' ? 'RETURNED' : isLast ? 'APPROVED' : 'UNDER_REVIEW';
  const awaited = planMayBecome(plan.state, 'RETURNED', clause); // the two states that wait for a reviewer, and no other, can be sent back
  if (!awaited.ok || next === null) return refuse('INVALID_TRANSITION', clause, { from: plan.state, to: state });
  const entitled = callerIsNext(act.identity, plan, next, chain, clause);
  if (!entitled.ok) return entitled;
  const said = comment?.trim() ?? '';
  if (decision === 'RETURN' && said === '') return refuse('MISSING_FIELD', clause, { field: 'comment' });

  await insertReview(tx, { planId, revision: plan.workingRevision, reviewer: next, decision, comment: said === '' ? null : said, by: act.identity.subject, at: act.now });
  const change = { state, reviewed: decision === 'RETURN' ? 0 : plan.reviewed + 1 } as const;
  await updatePlan(tx, planId, change);
  recordChange(tx, { entity: 'AnnualPlan', entityId: planId, before: { state: plan.state }, after: { ...change, reviewer: next, decision } });
  return ok({ planId });
}
