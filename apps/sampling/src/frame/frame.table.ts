import { boolean, customType, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Identity } from '@sortition/service-kit';
import type { PrepareObjectDrawInput } from '../object-draw/prepare-object-draw.ts';
import { instant, sampling } from '../sampling.table.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** What waits for the work on a frame, and who asked for it. */
export type FrameRequest =
  | { readonly operation: 'prepareObjectDraw'; readonly identity: Identity; readonly input: PrepareObjectDrawInput }
  | { readonly operation: 'drawObjects'; readonly identity: Identity };

/** A frozen population (抽样框). Its lines follow from its blocks; it never changes. */
export const frame = sampling.table('frame', {
  drawId: uuid('draw_id').primaryKey(),
  /** Leaves stand for the units and labels for the strata: who they are is kept apart, in `sealed_frame` and `sealed_block`. */
  sealed: boolean('sealed').notNull(),
  /** Stratum keys as they stand in the lines, by their number in the blocks. */
  keys: text('keys').array().notNull(),
});

/**
 * The units of a frame in the order of its lines, some ten thousand in a row: of each its id (16 bytes, or the 32 of its leaf), then
 * the number of its stratum and its weight, two bytes each. A tenth of the size of a table row, and read as one piece.
 */
export const frameBlock = sampling.table('frame_block', {
  drawId: uuid('draw_id').notNull(),
  number: integer('number').notNull(),
  units: bytea('units').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.number] })]);

/** What seals a frame; its rows are seen by a transaction that has named the draw, and by nothing else. */
export const sealedFrame = sampling.table('sealed_frame', {
  drawId: uuid('draw_id').primaryKey(),
  secret: bytea('secret').notNull(),
  /** The stratum that each label stands for, by the number of its key in the blocks. */
  strata: text('strata').array().notNull(),
  /** Which stratum numbers (upper two bytes) and weights (lower two) occur together. */
  codes: integer('codes').array().notNull(),
});

/** The objects (16 bytes each) that the leaves of a block stand for, in the same order. */
export const sealedBlock = sampling.table('sealed_block', {
  drawId: uuid('draw_id').notNull(),
  number: integer('number').notNull(),
  objects: bytea('objects').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.number] })]);

export const excludedUnit = sampling.table('excluded_unit', {
  drawId: uuid('draw_id').notNull(),
  objectId: uuid('object_id').notNull(),
  reason: text('reason').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.objectId] })]);

/**
 * Work on a frame that is too large for the request that asked for it: who asked for what, and how far it has come. Written beside the
 * transaction that does the work, so that others see it; a row that stands still tells that the work was cut off.
 */
export const frameWork = sampling.table('frame_work', {
  drawId: uuid('draw_id').primaryKey(),
  phase: text('phase', { enum: ['FREEZING', 'SEALING', 'DRAWING'] }).notNull(),
  done: integer('done').notNull(),
  total: integer('total').notNull(),
  movedAt: instant('moved_at').notNull(),
  request: jsonb('request').$type<FrameRequest>().notNull(),
});
