import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** Outbox of what goes to the channels. Written with the decision, drained by the job `deliver-to-channel`; a row that stays PENDING is being retried. */
export const channelMessage = disclosure.table('channel_message', {
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  subjectKind: text('subject_kind', { enum: ['RESULT', 'PLAN', 'ITEM_LIST', 'HANDLING_DECISION'] }).notNull(),
  subjectId: uuid('subject_id').notNull(),
  revision: integer('revision').notNull(),
  operation: text('operation', { enum: ['PUBLISH', 'CORRECT', 'WITHDRAW'] }).notNull(),
  channel: text('channel').notNull(),
  /** How it was reached when it was last tried; null before. */
  channelKind: text('channel_kind', { enum: ['OWN_REGISTER', 'HTTP'] }),
  mandatory: boolean('mandatory').notNull(),
  /** What the channel is sent, to the letter; nothing in it is not public. */
  payload: jsonb('payload').notNull(),
  state: text('state', { enum: ['PENDING', 'DELIVERED'] }).notNull(),
  attempts: integer('attempts').notNull(),
  lastError: text('last_error'),
  lastAttemptAt: instant('last_attempt_at'),
  receiptNumber: text('receipt_number'),
  deliveredAt: instant('delivered_at'),
  createdAt: instant('created_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('channel_message_once').on(table.region, table.subjectId, table.revision, table.channel),
  check('channel_message_state', sql`${table.state} in ('PENDING', 'DELIVERED') and (${table.state} = 'DELIVERED') = (${table.receiptNumber} is not null)`),
  index('channel_message_by_id').on(table.id),
  index('channel_message_by_subject').on(table.subjectId, table.revision),
  index('channel_message_pending').on(table.createdAt).where(sql`${table.state} = 'PENDING'`),
]);
