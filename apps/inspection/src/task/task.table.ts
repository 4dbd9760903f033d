import { boolean, char, date, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant } from '../inspection.table.ts';

/** Projection of planning's tasks. `modes` is null until the task is ready. */
export const task = inspectionSchema.table('task', {
  id: uuid('id').primaryKey(),
  number: text('number').notNull(),
  name: text('name').notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  departmentIds: uuid('department_ids').array().notNull(),
  divisionCode: char('division_code', { length: 6 }).notNull(),
  periodFrom: date('period_from', { mode: 'string' }).notNull(),
  periodTo: date('period_to', { mode: 'string' }).notNull(),
  modes: text('modes').array(),
  /** DIRECT tasks are not drawn by lot: chance must enter in time, content, mode or region, or a reason say why not. SY art.14(1). */
  origin: text('origin').notNull().default('PLAN'),
  /** The circumstances that sampling drew for it, or the reason against; null while neither is told. */
  circumstancesId: uuid('circumstances_id'),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  cancelledReason: text('cancelled_reason'),
  completedAt: instant('completed_at'),
});

export const taskItem = inspectionSchema.table('task_item', {
  taskId: uuid('task_id').notNull(),
  itemId: uuid('item_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  name: text('name').notNull(),
  noticeExemption: text('notice_exemption'),
}, (table) => [primaryKey({ columns: [table.taskId, table.itemId] })]);

/** Projection of sampling's draw that counts for a task. Its objects are the only ones that may be visited. */
export const taskDraw = inspectionSchema.table('task_draw', {
  taskId: uuid('task_id').primaryKey(),
  drawId: uuid('draw_id').notNull(),
  /** Grows with each approved change of the list; 0 as dispatched. */
  version: integer('version').notNull(),
  dispatchedAt: instant('dispatched_at').notNull(),
});

export const taskObject = inspectionSchema.table('task_object', {
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  /** False once the object left the list by an approved change. */
  drawn: boolean('drawn').notNull(),
}, (table) => [primaryKey({ columns: [table.taskId, table.objectId] })]);
