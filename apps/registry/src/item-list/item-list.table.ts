import { sql } from 'drizzle-orm';
import { boolean, char, check, date, doublePrecision, index, integer, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const itemList = registry.table('item_list', {
  id: uuid('id').primaryKey(),
  lineageId: uuid('lineage_id').notNull(),
  version: integer('version').notNull(),
  name: text('name').notNull(),
  joint: boolean('joint').notNull(),
  level: text('level').notNull(),
  divisionCode: char('division_code', { length: 6 }).notNull(),
  departmentId: uuid('department_id').notNull(),
  state: text('state').notNull(),
  cause: text('cause').notNull(),
  basedOnId: uuid('based_on_id'),
  supersedesId: uuid('supersedes_id'),
  profile: text('profile').notNull(),
  /** Code of the jurisdiction; `profile` is the id of the version of its rules. */
  profileCode: text('profile_code').notNull(),
  profileHash: text('profile_hash').notNull(),
  keyMaxShare: doublePrecision('key_max_share'),
  keyShareJustification: text('key_share_justification'),
  publishedOn: date('published_on', { mode: 'string' }),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('item_list_version').on(table.lineageId, table.version),
  uniqueIndex('item_list_one_public').on(table.lineageId).where(sql`${table.state} = 'PUBLISHED'`),
  index('item_list_by_division').on(table.divisionCode, table.id),
  index('item_list_by_department').on(table.departmentId, table.id),
  check('item_list_state', sql`${table.state} in ('DRAFT', 'IN_AGREEMENT', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHING', 'PUBLISHED', 'SUPERSEDED', 'REJECTED')`),
]);

export const itemListReview = registry.table('item_list_review', {
  id: uuid('id').primaryKey(),
  listId: uuid('list_id').notNull().references(() => itemList.id),
  step: text('step').notNull(),
  decision: text('decision').notNull(),
  comment: text('comment'),
  by: text('by').notNull(),
  at: instant('at').notNull(),
}, (table) => [
  index('item_list_review_by_list').on(table.listId, table.id),
  check('item_list_review_decision', sql`${table.decision} in ('APPROVED', 'RETURNED', 'REJECTED')`),
]);

export const itemListReceipt = registry.table('item_list_receipt', {
  listId: uuid('list_id').notNull().references(() => itemList.id),
  channel: text('channel').notNull(),
  receiptNumber: text('receipt_number').notNull(),
  deliveredAt: instant('delivered_at').notNull(),
}, (table) => [primaryKey({ columns: [table.listId, table.channel] })]);
