import { and, desc, eq } from 'drizzle-orm';
import { among, byKeys, recordChange, type Tx } from '@sortition/service-kit';
import { stopPublication } from './stop-publication.table.ts';

export type StopPublicationRow = typeof stopPublication.$inferSelect;

export const findStopPublications = byKeys((tx, ids) => tx.select().from(stopPublication).where(among(stopPublication.id, ids)));

export async function lockStopPublication(tx: Tx, id: string): Promise<StopPublicationRow | undefined> {
  const [row] = await tx.select().from(stopPublication).where(eq(stopPublication.id, id)).for('update');
  return row;
}

export const stopsOfPublications = byKeys((tx, publicationIds) => tx.select().from(stopPublication).where(among(stopPublication.publicationId, publicationIds)).orderBy(desc(stopPublication.id)));

const auditOf = ({ state, reason, decisionReason, revision }: StopPublicationRow) => ({ state, reason, decisionReason, revision });

export async function insertStopPublication(tx: Tx, row: StopPublicationRow): Promise<void> {
  await tx.insert(stopPublication).values(row);
  recordChange(tx, { entity: 'StopPublication', entityId: row.id, before: null, after: auditOf(row) });
}

export async function changeStopPublication(tx: Tx, before: StopPublicationRow, change: Partial<StopPublicationRow>): Promise<void> {
  await tx.update(stopPublication).set(change).where(and(eq(stopPublication.region, before.region), eq(stopPublication.id, before.id)));
  recordChange(tx, { entity: 'StopPublication', entityId: before.id, before: auditOf(before), after: auditOf({ ...before, ...change }) });
}

/** Every channel has withdrawn it. */
export async function completeStop(tx: Tx, publicationId: string, revision: number, stoppedAt: Date): Promise<void> {
  const [row] = await tx.select().from(stopPublication).where(and(eq(stopPublication.publicationId, publicationId), eq(stopPublication.revision, revision))).for('update');
  if (row !== undefined) await changeStopPublication(tx, row, { state: 'STOPPED', stoppedAt });
}
