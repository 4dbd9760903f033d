import { eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { keySupervisionItem } from './key-supervision.table.ts';

export type KeySupervisionItemRow = typeof keySupervisionItem.$inferSelect;

export async function saveKeyItem(tx: Tx, { keyItemId, list, departmentId, active }: EventPayload<'KeySupervisionItemSaved'>): Promise<void> {
  const row = { id: keyItemId, list, departmentId, active };
  await tx.insert(keySupervisionItem).values(row).onConflictDoUpdate({ target: keySupervisionItem.id, set: row });
}

export async function findKeyItem(tx: Tx, id: string): Promise<KeySupervisionItemRow | undefined> {
  const [row] = await tx.select().from(keySupervisionItem).where(eq(keySupervisionItem.id, id));
  return row;
}
