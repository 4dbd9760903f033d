import { index, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant } from '../inspection.table.ts';

/** What people add to the report of a duty by hand, such as another ground on which nobody answers for it. CC art.22. */
export const dutyNote = inspectionSchema.table('duty_note', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  /** Departments of the task: the row policy reads it. */
  departmentIds: uuid('department_ids').array().notNull(),
  text: text('text').notNull(),
  notedBy: text('noted_by').notNull(),
  notedAt: instant('noted_at').notNull(),
}, (table) => [index('duty_note_by_place').on(table.taskId, table.objectId, table.id)]);
