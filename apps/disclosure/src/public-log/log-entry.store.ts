import { and, asc, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { among, type Page, type Tx } from '@sortition/service-kit';
import type { Salted } from '@sortition/transparency-log';
import { OPENED_WITH_THE_DRAW, type LogKind } from './log-entry.rules.ts';
import { logContent, logEntry, logSealed, logWaiting } from './log-entry.table.ts';

export type LogEntryRow = typeof logEntry.$inferSelect;

/** An entry with as much of its content as the caller may read. */
export interface LogEntryRecord extends LogEntryRow {
  /** Null once it is forgotten. */
  readonly opening: Salted | null;
  /** Null when there is none, or it is kept back. */
  readonly sealed: Salted | null;
}

export type WaitingEntry = Omit<LogEntryRecord, 'index'>;

/** As one parameter however many they are: a statement with a parameter for each value costs a millisecond for each entry. */
const rowsIn = (rows: readonly object[]): SQL => sql`${JSON.stringify(rows)}::jsonb`;

export async function insertWaiting(tx: Tx, entries: readonly WaitingEntry[]): Promise<void> {
  const contents = entries.flatMap(({ id, opening }) => (opening === null ? [] : [{ id, ...opening }]));
  const kept = entries.flatMap(({ id, sealed }) => (sealed === null ? [] : [{ id, ...sealed }]));
  await tx.execute(sql`
    insert into disclosure.log_waiting (id, kind, at, entry, draw_id, publication_id)
    select id, kind, at, entry, draw_id, publication_id
    from rows from (jsonb_to_recordset(${rowsIn(entries.map(({ id, kind, at, entry, drawId, publicationId }) => ({ id, kind, at, entry, draw_id: drawId, publication_id: publicationId })))})
      as (id uuid, kind text, at timestamptz, entry text, draw_id uuid, publication_id uuid)) with ordinality as told (id, kind, at, entry, draw_id, publication_id, place)
    order by place`);
  await tx.execute(sql`insert into disclosure.log_content (entry_id, content, salt) select id, content, salt from jsonb_to_recordset(${rowsIn(contents)}) as told (id uuid, content text, salt text)`);
  if (kept.length > 0) await tx.execute(sql`insert into disclosure.log_sealed (entry_id, content, salt) select id, content, salt from jsonb_to_recordset(${rowsIn(kept)}) as told (id uuid, content text, salt text)`);
}

export const isAnybodyWaiting = async (tx: Tx): Promise<boolean> => (await tx.select({ seq: logWaiting.seq }).from(logWaiting).limit(1)).length > 0;

/** Takes the entries that have waited longest into the log, from number `size` on; gives their texts in order. */
export async function numberEntries(tx: Tx, size: number, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ index: string; entry: string }>(sql`
    with taken as (delete from disclosure.log_waiting where seq in (select seq from disclosure.log_waiting order by seq limit ${limit}) returning *),
    numbered as (
      insert into disclosure.log_entry (index, id, kind, at, entry, draw_id, publication_id)
      select ${size}::bigint + row_number() over (order by seq) - 1, id, kind, at, entry, draw_id, publication_id from taken order by seq
      returning index, entry)
    select index, entry from numbered order by index`);
  return rows.map(({ entry }) => entry);
}

