import { and, eq } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { storedFile } from './evidence.table.ts';
import type { FileBytes } from './read-upload.ts';

/** The same bytes are kept once. */
export async function storeFile(tx: Tx, region: string, { sha256, bytes }: FileBytes, storedAt: Date): Promise<void> {
  await tx.insert(storedFile).values({ region, sha256, size: bytes.length, bytes, storedAt }).onConflictDoNothing();
}

export async function loadFile(tx: Tx, region: string, sha256: string): Promise<Buffer | undefined> {
  const [row] = await tx.select({ bytes: storedFile.bytes }).from(storedFile).where(and(eq(storedFile.region, region), eq(storedFile.sha256, sha256)));
  return row?.bytes;
}
