import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { entriesMayBeChanged } from '../annual-plan/annual-plan.rules.ts';
import { updatePlan } from '../annual-plan/annual-plan.store.ts';
import type { PlanAndProfile } from '../annual-plan/own-plan.ts';
import { noteChangedEntry } from '../annual-plan/plan-revision.store.ts';
import { findDepartments } from '../department/department.store.ts';
import { findFieldsWithClass, findPublishedItems, type PublishedItem } from '../item-list/item-list.store.ts';
import { findInstructions } from '../instruction/instruction.store.ts';
import { findTaskCountsOfEntries } from '../task/task-count.store.ts';
import { draftEntry } from './draft-entry.ts';
import { directedFiguresAreSetBy } from './draw-mode.rules.ts';
import { askParticipants } from './entry-agreement.store.ts';
import { figuresMayStand } from './entry-content.rules.ts';
import { departmentsMayPlanItems, itemsAreInTheList, lineItemsAreOfHigherLists } from './item-lead.rules.ts';
import type { PlanEntryContent } from './plan-entry-content.ts';
import { entryIsLive } from './plan-entry.rules.ts';
import { GENERAL_CLASS, fullCoverageIsAllowed } from './special-inspection.rules.ts';
import { findEntry, saveEntry, type PlanEntryRow } from './plan-entry.store.ts';

async function entryBefore(tx: Tx, { plan, profile }: PlanAndProfile, act: Act, entryId: string | null | undefined): Promise<Outcome<PlanEntryRow | undefined>> {
  if (entryId === null || entryId === undefined) return ok(undefined);
  const before = await findEntry(tx, entryId);
  if (before?.planId !== plan.id) return refuse('NOT_FOUND', null, { entity: 'PlanEntry', id: entryId });
  if (!entryIsLive(before)) return refuse('INVALID_TRANSITION', clauseOf(profile.plan.drafter), { from: 'CANCELLED', to: 'OPEN' });
  const lead = before.leadDepartmentId ?? plan.departmentId;
  return lead === act.identity.department ? ok(before) : refuse('NOT_ITEM_LEAD', clauseOf(profile.plan.drafter), { departmentId: act.identity.department, leadDepartmentId: lead });
}

/** Whoever draws an entry up is its lead; the others are participants that are known, and the items fall to one of them. */
async function departmentsFit(tx: Tx, profile: Profile, entry: PlanEntryRow): Promise<Outcome<void>> {
  const clause = clauseOf(profile.plan.drafter);
  const { leadDepartmentId, participatingDepartmentIds, items } = entry;
  if (leadDepartmentId !== null && participatingDepartmentIds.includes(leadDepartmentId)) return refuse('INVALID_LEAD_DEPARTMENT', clause, { departmentId: leadDepartmentId });
  const known = new Set((await findDepartments(tx, participatingDepartmentIds)).filter(({ active }) => active).map(({ id }) => id));
  const unknown = participatingDepartmentIds.find((id) => !known.has(id));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clause, { field: 'participatingDepartmentIds', value: unknown });
  const stranger = items.find(({ departmentId }) => departmentId !== leadDepartmentId && !participatingDepartmentIds.includes(departmentId));
  return stranger === undefined || leadDepartmentId === null ? ok(undefined) : refuse('INVALID_VALUE', clause, { field: 'items.departmentId', value: stranger.departmentId });
}

function itemsMayBePlanned(act: Act, profile: Profile, planLevel: string, entry: PlanEntryRow, said: PlanEntryContent['items'], published: ReadonlyMap<string, PublishedItem>, before: PlanEntryRow | undefined): Outcome<void> {
  const caller = act.identity.department;
  const planned = said ?? entry.items;
  const listed = itemsAreInTheList(profile, planned, published, new Set(before?.items.map(({ itemId }) => itemId)));
  if (!listed.ok) return listed;
  const higher = lineItemsAreOfHigherLists(profile, planLevel, planned, published);
  if (!higher.ok) return higher;
  if (entry.leadDepartmentId !== null && entry.leadDepartmentId !== caller) {
    return refuse('NOT_ITEM_LEAD', clauseOf(profile.plan.drafter), { departmentId: caller, leadDepartmentId: entry.leadDepartmentId });
  }
  return departmentsMayPlanItems(profile, caller, planned, published);
}

/** The number planned may not fall below what tasks have taken already. CQ 8.3.2. */
async function tasksStillFit(tx: Tx, profile: Profile, entry: PlanEntryRow, before: PlanEntryRow | undefined): Promise<Outcome<void>> {
  if (before === undefined || plannedIsNotLess(entry, before)) return ok(undefined);
  const [tasks] = await findTaskCountsOfEntries(tx, [entry.id]);
  const assigned = tasks?.assigned ?? 0;
  const planned = entry.objectCount ?? 0;
  return planned >= assigned ? ok(undefined) : refuse('PLAN_QUANTITY_EXCEEDED', clauseOf(profile.task.perPlan), { planned, assigned, requested: 0 });
}

