import { eq, sql } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { rosterHead } from './roster.table.ts';

export type Directory = 'OBJECT' | 'INSPECTOR';

/** The lock of a directory and the version of its roster. Whoever changes entries takes it first, so that nobody enters the same one beside. */
export async function lockRoster(tx: Tx, directory: Directory): Promise<number> {
  const [head] = await tx.select().from(rosterHead).where(eq(rosterHead.directory, directory)).for('update');
  invariant(head !== undefined, 'every directory has a roster head');
  return head.version;
}

export async function advanceRoster(tx: Tx, directory: Directory, by: number, now: Date): Promise<void> {
  await tx.update(rosterHead).set({ version: sql`${rosterHead.version} + ${by}`, ...(by > 0 ? { updatedAt: now } : {}) }).where(eq(rosterHead.directory, directory));
}

export type RosterHeadRow = typeof rosterHead.$inferSelect;

export const rosterHeads = (tx: Tx): Promise<RosterHeadRow[]> => tx.select().from(rosterHead).orderBy(rosterHead.directory);
