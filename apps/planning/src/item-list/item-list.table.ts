import { boolean, date, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { planning } from '../planning.table.ts';

/** Item lists that are or were public; lists in preparation are not known here. */
export const itemList = planning.table('item_list', {
  id: uuid('id').primaryKey(),
  lineageId: uuid('lineage_id').notNull(),
  version: integer('version').notNull(),
  name: text('name').notNull(),
  joint: boolean('joint').notNull(),
  /** Level of government that published it; null for lists that were told before it was kept. */
  level: text('level'),
  divisionCode: text('division_code').notNull(),
  publishedOn: date('published_on').notNull(),
  superseded: boolean('superseded').notNull(),
});

export const listItem = planning.table('list_item', {
  id: uuid('id').primaryKey(),
  listId: uuid('list_id').notNull().references(() => itemList.id),
  lineageId: uuid('lineage_id').notNull(),
  name: text('name').notNull(),
  field: text('field').notNull(),
  itemClass: text('item_class'),
  objectType: text('object_type').notNull(),
  modes: text('modes').array().notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  participatingDepartmentIds: uuid('participating_department_ids').array().notNull(),
  ratioMax: text('ratio_max'),
  noticeExemption: text('notice_exemption'),
  guideId: uuid('guide_id'),
  legalBasisRepealedOn: date('legal_basis_repealed_on'),
  family: text('family'),
}, (table) => [index('list_item_by_list').on(table.listId)]);
