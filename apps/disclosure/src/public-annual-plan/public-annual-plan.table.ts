import { boolean, date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

export interface ShownPlanEntry {
  readonly entryId: string;
  readonly name: string;
  readonly leadDepartmentId: string;
  readonly participatingDepartmentIds: readonly string[];
  readonly items: readonly { readonly itemId: string; readonly name: string; readonly departmentId: string }[];
  readonly objectScope: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly ratio: string;
  readonly objectCount: number;
}

/** A revision of an annual plan as the public may read it; `visible_at` is null until every mandatory channel has it. */
export const publicAnnualPlan = disclosure.table('public_annual_plan', {
  divisionCode: division('division_code').notNull(),
  planId: uuid('plan_id').notNull(),
  revision: integer('revision').notNull(),
  name: text('name').notNull(),
  year: integer('year').notNull(),
  departmentId: uuid('department_id').notNull(),
  level: text('level').notNull(),
  publishedOn: date('published_on', { mode: 'string' }).notNull(),
  late: boolean('late').notNull(),
  reason: text('reason'),
  entries: jsonb('entries').$type<readonly ShownPlanEntry[]>().notNull(),
  visibleAt: instant('visible_at'),
  /** When a later revision became visible. */
  supersededAt: instant('superseded_at'),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.planId, table.revision] }),
  index('public_annual_plan_by_plan').on(table.planId, table.revision),
  index('public_annual_plan_by_year').on(table.year, table.planId),
  index('public_annual_plan_by_division').on(table.divisionCode, table.year, table.planId),
]);
