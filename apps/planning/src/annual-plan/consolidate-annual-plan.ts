import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/department.store.ts';
import { saveEntry, type PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { profileForNewAct } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { lockPlan, updatePlan, type AnnualPlanRow } from './annual-plan.store.ts';
import { beginPlan } from './create-annual-plan.ts';
import { similarEntriesAreMerged } from './plan-readiness.rules.ts';
import { noteChangedEntry } from './plan-revision.store.ts';
import { liveEntriesOf } from './ready-entries.ts';

export interface ConsolidateAnnualPlanInput {
  readonly idempotencyKey: string;
  readonly year: number;
  readonly linePlanIds: readonly string[];
  readonly name?: string | null | undefined;
}

async function filedPlans(tx: Tx, profile: Profile, { year, linePlanIds }: ConsolidateAnnualPlanInput, divisionCode: string): Promise<Outcome<AnnualPlanRow[]>> {
  const clause = clauseOf(profile.plan.consolidatedBy);
  if (linePlanIds.length === 0) return refuse('MISSING_FIELD', clause, { field: 'linePlanIds' });
  const plans: AnnualPlanRow[] = [];
  for (const id of [...new Set(linePlanIds)].toSorted()) {
    const plan = await lockPlan(tx, id);
    if (plan === undefined) return refuseUnseen(tx, 'AnnualPlan', id);
    if (plan.divisionCode !== divisionCode || plan.year !== year) return refuse('INVALID_VALUE', clause, { field: 'linePlanIds', value: id });
    if (plan.state !== 'FILED' || plan.consolidatedInto !== null) return refuse('INVALID_TRANSITION', clause, { from: plan.consolidatedInto === null ? plan.state : 'CONSOLIDATED', to: 'CONSOLIDATED' });
    plans.push(plan);
  }
  return ok(plans);
}

/** The legal division puts the filed plans of the lines together into the one plan of the city; similar entries are merged or explained before. SY art.12(1), SY art.7(3). */
export async function consolidateAnnualPlan(tx: Tx, act: Act, input: ConsolidateAnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const current = profileForNewAct(own.value.profile, act.now);
  if (!current.ok) return current;
  const profile = current.value;
  const consolidatedBy = demand(profile.plan.consolidatedBy);
  if (!consolidatedBy.ok) return consolidatedBy;
  const filed = await filedPlans(tx, profile, input, own.value.divisionCode);
  if (!filed.ok) return filed;
  const entries = [];
  for (const { id } of filed.value) entries.push(...await liveEntriesOf(tx, id));
  const merged = similarEntriesAreMerged(profile, entries);
  if (!merged.ok) return merged;

  const begun = await beginPlan(tx, act, profile, own.value, { year: input.year, name: input.name ?? `${own.value.name}${input.year}年度抽查工作计划`, guideDepartmentId: null });
  if (!begun.ok) return begun;
  const planId = begun.value.id;
  for (const { agreements: _answered, ...entry } of entries) {
    const taken: PlanEntryRow = {
      ...entry, id: newId(), planId, revision: 1, published: false, departmentIds: [...new Set([own.value.id, ...entry.departmentIds])], savedAt: act.now, savedBy: act.identity.subject,
    };
    await saveEntry(tx, taken);
    await noteChangedEntry(tx, planId, 1, taken.id);
    recordChange(tx, { entity: 'PlanEntry', entityId: taken.id, before: { entryId: entry.id, planId: entry.planId }, after: { planId } });
  }
  await updatePlan(tx, planId, { departmentIds: [...new Set([own.value.id, ...entries.flatMap(({ departmentIds }) => departmentIds)])] });
  for (const { id } of filed.value) {
    await updatePlan(tx, id, { consolidatedInto: planId });
    recordChange(tx, { entity: 'AnnualPlan', entityId: id, before: { consolidatedInto: null }, after: { consolidatedInto: planId } });
  }
  return ok({ planId });
}
