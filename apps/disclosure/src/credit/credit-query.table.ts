import { index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';

/** Who asked for whose results, when and what for. Only ever added to. CQ 10.2. */
export const creditQuery = disclosure.table('credit_query', {
  id: uuid('id').primaryKey(),
  uscc: text('uscc').notNull(),
  purpose: text('purpose').notNull(),
  askedBy: text('asked_by').notNull(),
  departmentId: uuid('department_id').notNull(),
  results: integer('results').notNull(),
  askedAt: instant('asked_at').notNull(),
}, (table) => [index('credit_query_by_uscc').on(table.uscc, table.askedAt)]);
