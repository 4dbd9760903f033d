import { sql } from 'drizzle-orm';
import { check, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const guide = registry.table('guide', {
  id: uuid('id').primaryKey(),
  /** Lineage of the item, so that a guide outlives the version of the list. */
  itemLineageId: uuid('item_lineage_id'),
  version: integer('version').notNull(),
  departmentId: uuid('department_id'),
  legalBasis: text('legal_basis'),
  contentAndMethod: text('content_and_method'),
  keyPoints: text('key_points'),
  /** Points that every inspection of the item must answer. CC art.15, GA art.30. */
  checkPoints: text('check_points').array().notNull().default([]),
  state: text('state').notNull(),
  publishedOn: date('published_on', { mode: 'string' }),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('guide_in_force').on(table.itemLineageId).where(sql`${table.state} = 'PUBLISHED'`),
  index('guide_by_item').on(table.itemLineageId, table.version),
  check('guide_state', sql`${table.state} in ('DRAFT', 'PUBLISHED', 'SUPERSEDED')`),
]);
