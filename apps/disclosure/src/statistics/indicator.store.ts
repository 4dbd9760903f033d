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
  /** Only results about objects of this risk class. */
  readonly riskLevel?: string | null | undefined;
  readonly field?: string | null | undefined;
}

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** The scope as a statement reads it: the department is a value, or the column of a ranking. */
interface Counted extends Omit<IndicatorScope, 'departmentId'> {
  readonly departmentId: SQL | null;
}

interface Row extends Record<string, unknown> { readonly numerator: string; readonly denominator: string }

const fraction = (numerator: SQL, denominator: SQL, rest: SQL): SQL => sql`select ${numerator} as numerator, ${denominator} as denominator ${rest}`;
const fractionOf = (row: Row | undefined): Fraction => ({ numerator: Number(row?.numerator ?? 0), denominator: Number(row?.denominator ?? 0) });

const dayOfShanghai = (column: SQL): SQL => sql`(${column} at time zone 'Asia/Shanghai')::date`;
const taskOf = (task: SQL, departmentId: SQL | null): SQL =>
  (departmentId === null ? sql`` : sql`and exists (select from disclosure.task t where t.id = ${task} and t.department_ids @> array[${departmentId}::uuid])`);
const visitedIn = ({ from, to, divisionCode, departmentId }: Counted): SQL =>
  sql`v.ended_on between ${from} and ${to} ${inDivision(sql`v.division_code`, divisionCode)} ${taskOf(sql`v.task_id`, departmentId)}`;
const resultsIn = ({ from, to, divisionCode, departmentId, riskLevel, field }: Counted): SQL =>
  sql`r.inspected_on between ${from} and ${to} ${inDivision(sql`r.division_code`, divisionCode)} ${departmentId === null ? sql`` : sql`and r.department_id = ${departmentId}`}
    ${riskLevel == null ? sql`` : sql`and exists (select from disclosure.directory_object o where o.object_id = r.object_id and o.active and o.risk_level = ${riskLevel})`} ${field == null ? sql`` : sql`and r.field = ${field}`}`;

// of a field only those objects count whose visit had an item of it, over those that the directory tags with it
function coverage(scope: Counted): SQL {
  const { field, divisionCode } = scope;
  const ofField = field == null ? sql`` : sql`and exists (select from disclosure.result_item r where r.region = v.region and r.inspection_id = v.id and r.field = ${field})`;
  const tagged = field == null ? sql`` : sql`and tags @> array[${`FIELD:${field}`}]`;
  return fraction(
    sql`(select count(distinct v.object_id) from disclosure.visit v where ${visitedIn(scope)} ${ofField})`,
    sql`(select count(*) from disclosure.directory_object where active ${inDivision(sql`division_code`, divisionCode)} ${tagged})`, sql``);
}

const sampledShare = (scope: Counted): SQL => fraction( sql`count(d.object_id)`, sql`count(*)`,
  sql`from disclosure.visit v left join disclosure.drawn_object d on d.region = v.region and d.task_id = v.task_id and d.object_id = v.object_id where ${visitedIn(scope)}`);

const jointRate = ({ from, to, divisionCode, departmentId }: Counted): SQL => fraction(
  sql`count(*) filter (where cardinality(department_ids) > 1)`, sql`count(*)`,
  sql`from disclosure.task where ${dayOfShanghai(sql`drawn_at`)} between ${from} and ${to} ${inDivision(sql`division_code`, divisionCode)} ${departmentId === null ? sql`` : sql`and department_ids @> array[${departmentId}::uuid]`}`);

const onTimeRate = ({ from, to, divisionCode, departmentId }: Counted, today: Day): SQL => fraction(
  sql`count(*) filter (where published_at is not null and not late)`, sql`count(*)`,
  sql`from disclosure.publication where due_date between ${from} and ${to} and state <> 'WITHHELD' and (published_at is not null or due_date < ${today})
    ${inDivision(sql`division_code`, divisionCode)} ${departmentId === null ? sql`` : sql`and department_id = ${departmentId}`}`);

const handlingRate = (scope: Counted): SQL => fraction(
  sql`count(*) filter (where exists (select from disclosure.follow_up f where f.inspection_id = r.inspection_id and f.item_id = r.item_id and f.closed_at is not null))`, sql`count(*)`,
  sql`from disclosure.result_item r where r.problem_found and ${resultsIn(scope)}`);

const discoveryRate = (scope: Counted): SQL => fraction(
  sql`count(distinct r.inspection_id) filter (where r.problem_found)`, sql`count(distinct r.inspection_id)`, sql`from disclosure.result_item r where ${resultsIn(scope)}`);

