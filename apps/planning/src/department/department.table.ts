import { boolean, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { planning } from '../planning.table.ts';

/** The directory of departments, as the registry tells of it. */
export const department = planning.table('department', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  level: text('level').notNull(),
  divisionCode: text('division_code').notNull(),
  /** Number of the issuer within its division; it stands in task numbers, and is never given again. */
  issuerNumber: integer('issuer_number').notNull(),
  parentId: uuid('parent_id'),
  authorityBasis: text('authority_basis').notNull(),
  authorityItemIds: uuid('authority_item_ids').array(),
  profile: text('profile').notNull(),
  active: boolean('active').notNull(),
  /** What its place asks for and the registry says it lacks. */
  missingAssets: text('missing_assets').array().notNull().default([]),
}, (table) => [unique('department_issuer').on(table.divisionCode, table.issuerNumber)]);
