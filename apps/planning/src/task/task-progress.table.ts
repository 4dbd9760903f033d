import { boolean, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';

/** Objects on the confirmed list of a task; those that an approved change took off stay, marked. */
export const taskObject = planning.table('task_object', {
  divisionCode: text('division_code').notNull(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  listed: boolean('listed').notNull(),
}, (table) => [primaryKey({ columns: [table.divisionCode, table.taskId, table.objectId] }), index('task_object_by_object').on(table.objectId)]);

/** Items of an object that have a result, directly or in the ordinary way. */
export const itemResult = planning.table('item_result', {
  divisionCode: text('division_code').notNull(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  itemId: uuid('item_id').notNull(),
}, (table) => [primaryKey({ columns: [table.divisionCode, table.taskId, table.objectId, table.itemId] })]);

/** Results of a task on their way to the public. Formed and final are told by two services, in either order. */
export const taskResult = planning.table('task_result', {
  divisionCode: text('division_code').notNull(),
  taskId: uuid('task_id').notNull(),
  resultId: uuid('result_id').notNull(),
  formedAt: instant('formed_at'),
  finalAt: instant('final_at'),
}, (table) => [primaryKey({ columns: [table.divisionCode, table.taskId, table.resultId] })]);

/** Visits of a task, and whether their dossier is sealed. */
export const taskVisit = planning.table('task_visit', {
  divisionCode: text('division_code').notNull(),
  taskId: uuid('task_id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  archivedAt: instant('archived_at'),
}, (table) => [primaryKey({ columns: [table.divisionCode, table.taskId, table.inspectionId] })]);
