import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import type { IndicatorName } from './indicator.rules.ts';
import { inDivision } from '../division/division.store.ts';

export interface IndicatorScope {
  readonly from: Day;
  readonly to: Day;
  readonly divisionCode?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly field?: string | null | undefined;
}

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

interface Row extends Record<string, unknown> { readonly numerator: string; readonly denominator: string }

async function fraction(tx: Tx, numerator: SQL, denominator: SQL, rest: SQL): Promise<Fraction> {
  const { rows } = await tx.execute<Row>(sql`select ${numerator} as numerator, ${denominator} as denominator ${rest}`);
  return { numerator: Number(rows[0]?.numerator ?? 0), denominator: Number(rows[0]?.denominator ?? 0) };
}

const dayOfShanghai = (column: SQL): SQL => sql`(${column} at time zone 'Asia/Shanghai')::date`;
const taskOf = (task: SQL, departmentId: string | null | undefined): SQL =>
  (departmentId == null ? sql`` : sql`and exists (select from disclosure.task t where t.id = ${task} and t.department_ids @> array[${departmentId}::uuid])`);
const visitedIn = ({ from, to, divisionCode, departmentId }: IndicatorScope): SQL =>
  sql`v.ended_on between ${from} and ${to} ${inDivision(sql`v.division_code`, divisionCode)} ${taskOf(sql`v.task_id`, departmentId)}`;
const resultsIn = ({ from, to, divisionCode, departmentId, field }: IndicatorScope): SQL =>
  sql`r.inspected_on between ${from} and ${to} ${inDivision(sql`r.division_code`, divisionCode)} ${departmentId == null ? sql`` : sql`and r.department_id = ${departmentId}`} ${field == null ? sql`` : sql`and r.field = ${field}`}`;

// of a field only those objects count whose visit had an item of it, over those that the directory tags with it
async function coverage(tx: Tx, scope: IndicatorScope): Promise<Fraction> {
  const { field, divisionCode } = scope;
  const ofField = field == null ? sql`` : sql`and exists (select from disclosure.result_item r where r.region = v.region and r.inspection_id = v.id and r.field = ${field})`;
  const tagged = field == null ? sql`` : sql`and tags @> array[${`FIELD:${field}`}]`;
  return fraction(tx,
    sql`(select count(distinct v.object_id) from disclosure.visit v where ${visitedIn(scope)} ${ofField})`,
    sql`(select count(*) from disclosure.directory_object where active ${inDivision(sql`division_code`, divisionCode)} ${tagged})`, sql``);
}

const sampledShare = (tx: Tx, scope: IndicatorScope): Promise<Fraction> => fraction(tx, sql`count(d.object_id)`, sql`count(*)`,
  sql`from disclosure.visit v left join disclosure.drawn_object d on d.region = v.region and d.task_id = v.task_id and d.object_id = v.object_id where ${visitedIn(scope)}`);

const jointRate = (tx: Tx, { from, to, divisionCode, departmentId }: IndicatorScope): Promise<Fraction> => fraction(tx,
  sql`count(*) filter (where cardinality(department_ids) > 1)`, sql`count(*)`,
  sql`from disclosure.task where ${dayOfShanghai(sql`drawn_at`)} between ${from} and ${to} ${inDivision(sql`division_code`, divisionCode)} ${departmentId == null ? sql`` : sql`and department_ids @> array[${departmentId}::uuid]`}`);

const onTimeRate = (tx: Tx, { from, to, divisionCode, departmentId }: IndicatorScope, today: Day): Promise<Fraction> => fraction(tx,
  sql`count(*) filter (where published_at is not null and not late)`, sql`count(*)`,
  sql`from disclosure.publication where due_date between ${from} and ${to} and state <> 'WITHHELD' and (published_at is not null or due_date < ${today})
    ${inDivision(sql`division_code`, divisionCode)} ${departmentId == null ? sql`` : sql`and department_id = ${departmentId}`}`);

const handlingRate = (tx: Tx, scope: IndicatorScope): Promise<Fraction> => fraction(tx,
  sql`count(*) filter (where exists (select from disclosure.follow_up f where f.inspection_id = r.inspection_id and f.item_id = r.item_id and f.closed_at is not null))`, sql`count(*)`,
  sql`from disclosure.result_item r where r.problem_found and ${resultsIn(scope)}`);

const discoveryRate = (tx: Tx, scope: IndicatorScope): Promise<Fraction> => fraction(tx,
  sql`count(distinct r.inspection_id) filter (where r.problem_found)`, sql`count(distinct r.inspection_id)`, sql`from disclosure.result_item r where ${resultsIn(scope)}`);

const withTask = ({ from, to }: IndicatorScope): SQL =>
  sql`exists (select from disclosure.task t where t.department_ids @> array[d.id] and ${dayOfShanghai(sql`t.created_at`)} between ${from} and ${to})`;

const departmentCoverage = (tx: Tx, scope: IndicatorScope): Promise<Fraction> => fraction(tx, sql`count(*) filter (where ${withTask(scope)})`, sql`count(*)`,
  sql`from disclosure.department d where d.active ${inDivision(sql`d.division_code`, scope.divisionCode)}`);

/** Active departments of the scope that took part in no task. CC art.1. */
export async function departmentsWithoutTask(tx: Tx, scope: IndicatorScope, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select d.id from disclosure.department d where d.active ${inDivision(sql`d.division_code`, scope.divisionCode)} and not ${withTask(scope)} order by d.id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Numerator and denominator of an indicator, each counted from records. SAMR 4. */
export function countIndicator(tx: Tx, name: IndicatorName, scope: IndicatorScope, today: Day): Promise<Fraction> {
  switch (name) {
    case 'COVERAGE': return coverage(tx, scope);
    case 'SAMPLED_HOUSEHOLD_SHARE':
    case 'DOUBLE_RANDOM_SHARE': return sampledShare(tx, scope);
    case 'JOINT_DOUBLE_RANDOM_RATE': return jointRate(tx, scope);
    case 'ON_TIME_PUBLICATION_RATE': return onTimeRate(tx, scope, today);
    case 'PROBLEM_HANDLING_RATE': return handlingRate(tx, scope);
    case 'PROBLEM_DISCOVERY_RATE': return discoveryRate(tx, scope);
    case 'DEPARTMENT_COVERAGE': return departmentCoverage(tx, scope);
  }
}
