import { asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { objectChange } from './object-change.table.ts';

export type ObjectChangeRow = typeof objectChange.$inferSelect;

export const insertObjectChange = async (tx: Tx, row: typeof objectChange.$inferInsert): Promise<void> => { await tx.insert(objectChange).values(row); };

export const updateObjectChange = async (tx: Tx, id: string, change: Partial<ObjectChangeRow>): Promise<void> => { await tx.update(objectChange).set(change).where(eq(objectChange.id, id)); };

export async function lockObjectChange(tx: Tx, id: string): Promise<ObjectChangeRow | undefined> {
  const [row] = await tx.select().from(objectChange).where(eq(objectChange.id, id)).for('update');
  return row;
}

export const findObjectChangesByIds = byKeys((tx, ids) => tx.select().from(objectChange).where(among(objectChange.id, ids)));

export const findObjectChangesOfDraws = byKeys((tx, drawIds) => tx.select().from(objectChange).where(among(objectChange.drawId, drawIds)).orderBy(asc(objectChange.requestedAt), asc(objectChange.id)));