const plannedIsNotLess = (entry: PlanEntryRow, before: PlanEntryRow): boolean => (entry.objectCount ?? 0) >= (before.objectCount ?? 0);

/** Where the entry comes from, how it draws, and whether it inspects everybody, as the profile knows it. SAMR 2.2, SAMR 2.6, SY art.12(4). */
async function kindMayStand(tx: Tx, act: Act, { plan, profile }: PlanAndProfile, entry: PlanEntryRow, content: PlanEntryContent, published: ReadonlyMap<string, PublishedItem>): Promise<Outcome<void>> {
  const { entryOrigins } = profile.plan;
  const origins: readonly string[] = entryOrigins.value ?? ['OWN'];
  if (!origins.includes(entry.origin)) return refuse('INVALID_VALUE', clauseOf(entryOrigins), { field: 'origin', value: entry.origin, allowed: origins });
  const setsFigures = (content.ratio ?? content.frequency ?? null) !== null;
  const set = setsFigures ? directedFiguresAreSetBy(profile, entry.drawMode, { level: plan.level, isDivision: hasRole(act.identity, 'BUSINESS_DIVISION') }) : ok(undefined);
  if (!set.ok) return set;
  const known = await findInstructions(tx, entry.instructionIds);
  const strange = entry.instructionIds.find((id) => !known.some((instruction) => instruction.id === id));
  if (strange !== undefined) return refuse('NOT_FOUND', null, { entity: 'Instruction', id: strange });
  const items = entry.items.map(({ itemId, itemClass }) => ({ itemId, itemClass, field: published.get(itemId)?.field ?? '' }));
  return fullCoverageIsAllowed(profile, entry.ratio, items, await findFieldsWithClass(tx, items.map(({ field }) => field), GENERAL_CLASS), entry.keyField);
}

/** Adds or changes an entry in the revision that is being prepared, and asks its participants anew. */
export async function writePlanEntry(tx: Tx, act: Act, found: PlanAndProfile, content: PlanEntryContent): Promise<Outcome<PlanEntryRow>> {
  const { plan, profile } = found;
  if (act.identity.department !== null && act.identity.department === plan.guideDepartmentId) return refuse('FORBIDDEN', clauseOf(profile.joint.levelRule), { relation: 'GUIDE_DEPARTMENT' });
  const isFiled = plan.state === 'FILED' && plan.consolidatedInto === null;
  if (!isFiled && !entriesMayBeChanged(plan.state)) return refuse('INVALID_TRANSITION', clauseOf(profile.plan.drafter), { from: plan.state, to: plan.revision === 0 ? 'DRAFT' : 'ADJUSTING' });
  const before = await entryBefore(tx, found, act, content.entryId);
  if (!before.ok) return before;
  const itemIds = (content.items ?? before.value?.items ?? []).map(({ itemId }) => itemId);
  const published = new Map((await findPublishedItems(tx, itemIds)).map((item) => [item.id, item]));
  const entry = draftEntry(act, plan, before.value, content, published);

  const planned = itemsMayBePlanned(act, profile, plan.level, entry, content.items, published, before.value);
  if (!planned.ok) return planned;
  const departments = await departmentsFit(tx, profile, entry);
  if (!departments.ok) return departments;
  const capped = entry.items.map(({ itemId, itemClass }) => ({ itemId, itemClass, ratioMax: published.get(itemId)?.ratioMax ?? null }));
  const figures = figuresMayStand(profile, plan.year, entry, capped);
  if (!figures.ok) return figures;
  const kind = await kindMayStand(tx, act, found, entry, content, published);
  if (!kind.ok) return kind;
  const fitting = await tasksStillFit(tx, profile, entry, before.value);
  if (!fitting.ok) return fitting;

  const asked = profile.plan.jointAgreement.value === 'ALL_PARTICIPANTS' ? entry.participatingDepartmentIds : [];
  const saved: PlanEntryRow = { ...entry, jointState: asked.length === 0 ? null : 'PROPOSED' };
  await saveEntry(tx, saved);
  await askParticipants(tx, saved, asked);
  await noteChangedEntry(tx, plan.id, plan.workingRevision, saved.id);
  await updatePlan(tx, plan.id, { ...(isFiled ? { state: 'DRAFT', filedAt: null } : {}), departmentIds: [...new Set([...plan.departmentIds, ...saved.departmentIds])] });
  recordChange(tx, { entity: 'PlanEntry', entityId: saved.id, before: before.value ?? null, after: saved });
  return ok(saved);
}
