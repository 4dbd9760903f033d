import { and, gte, inArray, sql } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { inspectionObject } from '../inspection-object/inspection-object.table.ts';
import { inspector } from '../inspector/inspector.table.ts';
import { directoryBuild } from './directory-build.table.ts';

export type DirectoryBuildRow = typeof directoryBuild.$inferSelect;

export const findBuilds = byKeys((tx, ids) => tx.select().from(directoryBuild).where(among(directoryBuild.id, ids)));

export async function insertBuild(tx: Tx, row: DirectoryBuildRow): Promise<void> {
  await tx.insert(directoryBuild).values(row);
}

/** How many entries each of the departments has brought in since it was asked. */
export async function deliveriesTo(tx: Tx, { directory, askedDepartmentIds, requestedAt }: DirectoryBuildRow): Promise<Map<string, number>> {
  const entries = sql<number>`count(*)::int`;
  const rows = directory === 'OBJECT'
    ? await tx.select({ id: inspectionObject.ownerDepartmentId, entries }).from(inspectionObject)
      .where(and(inArray(inspectionObject.ownerDepartmentId, askedDepartmentIds), gte(inspectionObject.recordedAt, requestedAt))).groupBy(inspectionObject.ownerDepartmentId)
    : await tx.select({ id: inspector.departmentId, entries }).from(inspector)
      .where(and(inArray(inspector.departmentId, askedDepartmentIds), gte(inspector.recordedAt, requestedAt))).groupBy(inspector.departmentId);
  return new Map(rows.flatMap(({ id, entries: count }) => (id === null ? [] : [[id, count]])));
}
