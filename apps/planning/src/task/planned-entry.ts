import { ok, refuse, type Outcome, type RefusalDetails } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { reviewChainOf } from '../annual-plan/annual-plan.rules.ts';
import { findPlans, type AnnualPlanRow } from '../annual-plan/annual-plan.store.ts';
import { findEntry, findPublishedEntry, type PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { entryIsLive } from '../plan-entry/plan-entry.rules.ts';
import { profileUnder } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { isJointOffice } from './task-cast.ts';

/** Why an entry that is not public cannot be used: not yet passed by its reviewers, or passed and not yet published. */
function notPublic(plan: AnnualPlanRow): Outcome<never> {
  const profile = profileUnder(plan);
  const { chain, clause } = reviewChainOf(profile, plan);
  const isReviewed = chain.length === 0 || plan.state === 'APPROVED' || plan.state === 'PUBLISHING';
  return isReviewed
    ? refuse('PLAN_NOT_PUBLISHED', clauseOf(profile.task.requiresPublishedPlan), { planId: plan.id, state: plan.state })
    : refuse('PLAN_NOT_REVIEWED', clause, { planId: plan.id, state: plan.state });
}

/** 计划之外无检查, by the clause that says so. GA art.3. */
function notInPlan({ nonPlan: { rule }, task }: Profile, details: RefusalDetails): Outcome<never> {
  return refuse('NOT_IN_PLAN', rule.value === 'FORBIDDEN_IN_GENERAL_FIELDS' ? clauseOf(rule) : clauseOf(task.requiresPublishedPlan), details);
}

/** The entry from which a task may be made, as it was published. Only its lead may ask. CQ 8.3.1, CQ 3.2, CQ 7.4. */
export async function plannedEntry(tx: Tx, act: Act, profile: Profile, entryId: string | null | undefined): Promise<Outcome<{ readonly entry: PlanEntryRow; readonly year: number }>> {
  const { creator } = profile.task;
  if (entryId === null || entryId === undefined) return notInPlan(profile, { field: 'planEntryId' });
  const seen = await findEntry(tx, entryId);
  const [plan] = seen === undefined ? [] : await findPlans(tx, [seen.planId]);
  if (seen === undefined || plan === undefined) {
    const unseen = await refuseUnseen(tx, 'PlanEntry', entryId);
    return !unseen.ok && unseen.error.code === 'FORBIDDEN' ? unseen : notInPlan(profile, { planEntryId: entryId });
  }
  const mayCreate = isJointOffice(act, profile) || (hasRole(act.identity, 'PLANNER', 'BUSINESS_DIVISION') && seen.leadDepartmentId === act.identity.department);
  if (!mayCreate) return refuse('FORBIDDEN', clauseOf(creator), { relation: 'LEAD_DEPARTMENT', departmentId: seen.leadDepartmentId });
  const entry = await findPublishedEntry(tx, entryId);
  if (entry === undefined) return notPublic(plan);
  if (!entryIsLive(entry)) return notInPlan(profile, { planEntryId: entryId, cancelled: true });
  return ok({ entry, year: plan.year });
}
