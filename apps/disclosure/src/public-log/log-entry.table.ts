import { sql } from 'drizzle-orm';
import { bigint, char, check, customType, index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';
import { LOG_KINDS } from './log-entry.rules.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea', toDriver: (bytes) => Buffer.from(bytes), fromDriver: (bytes) => new Uint8Array(bytes) });

const whatIsTold = {
  id: uuid('id').notNull(),
  kind: text('kind', { enum: LOG_KINDS }).notNull(),
  at: instant('at').notNull(),
  /** The text of the entry, to the letter: what the tree hashes. */
  entry: text('entry').notNull(),
  drawId: uuid('draw_id'),
  publicationId: uuid('publication_id'),
};

/** Entries that wait for their number. Written in the transaction of what they tell, so that each is there exactly once; emptied by the job that grows the log. */
export const logWaiting = disclosure.table('log_waiting', {
  seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  ...whatIsTold,
}, (table) => [index('log_waiting_by_publication').on(table.publicationId)]);

/** The public log (公开日志). Numbered from 0 without gaps; nothing in it is ever changed or removed. */
export const logEntry = disclosure.table('log_entry', {
  index: bigint('index', { mode: 'number' }).primaryKey(),
  ...whatIsTold,
}, (table) => [
  unique('log_entry_id').on(table.id),
  index('log_entry_by_kind').on(table.kind, table.index),
  index('log_entry_by_draw').on(table.drawId, table.index),
  index('log_entry_by_publication').on(table.publicationId, table.index),
]);

/** What an entry committed to. A stopped publication is forgotten here, and only here: the entry and all proofs stay. */
export const logContent = disclosure.table('log_content', {
  entryId: uuid('entry_id').primaryKey(),
  content: text('content').notNull(),
  salt: char('salt', { length: 64 }).notNull(),
});

/** The part of a content that is not for everybody yet; row policies show it to auditors, and to all once it is opened. */
export const logSealed = disclosure.table('log_sealed', {
  entryId: uuid('entry_id').primaryKey(),
  content: text('content').notNull(),
  salt: char('salt', { length: 64 }).notNull(),
  openedAt: instant('opened_at'),
});

/** Hashes of complete subtrees: they never change, and a proof is made of few of them. Level 0 are the entries. */
export const logNode = disclosure.table('log_node', {
  level: integer('level').notNull(),
  index: bigint('index', { mode: 'number' }).notNull(),
  hash: bytea('hash').notNull(),
}, (table) => [primaryKey({ columns: [table.level, table.index] })]);

/** What the log has signed. One root for each size, for ever: the key makes a second story impossible. */
export const logCheckpoint = disclosure.table('log_checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  root: bytea('root').notNull(),
  /** The signed note, without cosignatures. */
  note: text('note').notNull(),
  signedAt: instant('signed_at').notNull(),
});

/** A department that watches the log, with the key under which it cosigns. A later key of the department takes its place. */
export const logWitness = disclosure.table('log_witness', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  /** Key name, public and in the log's policy. */
  name: text('name').notNull(),
  key: text('key').notNull().unique('log_witness_key'),
  registeredAt: instant('registered_at').notNull(),
  registeredBy: text('registered_by').notNull(),
  retiredAt: instant('retired_at'),
});

/** A witness's signature below a checkpoint, as the line that stands in the note. */
export const logCosignature = disclosure.table('log_cosignature', {
  size: bigint('size', { mode: 'number' }).notNull(),
  witnessId: uuid('witness_id').notNull(),
  line: text('line').notNull(),
  cosignedAt: instant('cosigned_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.size, table.witnessId] }),
  index('log_cosignature_by_witness').on(table.witnessId, table.size),
  check('log_cosignature_line', sql`${table.line} like '— %'`),
]);