/** One process at a time numbers entries or signs. */
export const lockLog = (tx: Tx): Promise<unknown> => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('disclosure.public-log', 0))`);

/** How many entries the log has. */
export async function sizeOfLog(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ size: string }>(sql`select coalesce(max(index) + 1, 0) as size from disclosure.log_entry`);
  return Number(rows[0]?.size ?? 0);
}

const columns = {
  index: logEntry.index, id: logEntry.id, kind: logEntry.kind, at: logEntry.at, entry: logEntry.entry, drawId: logEntry.drawId, publicationId: logEntry.publicationId,
  content: logContent.content, salt: logContent.salt, sealedContent: logSealed.content, sealedSalt: logSealed.salt,
};

async function readEntries(tx: Tx, condition: SQL | undefined, limit: number): Promise<LogEntryRecord[]> {
  const rows = await tx.select(columns).from(logEntry).leftJoin(logContent, eq(logContent.entryId, logEntry.id)).leftJoin(logSealed, eq(logSealed.entryId, logEntry.id))
    .where(condition).orderBy(asc(logEntry.index)).limit(limit);
  return rows.map(({ content, salt, sealedContent, sealedSalt, ...row }) => ({
    ...row,
    opening: content === null || salt === null ? null : { content, salt },
    sealed: sealedContent === null || sealedSalt === null ? null : { content: sealedContent, salt: sealedSalt },
  }));
}

export interface LogCriteria {
  readonly kind?: LogKind | null | undefined;
  readonly drawId?: string | null | undefined;
  readonly publicationId?: string | null | undefined;
}

const matching = ({ kind, drawId, publicationId }: LogCriteria): SQL | undefined => and(
  kind == null ? undefined : eq(logEntry.kind, kind),
  drawId == null ? undefined : eq(logEntry.drawId, drawId),
  publicationId == null ? undefined : eq(logEntry.publicationId, publicationId),
);

export const listEntries = (tx: Tx, criteria: LogCriteria, { first, after }: Page): Promise<LogEntryRecord[]> =>
  readEntries(tx, and(matching(criteria), after?.[0] === undefined ? undefined : gt(logEntry.index, Number(after[0]))), first + 1);

/** Entries `from` to `to`, without `to`. */
export const entriesBetween = (tx: Tx, from: number, to: number): Promise<LogEntryRecord[]> =>
  readEntries(tx, and(sql`${logEntry.index} >= ${from}`, sql`${logEntry.index} < ${to}`), to - from);

export const entriesAt = (tx: Tx, indexes: readonly number[]): Promise<LogEntryRecord[]> => readEntries(tx, inArray(logEntry.index, [...indexes]), indexes.length);

const MOST_OF_A_DRAW = 200;

/** The first entries about several draws. */
export async function entriesOfDraws(tx: Tx, drawIds: readonly string[]): Promise<LogEntryRecord[]> {
  return readEntries(tx, among(logEntry.drawId, drawIds), MOST_OF_A_DRAW * drawIds.length);
}

export interface SeedOfDraw {
  readonly drawId: string;
  readonly seed: string;
}

/** The seeds of draws as far as the caller may read them: row policies keep them back until the draw is opened. */
export async function seedsOfDraws(tx: Tx, drawIds: readonly string[]): Promise<SeedOfDraw[]> {
  const seed = sql<string>`${logSealed.content}::jsonb ->> 'seed'`;
  const found = await Promise.all([logEntry, logWaiting].map((source) => tx.select({ drawId: source.drawId, seed }).from(source)
    .innerJoin(logSealed, eq(logSealed.entryId, source.id)).where(and(among(source.drawId, drawIds), eq(source.kind, 'DRAW_CERTIFIED')))));
  return found.flat().flatMap(({ drawId, seed: opened }) => (drawId === null ? [] : [{ drawId, seed: opened }]));
}

/** A draw may be shown: what was kept back about its randomness is for everybody now. */
export async function openDrawEntries(tx: Tx, drawId: string, openedAt: Date): Promise<void> {
  for (const source of [logEntry, logWaiting]) {
    const ids = tx.select({ id: source.id }).from(source).where(and(eq(source.drawId, drawId), inArray(source.kind, [...OPENED_WITH_THE_DRAW])));
    await tx.update(logSealed).set({ openedAt }).where(and(inArray(logSealed.entryId, ids), isNull(logSealed.openedAt)));
  }
}

/** A publication was stopped: what it said is gone for good. That it was there, and every proof, stays. SAMR 3.3. */
export async function forgetPublication(tx: Tx, publicationId: string): Promise<void> {
  for (const source of [logEntry, logWaiting]) {
    const ids = tx.select({ id: source.id }).from(source).where(and(eq(source.publicationId, publicationId), inArray(source.kind, ['RESULT_PUBLISHED', 'RESULT_CORRECTED'])));
    await tx.delete(logContent).where(inArray(logContent.entryId, ids));
  }
}
