import { customType, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sampling } from '../sampling.table.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** The frozen population, its canonical lines in order and compressed by chunk: what a verifier needs to run the draw again. */
export const frameChunk = sampling.table('frame_chunk', {
  drawId: uuid('draw_id').notNull(),
  number: integer('number').notNull(),
  lines: integer('lines').notNull(),
  gzip: bytea('gzip').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.number] })]);

export const excludedUnit = sampling.table('excluded_unit', {
  drawId: uuid('draw_id').notNull(),
  objectId: uuid('object_id').notNull(),
  reason: text('reason').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.objectId] })]);
