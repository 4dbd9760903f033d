import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { profileUnder } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { lockPlan, type AnnualPlanRow } from './annual-plan.store.ts';

export interface PlanAndProfile {
  readonly plan: AnnualPlanRow;
  /** The rules under which the plan was made. */
  readonly profile: Profile;
}

/** The plan for a change, locked: FORBIDDEN when the row policies hide it from the caller. */
export async function planForChange(tx: Tx, planId: string): Promise<Outcome<PlanAndProfile>> {
  const plan = await lockPlan(tx, planId);
  return plan === undefined ? refuseUnseen(tx, 'AnnualPlan', planId) : ok({ plan, profile: profileUnder(plan) });
}

/** The plan of the caller's own department: only it submits, publishes and adjusts. */
export async function ownPlanForChange(tx: Tx, act: Act, planId: string): Promise<Outcome<PlanAndProfile>> {
  const found = await planForChange(tx, planId);
  if (!found.ok || found.value.plan.departmentId === act.identity.department) return found;
  return refuse('FORBIDDEN', clauseOf(found.value.profile.plan.drafter), { relation: 'OWN_DEPARTMENT', departmentId: found.value.plan.departmentId });
}
