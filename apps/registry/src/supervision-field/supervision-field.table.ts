import { sql } from 'drizzle-orm';
import { check, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const supervisionField = registry.table('supervision_field', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  name: text('name').notNull(),
  fieldClass: text('field_class').notNull(),
  ground: text('ground'),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('supervision_field_by_name').on(table.departmentId, table.name),
  check('supervision_field_class', sql`${table.fieldClass} in ('GENERAL_FIELD', 'SPECIAL_KEY_FIELD')`),
]);
