import { dayOf, ok, type Outcome } from '@sortition/kernel';
import type { Act, Tx } from '@sortition/service-kit';
import { lockPlan } from '../annual-plan/annual-plan.store.ts';
import { ownDepartment } from '../department/department.store.ts';
import { countInspectorsAvailable } from '../inspector/inspector.store.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import { profileForNewAct, profileUnder } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { entryIsComplete } from './completeness.rules.ts';
import { departmentsMayPlanItems, itemsAreInTheList } from './item-lead.rules.ts';
import type { PlanEntryContent } from './plan-entry-content.ts';
import { workloadPerInspector } from './ratio.rules.ts';
import { writePlanEntry } from './write-plan-entry.ts';

export interface SavePlanEntryInput {
  readonly idempotencyKey: string;
  readonly planId: string;
  readonly entry: PlanEntryContent;
  readonly forPublication?: boolean | null | undefined;
}

/** What the planner is told with the saved entry. */
export interface SavedPlanEntry {
  readonly entryId: string;
  readonly inspectorsAvailable: number;
  readonly workloadPerInspector: string | null;
}

/** A department outside of the plan is told first that the item is not its own, and only then that the plan is not for its eyes. */
async function refuseOutsider(tx: Tx, act: Act, { planId, entry }: SavePlanEntryInput): Promise<Outcome<never>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const planned = entry.items ?? [];
  const published = new Map((await findPublishedItems(tx, planned.map(({ itemId }) => itemId))).map((item) => [item.id, item]));
  const listed = itemsAreInTheList(profile.value, planned, published, new Set());
  if (!listed.ok) return listed;
  const entitled = departmentsMayPlanItems(profile.value, own.value.id, planned, published);
  return entitled.ok ? refuseUnseen(tx, 'AnnualPlan', planId) : entitled;
}

/** Adds or changes an entry, and tells how many inspectors there are for what it plans. CQ 7.1, CQ 7.5. */
export async function savePlanEntry(tx: Tx, act: Act, input: SavePlanEntryInput): Promise<Outcome<SavedPlanEntry>> {
  const plan = await lockPlan(tx, input.planId);
  if (plan === undefined) return refuseOutsider(tx, act, input);
  const profile = profileUnder(plan);
  const written = await writePlanEntry(tx, act, { plan, profile }, input.entry);
  if (!written.ok) return written;
  const entry = written.value;
  const complete = input.forPublication === true ? entryIsComplete(profile, entry.id, entry) : ok(undefined);
  if (!complete.ok) return complete;
  const departments = [...(entry.leadDepartmentId === null ? [] : [entry.leadDepartmentId]), ...entry.participatingDepartmentIds];
  const inspectorsAvailable = await countInspectorsAvailable(tx, departments, dayOf(act.now));
  return ok({ entryId: entry.id, inspectorsAvailable, workloadPerInspector: workloadPerInspector(entry.objectCount ?? 0, inspectorsAvailable) });
}
