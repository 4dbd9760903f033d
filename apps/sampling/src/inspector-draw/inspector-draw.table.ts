import { sql } from 'drizzle-orm';
import { index, integer, jsonb, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export const inspectorDraw = sampling.table('inspector_draw', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** INTENDED: the intent is on record, and not all announced sources of randomness have spoken. */
  state: text('state', { enum: ['INTENDED', 'DRAWN', 'VOID'] }).notNull(),
  attempt: integer('attempt').notNull(),
  /** The list that the inspectors are matched to, and how it was cut into groups: all departments of a task must agree on it. */
  objectDrawId: uuid('object_draw_id').notNull(),
  listVersion: integer('list_version').notNull(),
  groups: integer('groups').notNull(),
  scheme: text('scheme').notNull(),
  schemeVersion: integer('scheme_version').notNull(),
  rosterVersion: integer('roster_version').notNull(),
  eligible: integer('eligible').notNull(),
  ineligible: jsonb('ineligible').$type<{ reason: string; count: number }[]>().notNull(),
  /** The fixed intent, as its canonical JSON text: its hash is taken over exactly these bytes. */
  intent: text('intent').notNull(),
  intentHash: text('intent_hash').notNull(),
  intendedBy: text('intended_by').notNull(),
  intendedAt: instant('intended_at').notNull(),
  seed: text('seed'),
  certificate: text('certificate'),
  certificateHash: text('certificate_hash'),
  drawnBy: text('drawn_by'),
  drawnAt: instant('drawn_at'),
  voidReason: text('void_reason'),
  voidedBy: text('voided_by'),
}, (table) => [
  unique('inspector_draw_attempt').on(table.taskId, table.departmentId, table.attempt),
  uniqueIndex('inspector_draw_alive').on(table.taskId, table.departmentId).where(sql`state <> 'VOID'`),
]);

/** The pre-committed order of a department: those who serve, and the substitutes among and behind them. */
export const drawnInspector = sampling.table('drawn_inspector', {
  drawId: uuid('draw_id').notNull(),
  inspectorId: uuid('inspector_id').notNull(),
  order: integer('ord').notNull(),
  serves: text('serves', { enum: ['YES', 'SUBSTITUTE'] }).notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.inspectorId] }), index('drawn_inspector_by_inspector').on(table.inspectorId)]);
