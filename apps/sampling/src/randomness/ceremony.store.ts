import { and, asc, desc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { ceremony, ceremonyConfirmation } from './randomness.table.ts';

export type CeremonyRow = typeof ceremony.$inferSelect;
export type ConfirmationRow = typeof ceremonyConfirmation.$inferSelect;

export const insertCeremony = async (tx: Tx, row: typeof ceremony.$inferInsert): Promise<void> => { await tx.insert(ceremony).values(row); };

/** The recording that waits for confirmation: the latest. */
export async function latestCeremony(tx: Tx, drawId: string, source: string): Promise<CeremonyRow | undefined> {
  const [row] = await tx.select().from(ceremony).where(and(eq(ceremony.drawId, drawId), eq(ceremony.source, source))).orderBy(desc(ceremony.number)).limit(1);
  return row;
}

export const findCeremoniesOfDraws = byKeys((tx, drawIds) => tx.select().from(ceremony).where(among(ceremony.drawId, drawIds)).orderBy(asc(ceremony.drawId), asc(ceremony.source), asc(ceremony.number)));

export const insertConfirmation = async (tx: Tx, row: typeof ceremonyConfirmation.$inferInsert): Promise<void> => { await tx.insert(ceremonyConfirmation).values(row); };

export const findConfirmations = byKeys((tx, ceremonyIds) => tx.select().from(ceremonyConfirmation).where(among(ceremonyConfirmation.ceremonyId, ceremonyIds)).orderBy(asc(ceremonyConfirmation.confirmedAt), asc(ceremonyConfirmation.subject)));
