import { sql } from 'drizzle-orm';
import { boolean, check, date, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** The duty of a department to make its decision about an object public, with its own limit. SY art.16, CC art.4. */
export const handlingDecision = disclosure.table('handling_decision', {
  /** Division of the task; never changes. */
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  objectId: uuid('object_id').notNull(),
  objectName: text('object_name').notNull(),
  divisionCode: division('division_code').notNull(),
  departmentId: uuid('department_id').notNull(),
  departmentName: text('department_name'),
  kind: text('kind', { enum: ['ORDER', 'COERCION', 'PENALTY'] }).notNull(),
  decisionNumber: text('decision_number'),
  madeOn: date('made_on', { mode: 'string' }).notNull(),
  dueDate: date('due_date', { mode: 'string' }),
  state: text('state', { enum: ['DUE', 'PUBLISHING', 'PUBLISHED'] }).notNull(),
  /** What the public reads of it, as the department wrote it. */
  publicText: text('public_text'),
  publishedBy: text('published_by'),
  publishedAt: instant('published_at'),
  late: boolean('late'),
  profile: text('profile').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  check('handling_decision_state', sql`${table.state} in ('DUE', 'PUBLISHING', 'PUBLISHED')`),
  index('handling_decision_by_id').on(table.id),
  index('handling_decision_by_department').on(table.departmentId, table.state, table.id),
  index('handling_decision_public').on(table.publishedAt, table.id).where(sql`${table.state} = 'PUBLISHED'`),
]);
