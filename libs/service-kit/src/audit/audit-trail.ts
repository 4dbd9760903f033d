import { createHash } from 'node:crypto';
import { asc, eq, gt } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import type { Act } from '../act.ts';
import type { Tx } from '../database/database.ts';
import { auditEntry, auditHead } from '../database/kit.table.ts';
import { canonicalJson } from './canonical-json.ts';

/** A change of one record. `before` and `after` hold no personal data in clear: mask it, or leave it out. */
export interface Change {
  readonly entity: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type AuditRow = typeof auditEntry.$inferSelect;

const pending = new WeakMap<Tx, Change[]>();
const settled = new WeakSet<Tx>();

/** Notes a change; it is chained when the transaction is about to commit, so that the chain is locked for the shortest time. */
export function recordChange(tx: Tx, change: Change): void {
  const changes = pending.get(tx);
  if (changes === undefined) pending.set(tx, [change]);
  else changes.push(change);
}

/** Says that the operation rightly changed nothing, such as an import of rows that are all known. */
export function recordNoChange(tx: Tx): void {
  settled.add(tx);
}

/** A mutation that forgot its audit entry is a bug, caught before it can commit. */
export function assertAudited(tx: Tx, operation: string): void {
  invariant(settled.has(tx) || (pending.get(tx)?.length ?? 0) > 0, `${operation} changed state without an audit entry`);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hashOf = (previous: string, entry: Omit<AuditRow, 'hash'>): string =>
  sha256(previous + canonicalJson({ ...entry, at: entry.at.toISOString() }));

export async function flushChanges(tx: Tx, act: Act): Promise<void> {
  const changes = pending.get(tx) ?? [];
  if (changes.length === 0) return;
  const [head] = await tx.select().from(auditHead).for('update');
  invariant(head !== undefined, 'the audit chain has a head');
  let { seq, hash } = head;
  const rows = changes.map((change): AuditRow => {
    seq += 1;
    // what PostgreSQL gives back is what JSON holds, so the hash is taken over that
    const asStored = (value: unknown): unknown => (value === undefined || value === null ? null : JSON.parse(JSON.stringify(value)));
    const entry = {
      seq, entity: change.entity, entityId: change.entityId, action: act.operation, actor: act.identity.subject,
      department: act.identity.department, at: act.now, before: asStored(change.before), after: asStored(change.after),
    };
    hash = hashOf(hash, entry);
    return { ...entry, hash };
  });
  for (let start = 0; start < rows.length; start += 1_000) await tx.insert(auditEntry).values(rows.slice(start, start + 1_000));
  await tx.update(auditHead).set({ seq, hash });
  pending.delete(tx);
}

export const listAuditEntries = (tx: Tx, entityId: string, first: number): Promise<AuditRow[]> =>
  tx.select().from(auditEntry).where(eq(auditEntry.entityId, entityId)).orderBy(asc(auditEntry.seq)).limit(first);

export interface ChainVerdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly brokenAt: number | null;
  readonly head: string;
}

/** Recomputes the chain in pages; names the first entry that was altered, removed or put in, and a missing tail. */
export async function verifyChain(tx: Tx): Promise<ChainVerdict> {
  const [head] = await tx.select().from(auditHead);
  invariant(head !== undefined, 'the audit chain has a head');
  let hash = '0'.repeat(64);
  let seq = 0;
  for (;;) {
    const page = await tx.select().from(auditEntry).where(gt(auditEntry.seq, seq)).orderBy(asc(auditEntry.seq)).limit(5_000);
    for (const { hash: stored, ...entry } of page) {
      if (entry.seq !== seq + 1 || hashOf(hash, entry) !== stored) return { intact: false, entries: seq, brokenAt: seq + 1, head: hash };
      seq = entry.seq;
      hash = stored;
    }
    if (page.length === 0) break;
  }
  const whole = seq === head.seq && hash === head.hash;
  return { intact: whole, entries: seq, brokenAt: whole ? null : seq + 1, head: hash };
}
