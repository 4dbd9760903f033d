import { boolean, date, index, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema } from '../inspection.table.ts';

/** Projection of disclosure's limits: what is past its day and not final is flagged (CC art.22). */
export const publicationDue = inspectionSchema.table('publication_due', {
  publicationId: uuid('publication_id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  final: boolean('final').notNull(),
}, (table) => [index('publication_due_open').on(table.dueOn)]);
