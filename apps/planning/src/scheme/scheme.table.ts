import { date, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { AGREEMENT_ANSWERS } from '../agreement/agreement.rules.ts';
import { instant, planning } from '../planning.table.ts';
import { task } from '../task/task.table.ts';
import { DRAWN_BY, SCHEME_STATES } from './scheme.rules.ts';

/** One scheme per task; its id is a key of its own, so that a dossier can name it. */
export const scheme = planning.table('scheme', {
  taskId: uuid('task_id').primaryKey().references(() => task.id),
  id: uuid('id').notNull().unique(),
  state: text('state', { enum: SCHEME_STATES }).notNull(),
  content: text('content'),
  periodFrom: date('period_from'),
  periodTo: date('period_to'),
  modes: text('modes').array().notNull(),
  inspectorsPerDepartment: integer('inspectors_per_department').notNull(),
  teamCount: integer('team_count').notNull(),
  specialties: text('specialties').array().notNull(),
  inspectorDrawnBy: text('inspector_drawn_by', { enum: DRAWN_BY }),
  /** The way of assigning inspectors, by its name in the profile. */
  inspectorDrawMode: text('inspector_draw_mode'),
  inspectorFactors: text('inspector_factors').array().notNull().default([]),
  specialItemIds: uuid('special_item_ids').array().notNull().default([]),
  submittedAt: instant('submitted_at'),
  agreedAt: instant('agreed_at'),
});

export const schemeAgreement = planning.table('scheme_agreement', {
  taskId: uuid('task_id').notNull().references(() => task.id),
  departmentId: uuid('department_id').notNull(),
  answer: text('answer', { enum: AGREEMENT_ANSWERS }).notNull(),
  reason: text('reason'),
  by: text('by'),
  at: instant('at'),
}, (table) => [primaryKey({ columns: [table.taskId, table.departmentId] })]);
