import { sql } from 'drizzle-orm';
import { check, date, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** A draw as the public may read it: how many, how, and the hash that proves it. `visible_at` is null until its list is confirmed. */
export const publicDraw = disclosure.table('public_draw', {
  divisionCode: division('division_code').notNull(),
  drawId: uuid('draw_id').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  kind: text('kind', { enum: ['OBJECT', 'INSPECTOR'] }).notNull(),
  method: text('method', { enum: ['SIMPLE', 'STRATIFIED', 'MATCHING'] }),
  population: integer('population'),
  drawn: integer('drawn'),
  intentHash: text('intent_hash'),
  certificateHash: text('certificate_hash').notNull(),
  attempt: integer('attempt'),
  certifiedAt: instant('certified_at'),
  confirmedAt: instant('confirmed_at'),
  visibleAt: instant('visible_at'),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.drawId] }),
  check('public_draw_kind', sql`${table.kind} in ('OBJECT', 'INSPECTOR')`),
  index('public_draw_by_id').on(table.drawId),
  index('public_draw_by_task').on(table.taskNumber),
  index('public_draw_newest').on(table.visibleAt, table.drawId),
]);

/** Drawn objects that may be named: the visit has ended, so that naming warns nobody. */
export const publicDrawnObject = disclosure.table('public_drawn_object', {
  divisionCode: division('division_code').notNull(),
  drawId: uuid('draw_id').notNull(),
  objectId: uuid('object_id').notNull(),
  name: text('name').notNull(),
  uscc: text('uscc'),
  visitedOn: date('visited_on', { mode: 'string' }).notNull(),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.drawId, table.objectId] }),
  index('public_drawn_object_by_draw').on(table.drawId, table.objectId),
]);
