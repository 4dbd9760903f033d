import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { rosterImport } from './roster-import.table.ts';

export type RosterImportRow = typeof rosterImport.$inferSelect;

/** The latest run over a file under a profile. */
export async function latestRun(tx: Tx, fileSha256: string, profile: string): Promise<RosterImportRow | undefined> {
  const [row] = await tx.select().from(rosterImport).where(and(eq(rosterImport.fileSha256, fileSha256), eq(rosterImport.profile, profile))).orderBy(desc(rosterImport.run)).limit(1);
  return row;
}

export async function putRun(tx: Tx, row: RosterImportRow): Promise<void> {
  await tx.insert(rosterImport).values(row).onConflictDoUpdate({ target: [rosterImport.fileSha256, rosterImport.profile, rosterImport.run], set: row });
}
