import { eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { departmentGroup } from './department-group.table.ts';

export type DepartmentGroupRow = typeof departmentGroup.$inferSelect;

export async function saveGroup(tx: Tx, row: DepartmentGroupRow): Promise<void> {
  await tx.insert(departmentGroup).values(row).onConflictDoUpdate({ target: departmentGroup.id, set: row });
}

export const findGroups = byKeys((tx, ids) => tx.select().from(departmentGroup).where(among(departmentGroup.id, ids)));

export async function lockGroup(tx: Tx, id: string): Promise<DepartmentGroupRow | undefined> {
  const [row] = await tx.select().from(departmentGroup).where(eq(departmentGroup.id, id)).for('update');
  return row;
}