const withTask = ({ from, to }: Pick<IndicatorScope, 'from' | 'to'>): SQL =>
  sql`exists (select from disclosure.task t where t.department_ids @> array[d.id] and ${dayOfShanghai(sql`t.created_at`)} between ${from} and ${to})`;

const departmentCoverage = (scope: Counted): SQL => fraction( sql`count(*) filter (where ${withTask(scope)})`, sql`count(*)`,
  sql`from disclosure.department d where d.active ${inDivision(sql`d.division_code`, scope.divisionCode)}`);

/** Active departments of the scope that took part in no task. CC art.1. */
export async function departmentsWithoutTask(tx: Tx, scope: IndicatorScope, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select d.id from disclosure.department d where d.active ${inDivision(sql`d.division_code`, scope.divisionCode)} and not ${withTask(scope)} order by d.id limit ${limit}`);
  return rows.map(({ id }) => id);
}

const offSiteShare = (scope: Counted): SQL => fraction(sql`count(*) filter (where v.mode <> 'ON_SITE')`, sql`count(*)`, sql`from disclosure.visit v where v.mode is not null and ${visitedIn(scope)}`);

/** An item keeps its lineage over the versions of its list, and a task may have any of them. */
const hadTask = ({ from, to }: Pick<IndicatorScope, 'from' | 'to'>): SQL => sql`exists (
  select from disclosure.task t, jsonb_array_elements(t.items) as used, disclosure.listed_item other
  where ${dayOfShanghai(sql`t.drawn_at`)} between ${from} and ${to} and other.item_id = (used ->> 'itemId')::uuid and other.lineage_id = i.lineage_id)`;

const itemCoverage = (scope: Counted): SQL => fraction(sql`count(*) filter (where ${hadTask(scope)})`, sql`count(*)`, sql`from disclosure.listed_item i where i.in_force ${inDivision(sql`i.division_code`, scope.divisionCode)}`);

/** Items in force of the scope that no random task of the period had. SAMR 2.6. */
export async function itemsWithoutTask(tx: Tx, scope: IndicatorScope, limit: number): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`select i.item_id as id, i.name from disclosure.listed_item i where i.in_force ${inDivision(sql`i.division_code`, scope.divisionCode)} and not ${hadTask(scope)} order by i.name, i.item_id limit ${limit}`);
  return rows;
}

function statementOf(name: IndicatorName, scope: Counted, today: Day): SQL {
  switch (name) {
    case 'COVERAGE': return coverage(scope);
    case 'SAMPLED_HOUSEHOLD_SHARE':
    case 'DOUBLE_RANDOM_SHARE': return sampledShare(scope);
    case 'JOINT_DOUBLE_RANDOM_RATE': return jointRate(scope);
    case 'ON_TIME_PUBLICATION_RATE': return onTimeRate(scope, today);
    case 'PROBLEM_HANDLING_RATE': return handlingRate(scope);
    case 'PROBLEM_DISCOVERY_RATE': return discoveryRate(scope);
    case 'OFF_SITE_SHARE': return offSiteShare(scope);
    case 'ITEM_COVERAGE': return itemCoverage(scope);
    case 'DEPARTMENT_COVERAGE': return departmentCoverage(scope);
  }
}

/** Numerator and denominator of an indicator, each counted from records. SAMR 4. */
export async function countIndicator(tx: Tx, name: IndicatorName, { departmentId, ...scope }: IndicatorScope, today: Day): Promise<Fraction> {
  const { rows } = await tx.execute<Row>(statementOf(name, { ...scope, departmentId: departmentId == null ? null : sql`${departmentId}::uuid` }, today));
  return fractionOf(rows[0]);
}

export interface RankedFraction extends Fraction {
  readonly departmentId: string;
}

/** The same figure for each active department of the scope in one statement, the greatest first; those of whom nothing is known come last. SAMR 4, GA art.36. */
export async function rankIndicator(tx: Tx, name: IndicatorName, scope: Omit<IndicatorScope, 'departmentId'>, today: Day, limit: number): Promise<RankedFraction[]> {
  const { rows } = await tx.execute<Row & { id: string }>(sql`
    select d.id, f.numerator, f.denominator from disclosure.department d cross join lateral (${statementOf(name, { ...scope, departmentId: sql`d.id` }, today)}) as f
    where d.active ${inDivision(sql`d.division_code`, scope.divisionCode)} order by f.numerator::float8 / nullif(f.denominator, 0) desc nulls last, d.id limit ${limit}`);
  return rows.map((row) => ({ departmentId: row.id, ...fractionOf(row) }));
}
