import { index, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const regulatoryMatter = registry.table('regulatory_matter', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  legalBasis: text('legal_basis'),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [index('regulatory_matter_by_department').on(table.departmentId, table.id)]);

/** 检查实施清单: what of the matters is inspected. */
export const implementationEntry = registry.table('implementation_entry', {
  id: uuid('id').primaryKey(),
  matterId: uuid('matter_id').notNull().references(() => regulatoryMatter.id),
  departmentId: uuid('department_id').notNull(),
  name: text('name').notNull(),
  content: text('content'),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [index('implementation_entry_by_matter').on(table.matterId), index('implementation_entry_by_department').on(table.departmentId, table.id)]);
