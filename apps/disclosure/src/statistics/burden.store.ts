import { sql } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { inDivision } from '../division/division.store.ts';

/** What the objects of a division had to bear in a year. SAMR, SAMR 1, GA art.36. */
export interface Weight {
  readonly year: number;
  readonly visits: number;
  readonly objects: number;
  readonly saved: number;
  readonly arbitrary: number;
  readonly multiHead: number;
  readonly repeat: number;
}

export async function weighYear(tx: Tx, year: number, divisionCode: string | null): Promise<Weight> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const { rows } = await tx.execute<Omit<Weight, 'year'> & Record<string, unknown>>(sql`
    with visited as (select v.region, v.id, v.task_id, v.object_id from disclosure.visit v where v.ended_on between ${from} and ${to} ${inDivision(sql`v.division_code`, divisionCode)}),
      found as (select r.* from disclosure.result_item r where r.inspected_on between ${from} and ${to} ${inDivision(sql`r.division_code`, divisionCode)})
    select (select count(*)::int from visited) as visits,
      (select count(distinct object_id)::int from visited) as objects,
      (select coalesce(sum(items - 1), 0)::int from (select count(*) as items from found group by region, inspection_id) as merged) as saved,
      (select count(*)::int from visited v where not exists (select from disclosure.drawn_object d where d.region = v.region and d.task_id = v.task_id and d.object_id = v.object_id)) as arbitrary,
      (select count(*)::int from (select 1 from found group by object_id, date_trunc('month', inspected_on) having count(distinct department_id) > 1 and count(distinct inspected_on) > 1) as heads) as "multiHead",
      (select coalesce(sum(times - 1), 0)::int from (select count(distinct inspection_id) as times from found group by object_id, item_id) as repeated) as repeat`);
  const [row] = rows;
  return { year, visits: row?.visits ?? 0, objects: row?.objects ?? 0, saved: row?.saved ?? 0, arbitrary: row?.arbitrary ?? 0, multiHead: row?.multiHead ?? 0, repeat: row?.repeat ?? 0 };
}

/** Visits of the year over the active objects of each credit class. SY art.12. */
export async function burdenByCreditClass(tx: Tx, year: number, divisionCode: string | null): Promise<{ readonly creditClass: string | null; readonly objects: number; readonly visits: number }[]> {
  const { rows } = await tx.execute<{ creditClass: string | null; objects: number; visits: number }>(sql`
    select o.credit_level as "creditClass", count(*)::int as objects, coalesce(sum(v.visits), 0)::int as visits
    from disclosure.directory_object o left join lateral (
      select count(*) as visits from disclosure.visit v where v.object_id = o.object_id and v.ended_on between ${`${year}-01-01`} and ${`${year}-12-31`}) as v on true
    where o.active ${inDivision(sql`o.division_code`, divisionCode)} group by 1 order by 1`);
  return rows;
}
