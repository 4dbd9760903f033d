import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** Figures of a report by their field, as the platform counted them. */
export type ReportFigures = Readonly<Record<string, number>>;

/** The report of a department for a month (SY art.7(3)) or for the demands of a quarter (GA art.47). */
export const periodicReport = disclosure.table('periodic_report', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['MONTHLY', 'QUARTERLY_DEMAND'] }).notNull(),
  /** First day of the month or quarter. */
  periodFrom: date('period_from', { mode: 'string' }).notNull(),
  departmentId: uuid('department_id').notNull(),
  recipient: text('recipient').notNull(),
  figures: jsonb('figures').$type<ReportFigures>().notNull(),
  remark: text('remark'),
  late: boolean('late').notNull(),
  submittedBy: text('submitted_by').notNull(),
  submittedAt: instant('submitted_at').notNull(),
}, (table) => [
  unique('periodic_report_once').on(table.kind, table.periodFrom, table.departmentId),
  check('periodic_report_kind', sql`${table.kind} in ('MONTHLY', 'QUARTERLY_DEMAND')`),
  index('periodic_report_by_department').on(table.departmentId, table.id),
]);

/** A circular on the reports of a month: their sums, and who did not report. SY art.7(1). */
export const reportCircular = disclosure.table('report_circular', {
  id: uuid('id').primaryKey(),
  periodFrom: date('period_from', { mode: 'string' }).notNull(),
  divisionCode: division('division_code').notNull(),
  reports: integer('reports').notNull(),
  figures: jsonb('figures').$type<ReportFigures>().notNull(),
  missingDepartmentIds: uuid('missing_department_ids').array().notNull(),
  issuedBy: text('issued_by').notNull(),
  issuedAt: instant('issued_at').notNull(),
}, (table) => [index('report_circular_by_period').on(table.periodFrom, table.divisionCode)]);

/** Projection of inspection's demands: what the report of a quarter is counted from. */
export const demand = disclosure.table('demand', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  state: text('state').notNull(),
  registeredOn: date('registered_on', { mode: 'string' }).notNull(),
}, (table) => [index('demand_by_department').on(table.departmentId, table.registeredOn)]);
