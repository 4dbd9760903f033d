import { boolean, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export interface StratumRow {
  readonly key: string;
  readonly population: number;
  readonly size: number;
  readonly ratio: string;
  readonly frequency: string | null;
  readonly probability: string;
  readonly rounding: string;
}

export const objectDraw = sampling.table('object_draw', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  state: text('state', { enum: ['PREPARED', 'DRAWN', 'FLAGGED', 'CONFIRMED', 'DISPATCHED', 'CHANGED', 'VOID'] }).notNull(),
  attempt: integer('attempt').notNull(),
  rosterVersion: integer('roster_version').notNull(),
  population: integer('population').notNull(),
  frameRoot: text('frame_root').notNull(),
  /** The fixed intent, as its canonical JSON text: its hash is taken over exactly these bytes. */
  intent: text('intent').notNull(),
  intentHash: text('intent_hash').notNull(),
  strata: jsonb('strata').$type<StratumRow[]>().notNull(),
  seed: text('seed'),
  certificate: text('certificate'),
  certificateHash: text('certificate_hash'),
  listVersion: integer('list_version').notNull().default(0),
  preparedBy: text('prepared_by').notNull(),
  preparedAt: instant('prepared_at').notNull(),
  drawnBy: text('drawn_by'),
  drawnAt: instant('drawn_at'),
  confirmedAt: instant('confirmed_at'),
  dispatchedAt: instant('dispatched_at'),
  voidReason: text('void_reason'),
  voidedBy: text('voided_by'),
}, (table) => [unique('object_draw_attempt').on(table.taskId, table.attempt), index('object_draw_by_task').on(table.taskId)]);

/** The head of the drawn order: the list itself and the reserve from which an approved change takes the next. */
export const drawnObject = sampling.table('drawn_object', {
  drawId: uuid('draw_id').notNull(),
  objectId: uuid('object_id').notNull(),
  stratum: text('stratum').notNull(),
  order: integer('ord').notNull(),
  ticket: text('ticket').notNull(),
  probability: text('probability').notNull(),
  state: text('state', { enum: ['DRAWN', 'FLAGGED', 'EXCLUDED', 'MERGED', 'REMOVED', 'ADDED', 'RESERVE'] }).notNull(),
  reason: text('reason'),
  /** First list version that holds the object, and the first that no longer does; null while in reserve or still listed. */
  sinceVersion: integer('since_version'),
  untilVersion: integer('until_version'),
}, (table) => [primaryKey({ columns: [table.drawId, table.objectId] }), unique('drawn_object_order').on(table.drawId, table.stratum, table.order), index('drawn_object_by_object').on(table.objectId)]);

export const dispatchReceipt = sampling.table('dispatch_receipt', {
  drawId: uuid('draw_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  receivedAt: instant('received_at').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.departmentId] })]);

/** Objects that were inspected or are pending, by year: the repeat rule of the profile reads it. */
export const inspectedObject = sampling.table('inspected_object', {
  objectId: uuid('object_id').notNull(),
  taskId: uuid('task_id').notNull(),
  year: integer('year').notNull(),
  ended: boolean('ended').notNull(),
}, (table) => [primaryKey({ columns: [table.objectId, table.taskId] })]);
