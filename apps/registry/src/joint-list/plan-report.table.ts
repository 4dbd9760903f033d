import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { registry } from '../registry.table.ts';

/** Plans that departments have reported by publishing them: what the office compiles the joint list from. */
export const planReport = registry.table('plan_report', {
  departmentId: uuid('department_id').notNull(),
  year: integer('year').notNull(),
  profile: text('profile').notNull(),
  planId: uuid('plan_id').notNull(),
  revision: integer('revision').notNull(),
}, (table) => [primaryKey({ columns: [table.departmentId, table.year] })]);
