import { sql } from 'drizzle-orm';
import { check, date, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** What has become of a draw, as the public may know it. */
export const DRAW_STATES = ['INTENDED', 'CERTIFIED', 'CONFIRMED', 'ABANDONED', 'IMPORTED'] as const;

/** A draw as the public may read it, from its intent on: how many, how, and the hashes that prove it. Nothing in a row tells whom it hit before `opened_at`. */
export const publicDraw = disclosure.table('public_draw', {
  divisionCode: division('division_code').notNull(),
  drawId: uuid('draw_id').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  kind: text('kind', { enum: ['OBJECT', 'INSPECTOR'] }).notNull(),
  state: text('state', { enum: DRAW_STATES }).notNull(),
  departmentId: uuid('department_id'),
  method: text('method', { enum: ['SIMPLE', 'STRATIFIED', 'MATCHING'] }),
  population: integer('population'),
  /** Root of the frozen population. */
  frameRoot: text('frame_root'),
  toDraw: integer('to_draw'),
  drawn: integer('drawn'),
  intentHash: text('intent_hash'),
  certificateHash: text('certificate_hash'),
  algorithm: text('algorithm'),
  hash: text('hash'),
  attempt: integer('attempt'),
  intendedAt: instant('intended_at'),
  /** Until when anybody may object to the population; nothing is drawn before. */
  objectionsUntil: instant('objections_until'),
  certifiedAt: instant('certified_at'),
  confirmedAt: instant('confirmed_at'),
  abandonedAt: instant('abandoned_at'),
  abandonReason: text('abandon_reason'),
  abandonApprovedBy: text('abandon_approved_by'),
  /** Platform of record of an imported draw, and the number and document under which it drew. */
  platform: text('platform'),
  externalNumber: text('external_number'),
  documentHash: text('document_hash'),
  visibleAt: instant('visible_at').notNull(),
  /** When its seed and certificate became public. */
  openedAt: instant('opened_at'),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.drawId] }),
  check('public_draw_kind', sql`${table.kind} in ('OBJECT', 'INSPECTOR')`),
  check('public_draw_state', sql`${table.state} in ('INTENDED', 'CERTIFIED', 'CONFIRMED', 'ABANDONED', 'IMPORTED')`),
  index('public_draw_by_id').on(table.drawId),
  index('public_draw_by_task').on(table.taskNumber),
  index('public_draw_of_task').on(table.taskId),
  index('public_draw_newest').on(table.visibleAt, table.drawId),
]);

/** The certificate of an opened draw, to the letter. */
export const publicDrawCertificate = disclosure.table('public_draw_certificate', {
  drawId: uuid('draw_id').primaryKey(),
  certificate: text('certificate').notNull(),
  openedAt: instant('opened_at').notNull(),
});

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
