import { boolean, integer, bigint, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const rosterImport = registry.table('roster_import', {
  fileSha256: text('file_sha256').notNull(),
  profile: text('profile').notNull(),
  run: integer('run').notNull(),
  format: text('format').notNull(),
  /** Data rows of the file that are settled, good or bad. */
  rowsDone: bigint('rows_done', { mode: 'number' }).notNull(),
  created: bigint('created', { mode: 'number' }).notNull(),
  updated: bigint('updated', { mode: 'number' }).notNull(),
  unchanged: bigint('unchanged', { mode: 'number' }).notNull(),
  refused: bigint('refused', { mode: 'number' }).notNull(),
  /** Length of the file of bad rows when these rows were settled: what stands after it belongs to a batch that was lost. */
  refusedBytes: bigint('refused_bytes', { mode: 'number' }).notNull(),
  finished: boolean('finished').notNull(),
  startedAt: instant('started_at').notNull(),
  movedAt: instant('moved_at').notNull(),
}, (table) => [primaryKey({ columns: [table.fileSha256, table.profile, table.run] })]);
