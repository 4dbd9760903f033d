import { and, desc, eq, sql } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { objectFact, objectSnapshot } from './object.table.ts';

export type SnapshotRow = typeof objectSnapshot.$inferSelect;
export type ObjectFactRow = typeof objectFact.$inferSelect;

/** Keeps what the directory said when the list was dispatched; said again, the newer word stands. */
export async function saveSnapshots(tx: Tx, told: EventPayload<'ObjectDetailsSnapshotted'>, takenAt: Date): Promise<void> {
  const rows = told.objects.map(({ objectId, divisionCode, ...details }) => ({ region: divisionCode, objectId, taskId: told.taskId, ...details, takenAt }));
  const newest = { kind: sql`excluded.kind`, name: sql`excluded.name`, uscc: sql`excluded.uscc`, responsibleUscc: sql`excluded.responsible_uscc`, district: sql`excluded.district`, address: sql`excluded.address`, legalRepresentative: sql`excluded.legal_representative`, ownerDepartmentId: sql`excluded.owner_department_id`, creditLevel: sql`excluded.credit_level`, tags: sql`excluded.tags`, takenAt };
  if (rows.length > 0) await tx.insert(objectSnapshot).values(rows).onConflictDoUpdate({ target: [objectSnapshot.region, objectSnapshot.objectId, objectSnapshot.taskId], set: newest });
}

export async function findSnapshot(tx: Tx, taskId: string, objectId: string): Promise<SnapshotRow | undefined> {
  const [row] = await tx.select().from(objectSnapshot).where(and(eq(objectSnapshot.taskId, taskId), eq(objectSnapshot.objectId, objectId))).orderBy(desc(objectSnapshot.takenAt)).limit(1);
  return row;
}

export async function findNewestSnapshot(tx: Tx, objectId: string): Promise<SnapshotRow | undefined> {
  const [row] = await tx.select().from(objectSnapshot).where(eq(objectSnapshot.objectId, objectId)).orderBy(desc(objectSnapshot.takenAt)).limit(1);
  return row;
}

export const listFacts = byKeys((tx, objectIds) => tx.select().from(objectFact).where(among(objectFact.objectId, objectIds)).orderBy(objectFact.section, objectFact.key));

export async function saveFact(tx: Tx, row: ObjectFactRow): Promise<void> {
  await tx.insert(objectFact).values(row).onConflictDoUpdate({ target: [objectFact.objectId, objectFact.section, objectFact.key], set: row });
}
