import { check, foreignKey, index, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { followUp } from '../follow-up/follow-up.table.ts';
import { inspectionSchema, instant, region } from '../inspection.table.ts';

/** What waits for an authority outside: the case-handling system takes it and answers with its receipt. One for each transfer. */
export const caseMessage = inspectionSchema.table('case_message', {
  region: region(),
  id: uuid('id').notNull(),
  followUpId: uuid('follow_up_id').notNull(),
  target: text('target').notNull(),
  taskNumber: text('task_number').notNull(),
  objectName: text('object_name').notNull(),
  description: text('description').notNull(),
  state: text('state', { enum: ['QUEUED', 'RECEIVED'] }).notNull(),
  receipt: text('receipt'),
  queuedAt: instant('queued_at').notNull(),
  receivedAt: instant('received_at'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('case_message_once').on(table.region, table.followUpId, table.queuedAt),
  index('case_message_by_id').on(table.id),
  index('case_message_by_follow_up').on(table.followUpId),
  index('case_message_waiting').on(table.target, table.id).where(sql`state = 'QUEUED'`),
  check('case_message_state', sql`state in ('QUEUED', 'RECEIVED')`),
  foreignKey({ name: 'case_message_of_follow_up', columns: [table.region, table.followUpId], foreignColumns: [followUp.region, followUp.id] }),
]);
