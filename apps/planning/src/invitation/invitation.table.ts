import { date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';
import { INVITATION_ANSWERS } from './invitation.rules.ts';

/** A department that was asked to take part in a joint task, and what it answered. */
export const invitation = planning.table('task_invitation', {
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** The department that sent it: the lead, or the office that forwarded it. */
  sentBy: uuid('sent_by').notNull(),
  receivedAt: instant('received_at').notNull(),
  dueOn: date('due_on').notNull(),
  answer: text('answer', { enum: INVITATION_ANSWERS }).notNull(),
  itemIds: uuid('item_ids').array().notNull(),
  reason: text('reason'),
  answeredAt: instant('answered_at'),
  circular: jsonb('circular').$type<{ text: string; by: string; at: string }>(),
}, (table) => [primaryKey({ columns: [table.taskId, table.departmentId] })]);

/** The lead's reminders to a department whose results are missing. */
export const reminder = planning.table('task_reminder', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** Which reminder of the department this is. */
  number: integer('number').notNull(),
  text: text('text').notNull(),
  missingCount: integer('missing_count').notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
}, (table) => [index('task_reminder_by_task').on(table.taskId, table.id)]);
