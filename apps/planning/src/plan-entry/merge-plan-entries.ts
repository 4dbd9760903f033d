import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findEntries, findPublishedEntries, updateEntry, type PlanEntryRow } from './plan-entry.store.ts';
import { ledEntryForChange } from './entry-for-change.ts';
import { entryIsLive } from './plan-entry.rules.ts';
import { writePlanEntry } from './write-plan-entry.ts';

export interface MergePlanEntriesInput {
  readonly idempotencyKey: string;
  readonly intoEntryId: string;
  readonly entryIds: readonly string[];
  readonly objectCount?: number | null | undefined;
}

const earliest = (days: readonly (string | null)[]): string | null => days.filter((day) => day !== null).toSorted()[0] ?? null;
const latest = (days: readonly (string | null)[]): string | null => days.filter((day) => day !== null).toSorted().at(-1) ?? null;

/** The staying entry with the others' items, departments, modes, area and time. */
function unionOf(into: PlanEntryRow, others: readonly PlanEntryRow[], objectCount: number | null | undefined) {
  const every = [into, ...others];
  const items = new Map(every.flatMap((entry) => entry.items).map((item) => [`${item.itemId}:${item.departmentId}`, item]));
  const from = earliest(every.map(({ periodFrom }) => periodFrom));
  const to = latest(every.map(({ periodTo }) => periodTo));
  return {
    entryId: into.id,
    participatingDepartmentIds: [...new Set(every.flatMap(({ participatingDepartmentIds }) => participatingDepartmentIds))].filter((id) => id !== into.leadDepartmentId),
    items: [...items.values()].map(({ itemId, departmentId }) => ({ itemId, departmentId })),
    modes: every.flatMap(({ modes }) => modes),
    population: { divisionCodes: [...new Set(every.flatMap(({ population }) => population.divisionCodes))] },
    period: from === null || to === null ? null : { from, to },
    objectCount: objectCount ?? into.objectCount,
  };
}

/** Similar entries become one (合并进行), and its participants are asked anew. CQ 7.6. */
export async function mergePlanEntries(tx: Tx, act: Act, { intoEntryId, entryIds, objectCount }: MergePlanEntriesInput): Promise<Outcome<{ entryId: string }>> {
  const found = await ledEntryForChange(tx, act, intoEntryId);
  if (!found.ok) return found;
  const { entry: into, plan, profile } = found.value;
  const clause = clauseOf(profile.plan.mergeSimilar);
  const others = await findEntries(tx, entryIds);
  const isUsable = others.length === new Set(entryIds).size && others.length > 0 && others.every((each) => each.planId === plan.id && each.id !== into.id && entryIsLive(each));
  if (!isUsable) return refuse('INVALID_VALUE', clause, { field: 'entryIds' });
  if ((await findPublishedEntries(tx, entryIds)).length > 0) return refuse('INVALID_TRANSITION', clause, { from: 'PUBLISHED', to: 'WITHDRAWN' });
  const isEntitled = plan.departmentId === act.identity.department || others.every(({ leadDepartmentId }) => leadDepartmentId === act.identity.department);
  if (!isEntitled) return refuse('FORBIDDEN', clause, { relation: 'LEAD_DEPARTMENT' });

  const written = await writePlanEntry(tx, act, { plan, profile }, unionOf(into, others, objectCount));
  if (!written.ok) return written;
  for (const other of others) {
    const change = { jointState: 'WITHDRAWN', mergedInto: into.id } as const;
    await updateEntry(tx, other, change);
    recordChange(tx, { entity: 'PlanEntry', entityId: other.id, before: { jointState: other.jointState, mergedInto: null }, after: change });
  }
  return ok({ entryId: intoEntryId });
}
