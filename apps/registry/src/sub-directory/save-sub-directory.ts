import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, INSPECTOR_CATEGORIES } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveSubDirectoryInput } from '../generated/resolvers.ts';
import { findItem } from '../inspection-item/inspection-item.store.ts';
import { tagIsKnown } from '../inspection-object/check-entry.rules.ts';
import { entryRulesOf } from '../inspection-object/entry-rules.ts';
import { rulesInForce } from '../rules-of.ts';
import { idsInMaster, putSubDirectory, subDirectoryOf } from './sub-directory.store.ts';

const MOST = 1_000;

/** A department says which part of its master belongs to an item: by kinds and tags, and by name. GA art.15, 20, SY art.11(1). */
export async function saveSubDirectory(tx: Tx, act: Act, input: SaveSubDirectoryInput): Promise<Outcome<{ subDirectoryId: string }>> {
  const own = await ownDepartment(tx, act, ['DIRECTORY_MANAGER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = input.directory === 'OBJECT' ? clauseOf(profile.value.objectDirectory.structure) : clauseOf(profile.value.inspectorDirectory.structure);
  const item = await findItem(tx, input.itemId);
  if (item === undefined) return refuse('INVALID_VALUE', clause, { field: 'itemId' });
  const [kinds, tags, entryIds] = [[...new Set(input.kinds ?? [])], [...new Set(input.tags ?? [])], [...new Set(input.entryIds ?? [])]];
  if (kinds.length + tags.length + entryIds.length === 0) return refuse('MISSING_FIELD', clause, { field: 'tags' });
  const rules = entryRulesOf(profile.value, dayOf(act.now));
  const known: readonly string[] = input.directory === 'OBJECT' ? rules.kinds : profile.value.inspectorDirectory.categories.value ?? INSPECTOR_CATEGORIES;
  const strangeKind = kinds.find((kind) => !known.includes(kind));
  if (strangeKind !== undefined) return refuse('INVALID_VALUE', clause, { field: 'kinds', value: strangeKind, allowed: known });
  const strangeTag = input.directory === 'OBJECT' ? tags.find((tag) => !tagIsKnown(rules, tag)) : undefined;
  if (strangeTag !== undefined) return refuse('INVALID_VALUE', clause, { field: 'tags', value: strangeTag, allowed: rules.tagDimensions });
  if (entryIds.length > MOST) return refuse('INVALID_VALUE', clause, { field: 'entryIds', max: MOST });
  const master = await idsInMaster(tx, input.directory, own.value.id, entryIds);
  const outside = entryIds.find((id) => !master.has(id));
  if (outside !== undefined) return refuse('NOT_IN_MASTER', clause, { entryId: outside });

  const before = await subDirectoryOf(tx, item.lineageId, input.directory, own.value.id);
  const row = { id: before?.id ?? newId(), directory: input.directory, itemLineageId: item.lineageId, departmentId: own.value.id, kinds, tags, entryIds, updatedAt: act.now };
  await putSubDirectory(tx, row);
  recordChange(tx, { entity: 'SubDirectory', entityId: row.id, before: before ?? null, after: row });
  return ok({ subDirectoryId: row.id });
}
