import { and, arrayContains, arrayOverlaps, asc, eq, gt, inArray, or, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { afterDivisionAndId } from '../division-scope.store.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { inspectionObject } from '../inspection-object/inspection-object.table.ts';
import type { InspectorRow } from '../inspector/inspector.store.ts';
import { inspector } from '../inspector/inspector.table.ts';
import type { Directory } from '../roster/roster.store.ts';
import { subDirectory } from './sub-directory.table.ts';

export type SubDirectoryRow = typeof subDirectory.$inferSelect;

export const subDirectoriesOf = byKeys((tx, itemLineageIds) =>
  tx.select().from(subDirectory).where(among(subDirectory.itemLineageId, itemLineageIds)).orderBy(asc(subDirectory.directory), asc(subDirectory.id)));

export const findSubDirectories = byKeys((tx, ids) => tx.select().from(subDirectory).where(among(subDirectory.id, ids)));

export async function subDirectoryOf(tx: Tx, itemLineageId: string, directory: Directory, departmentId: string): Promise<SubDirectoryRow | undefined> {
  const [row] = await tx.select().from(subDirectory)
    .where(and(eq(subDirectory.itemLineageId, itemLineageId), eq(subDirectory.directory, directory), eq(subDirectory.departmentId, departmentId)));
  return row;
}

export async function putSubDirectory(tx: Tx, row: SubDirectoryRow): Promise<void> {
  await tx.insert(subDirectory).values(row).onConflictDoUpdate({ target: subDirectory.id, set: row });
}

const ruled = ({ kinds, tags }: SubDirectoryRow): boolean => kinds.length > 0 || tags.length > 0;

/** What a sub-directory holds of the master of its department: what fits its rule, and what was put in by name. */
const objectsIn = (sub: SubDirectoryRow): SQL | undefined => and(
  or(eq(inspectionObject.ownerDepartmentId, sub.departmentId), arrayContains(inspectionObject.coResponsibleIds, [sub.departmentId])),
  or(
    ruled(sub) ? and(sub.kinds.length === 0 ? undefined : inArray(inspectionObject.kind, sub.kinds), sub.tags.length === 0 ? undefined : arrayContains(inspectionObject.tags, sub.tags)) : undefined,
    sub.entryIds.length === 0 ? undefined : among(inspectionObject.id, sub.entryIds),
    ruled(sub) || sub.entryIds.length > 0 ? undefined : sql`false`,
  ),
);

const inspectorsIn = (sub: SubDirectoryRow): SQL | undefined => and(
  eq(inspector.departmentId, sub.departmentId),
  or(
    ruled(sub) ? and(sub.kinds.length === 0 ? undefined : inArray(inspector.category, sub.kinds), sub.tags.length === 0 ? undefined : or(arrayContains(inspector.specialties, sub.tags), arrayOverlaps(inspector.modes, sub.tags))) : undefined,
    sub.entryIds.length === 0 ? undefined : among(inspector.id, sub.entryIds),
    ruled(sub) || sub.entryIds.length > 0 ? undefined : sql`false`,
  ),
);

export const objectsOfItem = (tx: Tx, subs: readonly SubDirectoryRow[], page: Page): Promise<ObjectRow[]> => {
  const held = subs.filter(({ directory }) => directory === 'OBJECT').map(objectsIn);
  return held.length === 0 ? Promise.resolve([]) : tx.select().from(inspectionObject)
    .where(and(or(...held), inArray(inspectionObject.state, ['ACTIVE', 'SUSPECT']), afterDivisionAndId(inspectionObject.divisionCode, inspectionObject.id, page)))
    .orderBy(asc(inspectionObject.divisionCode), asc(inspectionObject.id)).limit(page.first + 1);
};

export const inspectorsOfItem = (tx: Tx, subs: readonly SubDirectoryRow[], { first, after }: Page): Promise<InspectorRow[]> => {
  const held = subs.filter(({ directory }) => directory === 'INSPECTOR').map(inspectorsIn);
  return held.length === 0 ? Promise.resolve([]) : tx.select().from(inspector)
    .where(and(or(...held), eq(inspector.state, 'CONFIRMED'), after?.[0] === undefined ? undefined : gt(inspector.id, after[0]))).orderBy(asc(inspector.id)).limit(first + 1);
};

/** Entries by name that stand in the master of the department. */
export const idsInMaster = async (tx: Tx, directory: Directory, departmentId: string, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const rows = directory === 'OBJECT'
    ? await tx.select({ id: inspectionObject.id }).from(inspectionObject)
      .where(and(among(inspectionObject.id, ids), or(eq(inspectionObject.ownerDepartmentId, departmentId), arrayContains(inspectionObject.coResponsibleIds, [departmentId])), inArray(inspectionObject.state, ['ACTIVE', 'SUSPECT'])))
    : await tx.select({ id: inspector.id }).from(inspector).where(and(among(inspector.id, ids), eq(inspector.departmentId, departmentId), eq(inspector.state, 'CONFIRMED')));
  return new Set(rows.map(({ id }) => id));
};
