import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import { meansOf } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import type { ShownState } from '../publication/publication.rules.ts';
import type { Period } from './indicator.rules.ts';
import { inDivision } from '../division/division.store.ts';

export type ResultGroup = 'ITEM' | 'FIELD' | 'REGION' | 'DEPARTMENT' | 'RESULT_CODE' | 'MONTH';
export type WarningGroup = 'OBJECT' | 'REGION' | 'INDUSTRY' | 'SYSTEM';

const GROUP_COLUMN: Readonly<Record<ResultGroup, SQL>> = {
  ITEM: sql`r.item_id::text`, FIELD: sql`r.field`, REGION: sql`r.division_code::text`, DEPARTMENT: sql`r.department_id::text`,
  RESULT_CODE: sql`r.code`, MONTH: sql`to_char(r.inspected_on, 'YYYY-MM')`,
};

export interface ResultCount {
  readonly keys: readonly (string | null)[];
  readonly results: number;
  readonly problems: number;
}

/** Results counted by up to three groupings; one group more than `limit` tells that there are too many. CQ 10.1. */
export async function countResults(tx: Tx, groupBy: readonly ResultGroup[], { from, to }: Period, divisionCode: string | null, limit: number): Promise<ResultCount[]> {
  const keys = sql.join(groupBy.map((group) => GROUP_COLUMN[group]), sql`, `);
  const { rows } = await tx.execute<{ keys: (string | null)[]; results: number; problems: number }>(sql`
    select array[${keys}] as keys, count(*)::int as results, count(*) filter (where r.problem_found)::int as problems
    from disclosure.result_item r where r.inspected_on between ${from} and ${to} ${inDivision(sql`r.division_code`, divisionCode)}
    group by 1 order by 1 limit ${limit + 1}`);
  return rows;
}

export type VisitGroup = 'MEANS' | 'MODE';

/** Ended visits by the means of their task (SY art.4), or by their mode. */
export async function countVisits(tx: Tx, group: VisitGroup, { from, to }: Period, divisionCode: string | null): Promise<{ readonly key: string | null; readonly visits: number }[]> {
  const { rows } = await tx.execute<{ key: string | null; visits: number }>(sql`
    select ${group === 'MEANS' ? sql`t.origin` : sql`v.mode`} as key, count(*)::int as visits from disclosure.visit v join disclosure.task t on t.id = v.task_id
    where v.ended_on between ${from} and ${to} ${inDivision(sql`v.division_code`, divisionCode)} group by 1 order by 1`);
  if (group === 'MODE') return rows;
  const counted = new Map<string, number>();
  for (const { key, visits } of rows) counted.set(meansOf(key ?? 'PLAN'), (counted.get(meansOf(key ?? 'PLAN')) ?? 0) + visits);
  return [...counted].map(([key, visits]) => ({ key, visits })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

const burdened = (year: number, limit: number, divisionCode: string | null): SQL => sql`
  select object_id, count(*)::int as visits from disclosure.visit v
  where ended_on between ${`${year}-01-01`} and ${`${year}-12-31`} ${inDivision(sql`v.division_code`, divisionCode)}
  group by object_id having count(*) > ${limit}`;

export async function countBurdened(tx: Tx, year: number, limit: number, divisionCode: string | null): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from (${burdened(year, limit, divisionCode)}) as burdened`);
  return rows[0]?.count ?? 0;
}

/** Objects visited more often than the limit, most visited first. CQ 7.5. */
export async function listBurdened(tx: Tx, year: number, limit: number, divisionCode: string | null, first: number): Promise<{ readonly objectId: string; readonly visits: number }[]> {
  const { rows } = await tx.execute<{ object_id: string; visits: number }>(sql`${burdened(year, limit, divisionCode)} order by visits desc, object_id limit ${first}`);
  return rows.map(({ object_id: objectId, visits }) => ({ objectId, visits }));
}

export interface Warning {
  readonly key: string;
  readonly problems: number;
  readonly results: number;
}

const WARNING_KEY: Readonly<Record<WarningGroup, SQL>> = {
  OBJECT: sql`r.object_id::text`, REGION: sql`r.division_code::text`, SYSTEM: sql`'ALL'`,
  INDUSTRY: sql`(select left(substr(tag, 10), 2) from disclosure.directory_object o, unnest(o.tags) as tag where o.object_id = r.object_id and o.active and tag like 'INDUSTRY:%' limit 1)`,
};

/** Groups whose share of problems is above the threshold, gravest first. CQ 10.1. */
export async function listWarnings(tx: Tx, group: WarningGroup, { from, to }: Period, divisionCode: string | null, threshold: number, first: number): Promise<Warning[]> {
  const { rows } = await tx.execute<{ key: string; problems: number; results: number }>(sql`
    select key, count(*) filter (where problem_found)::int as problems, count(*)::int as results
    from (select ${WARNING_KEY[group]} as key, r.problem_found from disclosure.result_item r where r.inspected_on between ${from} and ${to} ${inDivision(sql`r.division_code`, divisionCode)}) as r
    where key is not null group by key having count(*) filter (where problem_found) > ${threshold}::float8 * count(*)
    order by count(*) filter (where problem_found)::float8 / count(*) desc, key limit ${first}`);
  return rows;
}

export interface Overview {
  readonly publications: readonly { readonly state: ShownState; readonly count: number }[];
  readonly overdue: number;
  readonly dueSoon: number;
  readonly late: number;
  readonly publicResults: number;
  readonly problemResults: number;
}

/** The publications of a division by the state that they show, in two statements. */
export async function overviewOf(tx: Tx, divisionCode: string, today: Day): Promise<Overview> {
  const open = sql`state in ('DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING')`;
  const { rows } = await tx.execute<{ state: ShownState; count: number; overdue: number; due_soon: number; late: number }>(sql`
    select case when state in ('DUE', 'UNDER_APPROVAL', 'READY') and due_date < ${today}::date then 'OVERDUE' else state end as state, count(*)::int as count,
      count(*) filter (where ${open} and due_date < ${today}::date)::int as overdue,
      count(*) filter (where ${open} and due_date between ${today}::date and ${today}::date + 5)::int as due_soon, count(*) filter (where late)::int as late
    from disclosure.publication p where true ${inDivision(sql`p.division_code`, divisionCode)} group by 1 order by 1`);
  const shown = await tx.execute<{ results: number; problems: number }>(sql`
    select count(*)::int as results, count(*) filter (where problem_found)::int as problems from disclosure.public_result p where stopped_at is null ${inDivision(sql`p.division_code`, divisionCode)}`);
  const sum = (figureOf: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + figureOf(row), 0);
  return {
    publications: rows.map(({ state, count }) => ({ state, count })), overdue: sum((row) => row.overdue), dueSoon: sum((row) => row.due_soon), late: sum((row) => row.late),
    publicResults: shown.rows[0]?.results ?? 0, problemResults: shown.rows[0]?.problems ?? 0,
  };
}
