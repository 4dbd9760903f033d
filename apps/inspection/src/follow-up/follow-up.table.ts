import { check, date, foreignKey, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

export const FOLLOW_UP_STATES = ['OPEN', 'ORDERED', 'TRANSFERRED', 'ACCEPTED', 'REFUSED', 'IN_HANDLING', 'OVERDUE', 'CLOSED'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const followUp = inspectionSchema.table('follow_up', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  objectId: uuid('object_id').notNull(),
  objectName: text('object_name').notNull(),
  itemId: uuid('item_id').notNull(),
  kind: text('kind').notNull(),
  state: text('state', { enum: FOLLOW_UP_STATES }).notNull(),
  foundById: uuid('found_by_id').notNull(),
  responsibleDepartmentId: uuid('responsible_department_id').notNull(),
  description: text('description').notNull(),
  orderText: text('order_text'),
  dueOn: date('due_on', { mode: 'string' }),
  transferredToId: uuid('transferred_to_id'),
  transferTarget: text('transfer_target'),
  transferReason: text('transfer_reason'),
  caseNumber: text('case_number'),
  outcome: text('outcome'),
  openedAt: instant('opened_at').notNull(),
  closedAt: instant('closed_at'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('follow_up_by_id').on(table.id),
  index('follow_up_by_inspection').on(table.inspectionId, table.id),
  index('follow_up_by_responsible').on(table.responsibleDepartmentId, table.state, table.id),
  index('follow_up_by_receiver').on(table.transferredToId, table.id),
  index('follow_up_by_state').on(table.region, table.state, table.id),
  index('follow_up_due').on(table.state, table.dueOn),
  check('follow_up_state', sql`state in ('OPEN', 'ORDERED', 'TRANSFERRED', 'ACCEPTED', 'REFUSED', 'IN_HANDLING', 'OVERDUE', 'CLOSED')`),
  foreignKey({ name: 'follow_up_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
