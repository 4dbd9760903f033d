import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { EventPayload } from '@sortition/events';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** What inspection said of the result, as it was formed. */
export type FormedResult = Pick<EventPayload<'ResultFormed'>, 'entity' | 'items' | 'code' | 'labelZh' | 'problemFound' | 'inspectedOn' | 'formedAt' | 'version' | 'rechecked'> & { readonly enteredById?: string | null };

/** The duty of one department to make its result of one visit public. It begins with the visit's end, so that a missing result is overdue too. */
export const publication = disclosure.table('publication', {
  /** Division of the task; never changes. */
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  objectId: uuid('object_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** All departments of the task: they may see it. */
  departmentIds: uuid('department_ids').array().notNull(),
  /** Division of the object once the result has told it. */
  divisionCode: division('division_code').notNull(),
  state: text('state', { enum: ['DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING', 'PUBLISHED', 'REDACTED', 'WITHHELD', 'CORRECTING', 'STOPPED'] }).notNull(),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  endedAt: instant('ended_at'),
  /** The day from which the limit is counted, and the last day of it; null while the event has not come. */
  triggeredOn: date('triggered_on', { mode: 'string' }),
  dueDate: date('due_date', { mode: 'string' }),
  /** Code that tells why no day could be counted, such as CALENDAR_MISSING. */
  dueProblem: text('due_problem'),
  resultId: uuid('result_id'),
  result: jsonb('result').$type<FormedResult>(),
  /** Credit code under which the result stands in public. */
  uscc: text('uscc'),
  approvedBy: text('approved_by'),
  approvedAt: instant('approved_at'),
  redactedFields: text('redacted_fields').array().notNull(),
  optionalChannels: text('optional_channels').array().notNull(),
  publishedBy: text('published_by'),
  /** When the department published; the channels take it after that. */
  publishRequestedAt: instant('publish_requested_at'),
  publishedAt: instant('published_at'),
  late: boolean('late'),
  withheldGround: text('withheld_ground'),
  withheldBasis: text('withheld_basis'),
  withheldReason: text('withheld_reason'),
  /** Grows with each sending to the channels: 1 is the publication, later ones are corrections and the withdrawal. */
  revision: integer('revision').notNull(),
  corrected: boolean('corrected').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('publication_once').on(table.region, table.inspectionId, table.departmentId),
  check('publication_state', sql`${table.state} in ('DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING', 'PUBLISHED', 'REDACTED', 'WITHHELD', 'CORRECTING', 'STOPPED')`),
  index('publication_by_id').on(table.id),
  index('publication_open_by_due').on(table.dueDate, table.id).where(sql`${table.state} in ('DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING')`),
  index('publication_by_division').on(table.divisionCode, table.state, table.dueDate),
  index('publication_by_department').on(table.departmentId, table.state, table.id),
  index('publication_by_task').on(table.taskId, table.id),
  index('publication_by_object').on(table.objectId, table.id),
  index('publication_by_result').on(table.resultId),
]);
