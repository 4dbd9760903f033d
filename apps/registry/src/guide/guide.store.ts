import { and, eq, max } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { guide } from './guide.table.ts';

export type GuideRow = typeof guide.$inferSelect;

export const findGuides = byKeys((tx, ids) => tx.select().from(guide).where(among(guide.id, ids)));

export const guidesInForce = (tx: Tx, itemLineageIds: readonly string[]): Promise<GuideRow[]> =>
  itemLineageIds.length === 0 ? Promise.resolve([]) : tx.select().from(guide).where(and(among(guide.itemLineageId, itemLineageIds), eq(guide.state, 'PUBLISHED')));

export async function newestGuideVersion(tx: Tx, itemLineageId: string): Promise<number> {
  const [row] = await tx.select({ version: max(guide.version) }).from(guide).where(eq(guide.itemLineageId, itemLineageId));
  return row?.version ?? 0;
}

export async function putGuide(tx: Tx, row: GuideRow): Promise<void> {
  await tx.insert(guide).values(row).onConflictDoUpdate({ target: guide.id, set: row });
}

export async function countGuidesOf(tx: Tx, departmentId: string): Promise<number> {
  return tx.$count(guide, and(eq(guide.departmentId, departmentId), eq(guide.state, 'PUBLISHED')));
}
