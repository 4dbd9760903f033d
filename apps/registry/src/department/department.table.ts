import { sql } from 'drizzle-orm';
import { boolean, check, char, index, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const department = registry.table('department', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  level: text('level').notNull(),
  divisionCode: char('division_code', { length: 6 }).notNull(),
  parentId: uuid('parent_id'),
  authorityBasis: text('authority_basis').notNull(),
  authorityItemIds: uuid('authority_item_ids').array(),
  /** The document by which the law authorises it, or by which its power was entrusted. */
  authorityRef: text('authority_ref'),
  profile: text('profile').notNull(),
  active: boolean('active').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  index('department_by_division').on(table.divisionCode, table.id),
  index('department_by_name').on(table.name),
  check('department_level', sql`${table.level} in ('PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'DEVELOPMENT_ZONE', 'TOWNSHIP')`),
  check('department_authority', sql`${table.authorityBasis} in ('STATUTORY_DEPARTMENT', 'AUTHORISED_ORGANISATION', 'ENTRUSTED_ORGANISATION')`),
]);
