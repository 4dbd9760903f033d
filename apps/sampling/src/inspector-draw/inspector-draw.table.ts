import { index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export const inspectorDraw = sampling.table('inspector_draw', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  eligible: integer('eligible').notNull(),
  ineligible: jsonb('ineligible').$type<{ reason: string; count: number }[]>().notNull(),
  rosterVersion: integer('roster_version').notNull(),
  /** Canonical lines of the eligible inspectors, so that the draw can be run again. */
  frame: text('frame').notNull(),
  seed: text('seed').notNull(),
  certificate: text('certificate').notNull(),
  certificateHash: text('certificate_hash').notNull(),
  drawnBy: text('drawn_by').notNull(),
  drawnAt: instant('drawn_at').notNull(),
}, (table) => [unique('inspector_draw_once').on(table.taskId, table.departmentId)]);

/** The whole drawn order of a department: those who serve first, then the pre-committed order of substitutes. */
export const drawnInspector = sampling.table('drawn_inspector', {
  drawId: uuid('draw_id').notNull(),
  inspectorId: uuid('inspector_id').notNull(),
  order: integer('ord').notNull(),
  ticket: text('ticket').notNull(),
  serves: text('serves', { enum: ['YES', 'SUBSTITUTE'] }).notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.inspectorId] }), index('drawn_inspector_by_inspector').on(table.inspectorId)]);
