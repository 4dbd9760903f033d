import { and, asc, eq, gt } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { countAll } from '../division-scope.store.ts';
import { implementationEntry, regulatoryMatter } from './regulatory-matter.table.ts';

export type RegulatoryMatterRow = typeof regulatoryMatter.$inferSelect;
export type ImplementationEntryRow = typeof implementationEntry.$inferSelect;

export const findMatters = byKeys((tx, ids) => tx.select().from(regulatoryMatter).where(among(regulatoryMatter.id, ids)));

export const listMatters = (tx: Tx, departmentId: string, { first, after }: Page): Promise<RegulatoryMatterRow[]> =>
  tx.select().from(regulatoryMatter).where(and(eq(regulatoryMatter.departmentId, departmentId), after?.[0] === undefined ? undefined : gt(regulatoryMatter.id, after[0])))
    .orderBy(asc(regulatoryMatter.id)).limit(first + 1);

export async function countMatters(tx: Tx, departmentId: string): Promise<number> {
  const [row] = await tx.select(countAll).from(regulatoryMatter).where(eq(regulatoryMatter.departmentId, departmentId));
  return row?.total ?? 0;
}

export async function putMatter(tx: Tx, row: RegulatoryMatterRow): Promise<void> {
  await tx.insert(regulatoryMatter).values(row).onConflictDoUpdate({ target: regulatoryMatter.id, set: row });
}

export const findImplementationEntries = byKeys((tx, ids) =>
  tx.select().from(implementationEntry).where(among(implementationEntry.id, ids)));

export const entriesOfMatters = byKeys((tx, matterIds) =>
  tx.select().from(implementationEntry).where(among(implementationEntry.matterId, matterIds)).orderBy(asc(implementationEntry.id)));

export async function putImplementationEntry(tx: Tx, row: ImplementationEntryRow): Promise<void> {
  await tx.insert(implementationEntry).values(row).onConflictDoUpdate({ target: implementationEntry.id, set: row });
}
