import { dayOf, ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { nextReviewerOf, planMayBecome } from './annual-plan.rules.ts';
import { updatePlan, type AnnualPlanRow } from './annual-plan.store.ts';
import { deadlineOf, isAfterDeadline } from './plan-deadline.rules.ts';
import { ownPlanForChange, type PlanAndProfile } from './own-plan.ts';
import { planIsReady } from './plan-readiness.rules.ts';
import { liveEntriesOf } from './ready-entries.ts';

export interface AnnualPlanInput {
  readonly idempotencyKey: string;
  readonly planId: string;
}

/** Checks that nothing is missing and lays the plan before its first reviewer; where the profile asks for none, it is approved at once. */
export async function submitPlan(tx: Tx, act: Act, { plan, profile }: PlanAndProfile): Promise<Outcome<AnnualPlanRow>> {
  const state = nextReviewerOf(profile, { ...plan, reviewed: 0 }) === null ? 'APPROVED' : 'SUBMITTED';
  const possible = planMayBecome(plan.state, state, clauseOf(profile.plan.review.municipal));
  if (!possible.ok) return possible;
  const ready = planIsReady(profile, await liveEntriesOf(tx, plan.id));
  if (!ready.ok) return ready;

  const deadline = deadlineOf(profile, plan.year);
  const isFirst = plan.submittedAt === null;
  const late = isFirst && deadline?.event === 'SUBMITTED_FOR_REVIEW' ? isAfterDeadline(deadline, dayOf(act.now)) : plan.late;
  const change = { state, reviewed: 0, late, submittedAt: plan.submittedAt ?? act.now } as const;
  await updatePlan(tx, plan.id, change);
  recordChange(tx, { entity: 'AnnualPlan', entityId: plan.id, before: { state: plan.state }, after: change });
  return ok({ ...plan, ...change });
}

export async function submitAnnualPlan(tx: Tx, act: Act, { planId }: AnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownPlanForChange(tx, act, planId);
  if (!own.ok) return own;
  const submitted = await submitPlan(tx, act, own.value);
  return submitted.ok ? ok({ planId }) : submitted;
}
