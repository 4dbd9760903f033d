import { date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** A started task as the public may read it. It names no object and no inspector. */
export const publicTask = disclosure.table('public_task', {
  divisionCode: division('division_code').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  name: text('name').notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  participatingDepartmentIds: uuid('participating_department_ids').array().notNull(),
  periodFrom: date('period_from', { mode: 'string' }).notNull(),
  periodTo: date('period_to', { mode: 'string' }).notNull(),
  items: jsonb('items').$type<readonly { readonly itemId: string; readonly name: string }[]>().notNull(),
  objectCount: integer('object_count').notNull(),
  startedAt: instant('started_at').notNull(),
  completedAt: instant('completed_at'),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.taskId] }),
  index('public_task_by_id').on(table.taskId),
  index('public_task_by_number').on(table.taskNumber),
  index('public_task_newest').on(table.startedAt, table.taskId),
]);
