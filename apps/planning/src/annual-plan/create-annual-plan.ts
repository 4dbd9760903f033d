import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { departmentIsEligible } from '../department/department.rules.ts';
import { ownDepartment } from '../department/department.store.ts';
import { profileForNewAct, stampOf } from '../stamped-profile.ts';
import { insertPlan, type AnnualPlanRow } from './annual-plan.store.ts';
import { insertRevision } from './plan-revision.store.ts';

export interface CreateAnnualPlanInput {
  readonly idempotencyKey: string;
  readonly year: number;
  readonly name?: string | null | undefined;
}

/** One plan per department, level and year. CQ 7.1. */
export async function createAnnualPlan(tx: Tx, act: Act, { year, name }: CreateAnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const eligible = departmentIsEligible(profile.value, own.value);
  if (!eligible.ok) return eligible;
  if (year < 2000 || year > 2100) return refuse('INVALID_VALUE', clauseOf(profile.value.plan.drafter), { field: 'year', value: year });

  const { id: departmentId, level, divisionCode } = own.value;
  const plan: AnnualPlanRow = {
    id: newId(), departmentId, level, divisionCode, year, name: name ?? `${own.value.name}${year}年度部门联合抽查工作计划`,
    state: 'DRAFT', revision: 0, workingRevision: 1, reviewed: 0, departmentIds: [departmentId], ...stampOf(profile.value),
    submittedAt: null, publishedOn: null, late: null, createdAt: act.now, createdBy: act.identity.subject,
  };
  if (!await insertPlan(tx, plan)) return refuse('PLAN_EXISTS', clauseOf(profile.value.plan.drafter), { departmentId, level, year });
  await insertRevision(tx, {
    planId: plan.id, revision: 1, reason: null, cause: null, openedAt: act.now, openedBy: act.identity.subject, publishedOn: null, deliveredAt: null, changedEntryIds: [], sent: null, receipts: [],
  });
  recordChange(tx, { entity: 'AnnualPlan', entityId: plan.id, before: null, after: plan });
  return ok({ planId: plan.id });
}
