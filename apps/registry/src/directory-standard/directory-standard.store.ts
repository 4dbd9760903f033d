import { and, desc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import type { Directory } from '../roster/roster.store.ts';
import { directoryStandard } from './directory-standard.table.ts';

export type DirectoryStandardRow = typeof directoryStandard.$inferSelect;

export const findStandards = byKeys((tx, ids) => tx.select().from(directoryStandard).where(among(directoryStandard.id, ids)));

const MOST_VERSIONS = 50;

/** The versions of a standard, newest first. */
export const standardsOf = (tx: Tx, profile: string, directory: Directory): Promise<DirectoryStandardRow[]> =>
  tx.select().from(directoryStandard).where(and(eq(directoryStandard.profile, profile), eq(directoryStandard.directory, directory))).orderBy(desc(directoryStandard.version)).limit(MOST_VERSIONS);

export async function standardInForce(tx: Tx, profile: string, directory: Directory): Promise<DirectoryStandardRow | undefined> {
  const [row] = await tx.select().from(directoryStandard).where(and(eq(directoryStandard.profile, profile), eq(directoryStandard.directory, directory), eq(directoryStandard.state, 'IN_FORCE')));
  return row;
}

export async function putStandard(tx: Tx, row: DirectoryStandardRow): Promise<void> {
  await tx.insert(directoryStandard).values(row).onConflictDoUpdate({ target: directoryStandard.id, set: row });
}
