import { and, eq, sql } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Day } from '@sortition/kernel';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { inDivision } from '../division/division.store.ts';
import { department } from '../department/department.table.ts';
import type { DepartmentRow } from '../department/department.store.ts';
import { demand, periodicReport, reportCircular, type ReportFigures } from './periodic-report.table.ts';

export type PeriodicReportRow = typeof periodicReport.$inferSelect;
export type ReportCircularRow = typeof reportCircular.$inferSelect;
export type ReportKind = PeriodicReportRow['kind'];

export async function saveDemand(tx: Tx, { demandId: id, departmentId, state, registeredOn }: EventPayload<'DemandChanged'>): Promise<void> {
  const row = { departmentId, state, registeredOn };
  await tx.insert(demand).values({ id, ...row }).onConflictDoUpdate({ target: demand.id, set: row });
}

export const insertReport = (tx: Tx, row: PeriodicReportRow): Promise<unknown> => tx.insert(periodicReport).values(row);
export const insertCircular = (tx: Tx, row: ReportCircularRow): Promise<unknown> => tx.insert(reportCircular).values(row);
export const findReports = byKeys((tx, ids) => tx.select().from(periodicReport).where(among(periodicReport.id, ids)));
export const findCirculars = byKeys((tx, ids) => tx.select().from(reportCircular).where(among(reportCircular.id, ids)));

export const listReports = (tx: Tx, kind: ReportKind, periodFrom: Day): Promise<PeriodicReportRow[]> =>
  tx.select().from(periodicReport).where(and(eq(periodicReport.kind, kind), eq(periodicReport.periodFrom, periodFrom)));

/** Active departments of a division; whether they owe a report is their profile's word. */
export async function listActiveDepartments(tx: Tx, divisionCode: string | null): Promise<DepartmentRow[]> {
  return tx.select().from(department).where(and(eq(department.active, true), sql`true ${inDivision(sql`${department.divisionCode}`, divisionCode)}`)).orderBy(department.id);
}

/** The columns of the monthly form, counted over the department's tasks and results of the month. */
export async function monthlyFigures(tx: Tx, departmentId: string, from: Day, to: Day): Promise<ReportFigures> {
  const { rows } = await tx.execute<Record<string, number>>(sql`
    select (select count(distinct v.task_id)::int from disclosure.visit v join disclosure.task t on t.id = v.task_id where t.department_ids @> array[${departmentId}::uuid] and v.ended_on between ${from} and ${to}) as tasks,
      (select count(distinct r.object_id)::int from disclosure.result_item r where r.department_id = ${departmentId} and r.inspected_on between ${from} and ${to}) as objects,
      (select count(*)::int from disclosure.result_item r where r.department_id = ${departmentId} and r.problem_found and r.inspected_on between ${from} and ${to}) as problems,
      (select count(*)::int from disclosure.publication p where p.department_id = ${departmentId} and (p.published_at at time zone 'Asia/Shanghai')::date between ${from} and ${to}) as published`);
  return rows[0] ?? {};
}

/** Demands of the quarter by the state in which they are. */
export async function demandFigures(tx: Tx, departmentId: string, from: Day, to: Day): Promise<ReportFigures> {
  const { rows } = await tx.execute<{ state: string; count: number }>(sql`select state, count(*)::int as count from disclosure.demand where department_id = ${departmentId} and registered_on between ${from} and ${to} group by state order by state`);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
