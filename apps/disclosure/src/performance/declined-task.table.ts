import { boolean, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';

/** A joint task in which a department does not take part, why, and who accepted the reason. CC art.27. */
export const declinedTask = disclosure.table('declined_task', {
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  reason: text('reason'),
  declinedBy: text('declined_by').notNull(),
  declinedAt: instant('declined_at').notNull(),
  accepted: boolean('accepted').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
}, (table) => [primaryKey({ columns: [table.taskId, table.departmentId] })]);
