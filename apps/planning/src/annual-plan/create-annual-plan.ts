import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { departmentIsEligible } from '../department/department.rules.ts';
import { findDepartments, ownDepartment, type DepartmentRow } from '../department/department.store.ts';
import { jointListIsPublic } from '../item-list/item-list.store.ts';
import { profileForNewAct, stampOf } from '../stamped-profile.ts';
import { insertPlan, type AnnualPlanRow } from './annual-plan.store.ts';
import { planIsOfTheRightLevel } from './plan-level.rules.ts';
import { insertRevision } from './plan-revision.store.ts';

type Given<T> = T | null | undefined;

export interface CreateAnnualPlanInput {
  readonly idempotencyKey: string;
  readonly year: number;
  readonly name?: Given<string>;
  readonly joint?: Given<boolean>;
  readonly constellation?: Given<{ readonly leadDepartmentId: string; readonly leadExecutes: boolean; readonly participatingDepartmentIds: readonly string[] }>;
}

/** The joint plan follows the joint list. CC art.12, CQ 3.2. */
async function jointPlanHasAList(tx: Tx, profile: Profile, own: DepartmentRow, joint: Given<boolean>): Promise<Outcome<void>> {
  const isJoint = joint ?? profile.joint.required.value === 'ALL_TASKS';
  if (!isJoint || await jointListIsPublic(tx, own)) return ok(undefined);
  return refuse('LIST_NOT_PUBLISHED', clauseOf(profile.task.requiresPublishedList), { divisionCode: own.divisionCode });
}

/** The plan is made on the level that the profile says; a lead that does not inspect guides it, and only then somebody else makes it. CC art.12. */
async function guideOf(tx: Tx, profile: Profile, own: DepartmentRow, constellation: CreateAnnualPlanInput['constellation']): Promise<Outcome<string | null>> {
  if (constellation === null || constellation === undefined) return ok(null);
  const { leadDepartmentId, leadExecutes, participatingDepartmentIds } = constellation;
  const clause = clauseOf(profile.joint.levelRule);
  const ids = [...new Set([leadDepartmentId, ...participatingDepartmentIds])];
  const known = new Map((await findDepartments(tx, ids)).map((department) => [department.id, department]));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clause, { field: 'constellation', value: unknown });
  const levelsOf = (of: readonly string[]): string[] => of.flatMap((id) => known.get(id)?.level ?? []);
  const [leadLevel = own.level] = levelsOf([leadDepartmentId]);
  const fits = planIsOfTheRightLevel(profile, own.level, { leadLevel, leadExecutes, participantLevels: levelsOf(participatingDepartmentIds) });
  if (!fits.ok) return fits;
  if (leadDepartmentId === own.id) return ok(null);
  return leadExecutes ? refuse('INVALID_LEAD_DEPARTMENT', clause, { departmentId: own.id, leadDepartmentId }) : ok(leadDepartmentId);
}

/** One plan per department, level and year. CQ 7.1. */
export async function createAnnualPlan(tx: Tx, act: Act, { year, name, joint, constellation }: CreateAnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const eligible = departmentIsEligible(profile.value, own.value);
  if (!eligible.ok) return eligible;
  if (year < 2000 || year > 2100) return refuse('INVALID_VALUE', clauseOf(profile.value.plan.drafter), { field: 'year', value: year });
  const listed = await jointPlanHasAList(tx, profile.value, own.value, joint);
  if (!listed.ok) return listed;
  const guide = await guideOf(tx, profile.value, own.value, constellation);
  if (!guide.ok) return guide;

  const made = await beginPlan(tx, act, profile.value, own.value, { year, name: name ?? `${own.value.name}${year}年度部门联合抽查工作计划`, guideDepartmentId: guide.value });
  return made.ok ? ok({ planId: made.value.id }) : made;
}

/** An empty plan of a department with its first revision open. */
export async function beginPlan(tx: Tx, act: Act, profile: Profile, own: DepartmentRow, said: { readonly year: number; readonly name: string; readonly guideDepartmentId: string | null }): Promise<Outcome<AnnualPlanRow>> {
  const { id: departmentId, level, divisionCode } = own;
  const { guideDepartmentId } = said;
  const plan: AnnualPlanRow = {
    id: newId(), departmentId, level, divisionCode, ...said, state: 'DRAFT', revision: 0, workingRevision: 1, reviewed: 0,
    departmentIds: [departmentId, ...(guideDepartmentId === null ? [] : [guideDepartmentId])], ...stampOf(profile),
    filedAt: null, consolidatedInto: null, submittedAt: null, publishedOn: null, late: null, createdAt: act.now, createdBy: act.identity.subject,
  };
  if (!await insertPlan(tx, plan)) return refuse('PLAN_EXISTS', clauseOf(profile.plan.drafter), { departmentId, level, year: said.year });
  await insertRevision(tx, {
    planId: plan.id, revision: 1, reason: null, cause: null, openedAt: act.now, openedBy: act.identity.subject, publishedOn: null, deliveredAt: null, changedEntryIds: [], sent: null, receipts: [],
  });
  recordChange(tx, { entity: 'AnnualPlan', entityId: plan.id, before: null, after: plan });
  return ok(plan);
}
