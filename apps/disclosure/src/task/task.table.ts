import { date, index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { EventPayload } from '@sortition/events';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** Projection of planning's tasks: whose they are, under which rules, and when they were completed. */
export const task = disclosure.table('task', {
  id: uuid('id').primaryKey(),
  number: text('number').notNull(),
  name: text('name').notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  /** Lead and participants. */
  departmentIds: uuid('department_ids').array().notNull(),
  divisionCode: division('division_code').notNull(),
  periodFrom: date('period_from', { mode: 'string' }).notNull(),
  periodTo: date('period_to', { mode: 'string' }).notNull(),
  items: jsonb('items').$type<EventPayload<'TaskCreated'>['items']>().notNull(),
  origin: text('origin').notNull().default('PLAN'),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  /** When its objects were drawn and the list confirmed; the first draw counts. */
  drawnAt: instant('drawn_at'),
  completedAt: instant('completed_at'),
  cancelledAt: instant('cancelled_at'),
}, (table) => [index('task_by_division').on(table.divisionCode, table.createdAt)]);

/** Objects that a confirmed draw brought into a task: visits to others were not random. */
export const drawnObject = disclosure.table('drawn_object', {
  region: division('region').notNull(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  drawId: uuid('draw_id').notNull(),
}, (table) => [primaryKey({ columns: [table.region, table.taskId, table.objectId] })]);
