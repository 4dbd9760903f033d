import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { findJointFields } from '../inspection-field/inspection-field.store.ts';
import { findFieldsWithClass, findPublishedItems, type PublishedItem } from '../item-list/item-list.store.ts';
import { findPlannedItems, type PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { GENERAL_CLASS, fullCoverageIsAllowed, specialInspectionIsGrounded } from '../plan-entry/special-inspection.rules.ts';
import { findUndirectedSuperiorTasks } from '../superior-task/superior-task.store.ts';
import { aloneForAReason, jointKindStands, leadIsOfTheIndustry, undirectedOncePerYear, type JointSaid } from './joint-task.rules.ts';
import type { Cast } from './task-cast.ts';
import { findUndirectedTasks, type TaskRow } from './task.store.ts';

export interface TaskSaid extends JointSaid {
  readonly kind?: TaskRow['kind'] | null | undefined;
  readonly origin?: TaskRow['origin'] | null | undefined;
  readonly ground?: string | null | undefined;
  readonly exceptionReason?: string | null | undefined;
  readonly superiorTaskId?: string | null | undefined;
}

interface Wanted {
  readonly cast: Cast;
  readonly entry: PlanEntryRow;
  readonly year: number;
  readonly items: readonly { readonly itemId: string; readonly departmentId: string }[];
}

/** 原则上不再部署专项检查和“全覆盖”式巡查 in fields drawn by lot. SAMR 2.2, SY art.10. */
async function specialStands(tx: Tx, profile: Profile, said: TaskSaid, { entry }: Wanted, items: readonly PublishedItem[]): Promise<Outcome<void>> {
  const randomFields = await findFieldsWithClass(tx, items.map(({ field }) => field), GENERAL_CLASS);
  const inspected = items.map(({ id, field, itemClass }) => ({ itemId: id, field, itemClass }));
  if (said.kind !== 'SPECIAL') return said.origin === 'DIRECT' ? ok(undefined) : fullCoverageIsAllowed(profile, entry.ratio, inspected, randomFields, entry.keyField);
  const instructed = (said.instructionRef ?? '').trim() !== '' || entry.instructionIds.length > 0;
  return specialInspectionIsGrounded(profile, inspected, randomFields, { ground: said.ground ?? null, instructed });
}

/** A planned joint inspection stands in the plan of every department that takes part. GA art.37. */
async function everybodyPlanned(tx: Tx, profile: Profile, { cast, items, year }: Wanted): Promise<Outcome<void>> {
  for (const { id } of cast.participants) {
    const planned = new Set(await findPlannedItems(tx, id, year));
    const isPlanned = items.some(({ itemId, departmentId }) => departmentId === id && planned.has(itemId));
    if (!isPlanned) return refuse('NOT_IN_PLAN', clauseOf(profile.joint.kinds), { department: id });
  }
  return ok(undefined);
}

/** How often the items have been drawn undirected in the year, by the lead's own tasks and by its superiors'. SY art.12(4). */
async function undirectedBefore(tx: Tx, said: TaskSaid, { cast, year }: Wanted, items: readonly PublishedItem[]): Promise<number> {
  const lineages = new Set(items.map(({ lineageId }) => lineageId));
  const own = await findUndirectedTasks(tx, cast.lead.id, year);
  const known = new Map((await findPublishedItems(tx, own.flatMap((task) => task.items.map(({ itemId }) => itemId)))).map((item) => [item.id, item.lineageId]));
  const ofOwn = own.filter((task) => task.items.some(({ itemId }) => lineages.has(known.get(itemId) ?? '')));
  const carriedOut = new Set([said.superiorTaskId, ...ofOwn.map(({ superiorTaskId }) => superiorTaskId)]);
  const superior = (await findUndirectedSuperiorTasks(tx, cast.lead.id, year)).filter(({ id, lineageIds }) => !carriedOut.has(id) && lineageIds.some((lineage) => lineages.has(lineage)));
  return ofOwn.length + superior.length;
}

/** Everything that is an exception, and so rests on a ground or a reason: special, alone, repeated, unplanned. Answers the kind of joint inspection. */
export async function exceptionsAreGrounded(tx: Tx, profile: Profile, said: TaskSaid, wanted: Wanted): Promise<Outcome<string | null>> {
  const { cast, entry } = wanted;
  const items = await findPublishedItems(tx, wanted.items.map(({ itemId }) => itemId));
  const departments = 1 + cast.participants.length;
  const lead = leadIsOfTheIndustry(profile, cast.lead.id, departments, items.map(({ leadDepartmentId }) => ({ listLeadId: leadDepartmentId })));
  if (!lead.ok) return lead;
  const kind = jointKindStands(profile, said, [cast.lead, ...cast.participants].map(({ id }) => id));
  if (!kind.ok) return kind;
  const planned = kind.value === 'PLANNED' ? await everybodyPlanned(tx, profile, wanted) : ok(undefined);
  if (!planned.ok) return planned;
  const special = await specialStands(tx, profile, said, wanted, items);
  if (!special.ok) return special;
  const marked = new Set((await findJointFields(tx, cast.lead.divisionCode)).map(({ field }) => field));
  const alone = aloneForAReason(profile, departments, items.find(({ field }) => marked.has(field))?.field, said.exceptionReason);
  if (!alone.ok) return alone;
  const once = undirectedOncePerYear(profile, said.origin === 'DIRECT' ? null : entry.drawMode, await undirectedBefore(tx, said, wanted, items), said.exceptionReason);
  return once.ok ? kind : once;
}
