import { boolean, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';

/** Fields in which inspecting together is the rule. */
export const jointField = planning.table('joint_field', {
  field: text('field').notNull(),
  divisionCode: text('division_code').notNull(),
  marked: boolean('marked').notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
}, (table) => [primaryKey({ columns: [table.field, table.divisionCode] })]);

/** Items of an industry that are inspected in one go. */
export const industryBundle = planning.table('industry_bundle', {
  id: uuid('id').primaryKey(),
  industry: text('industry').notNull(),
  divisionCode: text('division_code').notNull(),
  departmentId: uuid('department_id').notNull(),
  itemIds: uuid('item_ids').array().notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
});
