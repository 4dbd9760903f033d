import { newId } from '@sortition/kernel';
import type { Act } from '@sortition/service-kit';
import type { AnnualPlanRow } from '../annual-plan/annual-plan.store.ts';
import type { PublishedItem } from '../item-list/item-list.store.ts';
import type { PlanEntryContent } from './plan-entry-content.ts';
import type { EntryItem } from './plan-entry.rules.ts';
import type { PlanEntryRow } from './plan-entry.store.ts';
import { partsOfRatio, printRatio } from './ratio.rules.ts';

const canonicalRatio = (text: string): string => {
  const parts = partsOfRatio(text);
  return parts === null ? text : printRatio(parts); // what is no ratio is kept as it was said, and refused
};

const NOTHING_SAID = {
  origin: 'OWN', drawMode: null, keyField: null, instructionIds: [],
  serialNo: null, name: null, leadDepartmentId: null, participatingDepartmentIds: [], items: [], objectScope: null,
  population: { kinds: [], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [], ownerDepartmentIds: [] }, modes: [], periodFrom: null, periodTo: null,
  ratio: null, frequency: null, objectCount: null, ratioRationale: null, strata: [], furtherFields: {}, notMergedReason: null, mergedInto: null,
} satisfies Partial<PlanEntryRow>;

const itemsSaid = (said: NonNullable<PlanEntryContent['items']>, published: ReadonlyMap<string, PublishedItem>): EntryItem[] =>
  said.flatMap(({ itemId, departmentId }) => {
    const item = published.get(itemId);
    return item === undefined ? [] : [{ itemId, departmentId, name: item.name, itemClass: item.itemClass, objectType: item.objectType }];
  });

function populationSaid(said: PlanEntryContent['population'], before: PlanEntryRow['population']): PlanEntryRow['population'] {
  const { kinds, divisionCodes, tags, riskLevels, creditLevels, ownerDepartmentIds } = said ?? {};
  return {
    kinds: [...(kinds ?? before.kinds)], divisionCodes: [...(divisionCodes ?? before.divisionCodes)], tags: [...(tags ?? before.tags)],
    riskLevels: [...(riskLevels ?? before.riskLevels)], creditLevels: [...(creditLevels ?? before.creditLevels)],
    ownerDepartmentIds: [...(ownerDepartmentIds ?? before.ownerDepartmentIds)],
  };
}

/** The entry as it will read: what is said now over what it said before, in the revision that is being prepared. */
export function draftEntry(act: Act, plan: AnnualPlanRow, before: PlanEntryRow | undefined, content: PlanEntryContent, published: ReadonlyMap<string, PublishedItem>): PlanEntryRow {
  const old = before ?? NOTHING_SAID;
  const leadDepartmentId = content.leadDepartmentId ?? old.leadDepartmentId;
  const participatingDepartmentIds = [...new Set(content.participatingDepartmentIds ?? old.participatingDepartmentIds)];
  const furtherFields = Object.fromEntries((content.furtherFields ?? []).map(({ field, value }) => [field, value]));
  return {
    id: before?.id ?? newId(), revision: plan.workingRevision, planId: plan.id, published: false, cancelled: false, jointState: null, decision: null, cancelReason: null,
    departmentIds: [...new Set([plan.departmentId, ...(leadDepartmentId === null ? [] : [leadDepartmentId]), ...participatingDepartmentIds, ...(act.identity.department === null ? [] : [act.identity.department])])],
    origin: content.origin ?? old.origin,
    drawMode: content.drawMode ?? old.drawMode,
    keyField: content.keyField ?? old.keyField,
    instructionIds: [...new Set(content.instructionIds ?? old.instructionIds)],
    serialNo: content.serialNo ?? old.serialNo,
    name: content.name ?? old.name,
    leadDepartmentId,
    participatingDepartmentIds,
    items: content.items === null || content.items === undefined ? old.items : itemsSaid(content.items, published),
    objectScope: content.objectScope ?? old.objectScope,
    population: populationSaid(content.population, old.population),
    modes: [...new Set(content.modes ?? old.modes)],
    periodFrom: content.period?.from ?? old.periodFrom,
    periodTo: content.period?.to ?? old.periodTo,
    ratio: content.ratio === null || content.ratio === undefined ? old.ratio : canonicalRatio(content.ratio),
    frequency: content.frequency ?? old.frequency,
    objectCount: content.objectCount ?? old.objectCount,
    ratioRationale: content.ratioRationale ?? old.ratioRationale,
    strata: content.strata?.map(({ dimension, value, also, ratio, number, frequency }) => ({ dimension, value, also: [...(also ?? [])], ratio: canonicalRatio(ratio), number: number ?? null, frequency: frequency ?? null })) ?? old.strata,
    furtherFields: { ...old.furtherFields, ...furtherFields },
    notMergedReason: content.notMergedReason ?? old.notMergedReason,
    mergedInto: null, savedAt: act.now, savedBy: act.identity.subject,
  };
}
