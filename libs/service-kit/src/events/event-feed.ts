import { sql } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import type { Pool } from '../database/database.ts';

/** Position in a feed: the transaction that wrote the event, then its order in it. `0-0` is the beginning. */
export interface Cursor {
  readonly tx: string;
  readonly seq: string;
}

export const BEGINNING: Cursor = { tx: '0', seq: '0' };
export const printCursor = ({ tx, seq }: Cursor): string => `${tx}-${seq}`;

export function parseCursor(text: string): Cursor | undefined {
  const [, tx, seq] = /^(\d{1,20})-(\d{1,19})$/.exec(text) ?? [];
  return tx === undefined || seq === undefined ? undefined : { tx, seq };
}

export const isAfter = (a: Cursor, b: Cursor): boolean => BigInt(a.tx) > BigInt(b.tx) || (a.tx === b.tx && BigInt(a.seq) > BigInt(b.seq));

export interface FeedEvent {
  readonly cursor: string;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly payload: unknown;
  readonly occurredAt: string;
  readonly actor: string;
  readonly trace: string;
}

interface Row extends Record<string, unknown> {
  tx: string; seq: string; id: string; type: string; version: number; payload: unknown; occurred_at: string; actor: string; trace: string;
}

/**
 * The next events after a cursor. Only events below the oldest running transaction are served: a transaction that began
 * earlier may still commit earlier positions, and a cursor that had passed them would lose them.
 */
export async function readFeed(pool: Pool, after: Cursor, limit: number): Promise<FeedEvent[]> {
  const { rows } = await pool.execute<Row>(sql`
    select tx::text, seq::text, id, type, version, payload, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred_at, actor, trace
    from kit.event
    where (tx, seq) > (${after.tx}::xid8, ${after.seq}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by event.tx, event.seq limit ${limit}`); // the columns, not their texts of the same name: 10 comes after 9
  return rows.map((row) => ({
    cursor: printCursor(row), id: row.id, type: row.type, version: row.version, payload: row.payload, occurredAt: row.occurred_at, actor: row.actor, trace: row.trace,
  }));
}

/** That something happened, for those who keep copies and only ask which of them still hold. */
export interface FeedSign {
  readonly cursor: string;
  readonly type: string;
  /** False while an earlier position may still come: the sign is repeated until it is settled, and a cursor must not pass it before. */
  readonly settled: boolean;
  /** Which GraphQL types the public reads otherwise from here on; null where the event does not say. */
  readonly changed: unknown;
}

/**
 * The next signs after a cursor. Unlike events they are seen as soon as they are committed: a copy that has become wrong must not wait
 * for the longest transaction that happens to run.
 */
export async function readSigns(pool: Pool, after: Cursor, limit: number): Promise<FeedSign[]> {
  const { rows } = await pool.execute<{ tx: string; seq: string; type: string; settled: boolean; changed: unknown }>(sql`
    select tx::text, seq::text, type, tx < pg_snapshot_xmin(pg_current_snapshot()) as settled, case when type = 'PublicDataChanged' then payload -> 'types' end as changed
    from kit.event
    where (tx, seq) > (${after.tx}::xid8, ${after.seq}::bigint)
    order by event.tx, event.seq limit ${limit}`);
  return rows.map(({ tx, seq, type, settled, changed }) => ({ cursor: printCursor({ tx, seq }), type, settled, changed }));
}

/** Where the feed ends for now: whatever becomes visible later comes after it. */
export async function endOfFeed(pool: Pool): Promise<Cursor> {
  const { rows } = await pool.execute<{ tx: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`);
  const [row] = rows;
  invariant(row !== undefined, 'there is always a snapshot');
  return { tx: row.tx, seq: '0' };
}
