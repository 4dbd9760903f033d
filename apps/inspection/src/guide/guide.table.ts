import { index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant } from '../inspection.table.ts';

/** Projection of the registry's guides in force: what is to be checked for an item. */
export const itemGuide = inspectionSchema.table('item_guide', {
  itemId: uuid('item_id').primaryKey(),
  guideId: uuid('guide_id').notNull(),
  checkPoints: text('check_points').array().notNull(),
});

/** A participating department's own rules for its items of a task. CC art.11. */
export const ownRules = inspectionSchema.table('own_rules', {
  taskId: uuid('task_id').notNull(),
  itemId: uuid('item_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  title: text('title').notNull(),
  content: text('content').notNull(),
  checkPoints: text('check_points').array().notNull(),
  attachedAt: instant('attached_at').notNull(),
}, (table) => [primaryKey({ columns: [table.taskId, table.itemId] }), index('own_rules_by_department').on(table.departmentId)]);
