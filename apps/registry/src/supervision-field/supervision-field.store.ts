import { and, asc, eq, gt } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { countAll } from '../division-scope.store.ts';
import { supervisionField } from './supervision-field.table.ts';

export type SupervisionFieldRow = typeof supervisionField.$inferSelect;

export const findFields = byKeys((tx, ids) => tx.select().from(supervisionField).where(among(supervisionField.id, ids)));

export async function fieldNamed(tx: Tx, departmentId: string, name: string): Promise<SupervisionFieldRow | undefined> {
  const [row] = await tx.select().from(supervisionField).where(and(eq(supervisionField.departmentId, departmentId), eq(supervisionField.name, name)));
  return row;
}

export const listFields = (tx: Tx, departmentId: string, { first, after }: Page): Promise<SupervisionFieldRow[]> =>
  tx.select().from(supervisionField).where(and(eq(supervisionField.departmentId, departmentId), after?.[0] === undefined ? undefined : gt(supervisionField.id, after[0])))
    .orderBy(asc(supervisionField.id)).limit(first + 1);

export async function countFields(tx: Tx, departmentId: string): Promise<number> {
  const [row] = await tx.select(countAll).from(supervisionField).where(eq(supervisionField.departmentId, departmentId));
  return row?.total ?? 0;
}

export async function putField(tx: Tx, row: SupervisionFieldRow): Promise<void> {
  await tx.insert(supervisionField).values(row).onConflictDoUpdate({ target: supervisionField.id, set: row });
}
