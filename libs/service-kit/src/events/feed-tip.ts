import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { ConnectionPool } from '../database/database.ts';
import { NamingSession } from '../database/naming-session.ts';
import { BEGINNING, type Cursor } from './event-feed.ts';

const POLL_MS = 150;

/** The last positions of a feed: of all that is committed, and of that which nothing earlier can precede any more. */
export interface Tip {
  readonly committed: Cursor;
  readonly settled: Cursor;
}

const END = sql`
  select coalesce(c.tx, '0')::text as "committedTx", coalesce(c.seq, 0)::text as "committedSeq", coalesce(s.tx, '0')::text as "settledTx", coalesce(s.seq, 0)::text as "settledSeq"
  from (select) as always
  left join (select tx, seq from kit.event order by tx desc, seq desc limit 1) as c on true
  left join (select tx, seq from kit.event where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, seq desc limit 1) as s on true`;

/** Looks where a feed ends, again and again while somebody waits for more of it, and once for all who wait at that moment. */
export class FeedTip {
  readonly #session: NamingSession;
  readonly #stopping: AbortSignal;
  #next: Promise<Tip> | undefined;

  constructor(pool: ConnectionPool, stopping: AbortSignal) {
    this.#session = new NamingSession(pool.$client, new PgDialect(), undefined);
    this.#stopping = stopping;
  }

  next(): Promise<Tip> {
    return (this.#next ??= this.#look());
  }

  async #look(): Promise<Tip> {
    await sleep(POLL_MS);
    this.#next = undefined;
    if (this.#stopping.aborted) return { committed: BEGINNING, settled: BEGINNING }; // the pool is about to close
    const { rows: [end] } = await this.#session.execute<{ rows: { committedTx: string; committedSeq: string; settledTx: string; settledSeq: string }[] }>(END);
    if (end === undefined) return { committed: BEGINNING, settled: BEGINNING };
    return { committed: { tx: end.committedTx, seq: end.committedSeq }, settled: { tx: end.settledTx, seq: end.settledSeq } };
  }
}
