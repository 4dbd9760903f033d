import { and, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { archiveRule, paperMaterial } from './archive-rule.table.ts';

export type ArchiveRuleRow = typeof archiveRule.$inferSelect;
export type PaperMaterialRow = typeof paperMaterial.$inferSelect;

export async function saveArchiveRule(tx: Tx, row: ArchiveRuleRow): Promise<void> {
  await tx.insert(archiveRule).values(row).onConflictDoUpdate({ target: archiveRule.departmentId, set: row });
}

export async function findArchiveRule(tx: Tx, departmentId: string): Promise<ArchiveRuleRow | undefined> {
  const [row] = await tx.select().from(archiveRule).where(eq(archiveRule.departmentId, departmentId));
  return row;
}

export const insertMaterial = (tx: Tx, row: PaperMaterialRow): Promise<unknown> => tx.insert(paperMaterial).values(row);

export const findMaterialsByIds = byKeys((tx, ids) => tx.select().from(paperMaterial).where(among(paperMaterial.id, ids)));

export const listMaterials = byKeys((tx, inspectionIds) => tx.select().from(paperMaterial).where(among(paperMaterial.inspectionId, inspectionIds)).orderBy(asc(paperMaterial.id)));

export const updateMaterial = (tx: Tx, { region, id }: PaperMaterialRow, change: Partial<PaperMaterialRow>): Promise<unknown> =>
  tx.update(paperMaterial).set(change).where(and(eq(paperMaterial.region, region), eq(paperMaterial.id, id)));
