import { sql } from 'drizzle-orm';
import { boolean, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division } from '../disclosure.table.ts';

/** Projection of the object directory, as small as counting allows: the denominator of coverage, and the industry of a warning. */
export const directoryObject = disclosure.table('directory_object', {
  divisionCode: division('division_code').notNull(),
  objectId: uuid('object_id').notNull(),
  /** Tags such as `INDUSTRY:5210` or `FIELD:食品`. */
  tags: text('tags').array().notNull(),
  riskLevel: text('risk_level'),
  creditLevel: text('credit_level'),
  active: boolean('active').notNull(),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.objectId] }),
  index('directory_object_by_id').on(table.objectId),
  index('directory_object_active').on(table.divisionCode).where(sql`${table.active}`),
]);

/** Who answers for an object that has no credit code of its own, as the directory said when a list was dispatched. CQ 8.8.1. */
export const objectHolder = disclosure.table('object_holder', {
  divisionCode: division('division_code').notNull(),
  objectId: uuid('object_id').notNull(),
  responsibleUscc: text('responsible_uscc').notNull(),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.objectId] }),
  index('object_holder_by_id').on(table.objectId),
]);

/** Published items: results are counted by their fields, and what had no task by themselves. */
export const listedItem = disclosure.table('listed_item', {
  itemId: uuid('item_id').primaryKey(),
  field: text('field').notNull(),
  name: text('name').notNull().default(''),
  lineageId: uuid('lineage_id'),
  listId: uuid('list_id'),
  divisionCode: division('division_code'),
  /** False once a newer version of its list is public. */
  inForce: boolean('in_force').notNull().default(true),
}, (table) => [index('listed_item_in_force').on(table.divisionCode).where(sql`${table.inForce}`), index('listed_item_by_list').on(table.listId)]);
