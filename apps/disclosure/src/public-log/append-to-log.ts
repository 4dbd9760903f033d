import { randomBytes } from 'node:crypto';
import { newId } from '@sortition/kernel';
import { canonicalJson, enqueue, type Tx } from '@sortition/service-kit';
import { contentHashOf, printEntry, sealedHashOf, type Salted } from '@sortition/transparency-log';
import type { Tidings } from './log-entry.rules.ts';
import { insertWaiting } from './log-entry.store.ts';

export const GROW_LOG = 'growLog';

/** What comes within a second gets one checkpoint. */
const COMPANY_SECONDS = 1;

const salted = (value: object): Salted => ({ content: canonicalJson(value), salt: randomBytes(32).toString('hex') });

/**
 * Puts something into the public log, in the transaction that makes it so: it enters once, or not at all. It is numbered a moment
 * later by one process at a time, so that nobody who tells something waits for the log.
 */
export async function appendToLog(tx: Tx, ...all: readonly Tidings[]): Promise<void> {
  if (all.length === 0) return;
  await insertWaiting(tx, all.map(({ kind, at, drawId, publicationId, shown, sealed: kept }) => {
    const sealed = kept === null ? null : salted(kept);
    const opening = salted(sealed === null ? shown : { ...shown, sealed: sealedHashOf(sealed) });
    const entry = printEntry({ kind, at: at.toISOString(), contentHash: contentHashOf(opening) });
    return { id: newId(), kind, at, drawId, publicationId, entry, opening, sealed };
  }));
  await enqueue(tx, GROW_LOG, {}, { delaySeconds: COMPANY_SECONDS });
}
