import { sql } from 'drizzle-orm';
import { check, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** 工作制度、工作细则、实施细则: versions of one document share department, kind and field. */
export const ruleDocument = registry.table('rule_document', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  profile: text('profile').notNull(),
  kind: text('kind').notNull(),
  /** Business field (业务领域); empty for rules of all fields. */
  field: text('field').notNull(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  content: text('content').notNull(),
  state: text('state').notNull(),
  inForceOn: date('in_force_on', { mode: 'string' }),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('rule_document_version').on(table.departmentId, table.kind, table.field, table.version),
  uniqueIndex('rule_document_in_force').on(table.departmentId, table.kind, table.field).where(sql`${table.state} = 'IN_FORCE'`),
  index('rule_document_by_field').on(table.profile, table.kind, table.field),
  check('rule_document_kind', sql`${table.kind} in ('WORK_SYSTEM', 'WORK_RULES', 'DETAILED_RULES')`),
  check('rule_document_state', sql`${table.state} in ('DRAFT', 'IN_FORCE', 'SUPERSEDED')`),
]);

/** The items of the tasks that planning has told of, so that a task shows the rules of its field. */
export const taskOfItems = registry.table('task_of_items', {
  taskId: uuid('task_id').primaryKey(),
  profile: text('profile').notNull(),
  itemIds: uuid('item_ids').array().notNull(),
});
