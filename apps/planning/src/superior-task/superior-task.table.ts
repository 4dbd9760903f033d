import { date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';
import { ENTRY_DRAW_MODES } from '../plan-entry/draw-mode.rules.ts';
import { SUPERIOR_TASK_STATES } from './superior-task.rules.ts';

export const superiorTask = planning.table('superior_task', {
  id: uuid('id').primaryKey(),
  superiorNumber: text('superior_number').notNull(),
  issuer: text('issuer').notNull(),
  title: text('title').notNull(),
  year: integer('year').notNull(),
  drawMode: text('draw_mode', { enum: ENTRY_DRAW_MODES }).notNull(),
  itemIds: uuid('item_ids').array().notNull(),
  /** The items over the versions of their lists. */
  lineageIds: uuid('lineage_ids').array().notNull(),
  periodFrom: date('period_from').notNull(),
  periodTo: date('period_to').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** Its department and those that distributed it: who may see it. */
  departmentIds: uuid('department_ids').array().notNull(),
  parentId: uuid('parent_id'),
  state: text('state', { enum: SUPERIOR_TASK_STATES }).notNull(),
  acceptedAt: instant('accepted_at'),
  report: jsonb('report').$type<{ superiorNumber: string; taskNumbers: string[]; objects: number; itemsDone: number; at: string }>(),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
}, (table) => [unique('superior_task_once').on(table.departmentId, table.superiorNumber), index('superior_task_by_parent').on(table.parentId)]);
