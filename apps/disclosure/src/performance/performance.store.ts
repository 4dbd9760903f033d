import { sql } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { inDivision } from '../division/division.store.ts';
import type { Period } from '../statistics/indicator.rules.ts';

export interface Performance {
  readonly tasks: number;
  readonly done: number;
  readonly onTime: number;
  readonly late: number;
}

const completedOn = sql`(t.completed_at at time zone 'Asia/Shanghai')::date`;

/** Whether a result of a task came after its day, or has not come though it is past. */
const enteredLate = (today: Day) => sql`exists (select from disclosure.publication p where p.task_id = t.id and coalesce(((p.result ->> 'formedAt')::timestamptz at time zone 'Asia/Shanghai')::date, ${today}::date) > p.due_date)`;

/** The tasks of one of these places. */
const isOf = (places: readonly string[]) => sql`split_part(t.profile, '@', 1) = any(${sql.param([...places])}::text[])`;

/** Tasks of a department whose period ends in the time asked for: done, and of these in time or late. CC art.22. */
export async function performanceOf(tx: Tx, departmentId: string, { from, to }: Period): Promise<Performance> {
  const { rows } = await tx.execute<Performance & Record<string, unknown>>(sql`
    select count(*)::int as tasks, count(t.completed_at)::int as done, count(*) filter (where ${completedOn} <= t.period_to)::int as "onTime", count(*) filter (where ${completedOn} > t.period_to)::int as late
    from disclosure.task t where t.department_ids @> array[${departmentId}::uuid] and t.cancelled_at is null and t.period_to between ${from} and ${to}`);
  return rows[0] ?? { tasks: 0, done: 0, onTime: 0, late: 0 };
}

export interface ScoringPlaces {
  /** Those that take points off, for want of a valid reason. */
  readonly deducting: readonly string[];
  /** Those where what was entered late counts as not completed. */
  readonly lateCountsAsUndone: readonly string[];
}

export interface ScoreRow {
  readonly departmentId: string;
  readonly joined: number;
  readonly joint: number;
  readonly completed: number;
  readonly deductions: number;
}

/**
 * Of each active department the joint tasks of a year, those in which it formed a result, those completed, but for what was entered late
 * where that counts as not completed, and those of the places that score it which it declined, or that ran out of their period, without
 * an accepted reason. CC art.26, CC art.27.
 */
export async function scoresOf(tx: Tx, { from, to }: Period, divisionCode: string | null, departmentId: string | null, places: ScoringPlaces, today: Day, limit: number): Promise<ScoreRow[]> {
  const { rows } = await tx.execute<ScoreRow & Record<string, unknown>>(sql`
    select d.id as "departmentId", count(t.id)::int as joint, count(t.completed_at) filter (where not (${isOf(places.lateCountsAsUndone)} and ${enteredLate(today)}))::int as completed,
      count(t.id) filter (where t.completed_at is not null or exists (select from disclosure.result_item r where r.task_id = t.id and r.department_id = d.id))::int as joined,
      count(t.id) filter (where ${isOf(places.deducting)} and not coalesce(n.accepted, false)
        and (n.task_id is not null or (t.completed_at is null and t.period_to < ${today})))::int as deductions
    from disclosure.department d left join disclosure.task t on t.department_ids @> array[d.id] and cardinality(t.department_ids) > 1 and t.cancelled_at is null and t.period_to between ${from} and ${to}
    left join disclosure.declined_task n on n.task_id = t.id and n.department_id = d.id
    where d.active ${inDivision(sql`d.division_code`, divisionCode)} ${departmentId === null ? sql`` : sql`and d.id = ${departmentId}`} group by d.id order by d.id limit ${limit}`);
  return rows;
}

export interface TaskProgressRow {
  readonly id: string;
  readonly number: string;
  readonly leadDepartmentId: string;
  readonly profile: string;
  readonly completed: boolean;
  readonly enteredLate: boolean;
}

/** Tasks whose period ends in the time asked for, and whether a result of them came after its day, or has not come though it is past. CC art.26. */
export async function progressOf(tx: Tx, { from, to }: Period, divisionCode: string | null, today: Day, limit: number): Promise<TaskProgressRow[]> {
  const { rows } = await tx.execute<TaskProgressRow & Record<string, unknown>>(sql`
    select t.id, t.number, t.lead_department_id as "leadDepartmentId", t.profile, t.completed_at is not null as completed,
      ${enteredLate(today)} as "enteredLate"
    from disclosure.task t where t.cancelled_at is null and t.period_to between ${from} and ${to} ${inDivision(sql`t.division_code`, divisionCode)} order by t.number limit ${limit}`);
  return rows;
}

/** Results and problems of a period, as `statistics.results` counts them. */
export async function resultsOf(tx: Tx, { from, to }: Period, divisionCode: string | null): Promise<{ readonly results: number; readonly problems: number }> {
  const { rows } = await tx.execute<{ results: number; problems: number }>(sql`
    select count(*)::int as results, count(*) filter (where r.problem_found)::int as problems from disclosure.result_item r where r.inspected_on between ${from} and ${to} ${inDivision(sql`r.division_code`, divisionCode)}`);
  return rows[0] ?? { results: 0, problems: 0 };
}
