import { sql } from 'drizzle-orm';
import { boolean, date, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** Projection of ended visits: what burden, coverage and the random share are counted from. */
export const visit = disclosure.table('visit', {
  /** Division of the task; never changes. */
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  /** Division of the object once a result has told it, that of the task before. */
  divisionCode: division('division_code').notNull(),
  endedAt: instant('ended_at').notNull(),
  endedOn: date('ended_on', { mode: 'string' }).notNull(),
  direct: boolean('direct').notNull(),
  mode: text('mode'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('visit_by_day').on(table.endedOn, table.objectId),
  index('visit_by_division').on(table.divisionCode, table.endedOn, table.objectId),
  index('visit_by_task').on(table.taskId),
]);

/** Projection of formed results, item by item: what results are counted from. */
export const resultItem = disclosure.table('result_item', {
  region: division('region').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  itemId: uuid('item_id').notNull(),
  itemName: text('item_name').notNull(),
  field: text('field'),
  departmentId: uuid('department_id').notNull(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  divisionCode: division('division_code').notNull(),
  code: text('code').notNull(),
  problemFound: boolean('problem_found').notNull(),
  inspectedOn: date('inspected_on', { mode: 'string' }).notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.inspectionId, table.itemId] }),
  index('result_item_by_day').on(table.inspectedOn),
  index('result_item_by_division').on(table.divisionCode, table.inspectedOn),
  index('result_item_by_object').on(table.objectId, table.inspectedOn).where(sql`${table.problemFound}`),
]);

/** Projection of follow-ups: whether what was found was dealt with. */
export const followUp = disclosure.table('follow_up', {
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  itemId: uuid('item_id').notNull(),
  kind: text('kind').notNull(),
  openedAt: instant('opened_at').notNull(),
  closedAt: instant('closed_at'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('follow_up_by_item').on(table.inspectionId, table.itemId),
]);
