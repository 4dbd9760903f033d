import { boolean, date, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

export interface ShownItem {
  readonly itemId: string;
  readonly name: string;
  readonly field: string;
  readonly itemClass: string | null;
  readonly objectType: string;
  readonly modes: readonly string[];
  readonly legalBasis: string;
  readonly leadDepartmentId: string;
  readonly participatingDepartmentIds: readonly string[];
}

/** A version of an item list as the public may read it; `visible_at` is null until every mandatory channel has it. */
export const publicItemList = disclosure.table('public_item_list', {
  id: uuid('id').primaryKey(),
  lineageId: uuid('lineage_id').notNull(),
  version: integer('version').notNull(),
  name: text('name').notNull(),
  joint: boolean('joint').notNull(),
  level: text('level').notNull(),
  divisionCode: division('division_code').notNull(),
  publishedOn: date('published_on', { mode: 'string' }).notNull(),
  supersedesId: uuid('supersedes_id'),
  items: jsonb('items').$type<readonly ShownItem[]>().notNull(),
  profile: text('profile').notNull(),
  visibleAt: instant('visible_at'),
  /** When a later version became visible. */
  supersededAt: instant('superseded_at'),
}, (table) => [index('public_item_list_by_division').on(table.divisionCode, table.publishedOn, table.id), index('public_item_list_newest').on(table.publishedOn, table.id)]);
