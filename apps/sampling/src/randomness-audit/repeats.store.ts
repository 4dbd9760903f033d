import { sql } from 'drizzle-orm';
import type { CommonUnits, Conduct, MostFrequentPair } from '@sortition/draw/audit-randomness';
import type { Tx } from '@sortition/service-kit';

/** Strata of draws in which every unit weighs the same. */
const LOTS = sql`lot as (
  select d.id as draw_id, s->>'key' as stratum, (s->>'population')::float8 as population, (s->>'size')::float8 as size
  from sampling.object_draw d, jsonb_array_elements(d.strata) s
  where d.certificate is not null and d.platform is null and (s->>'weight')::float8 = (s->>'population')::float8 and (s->>'size')::float8 > 0)`;
const LISTED = sql`listed as (select o.draw_id, o.stratum, o.object_id from sampling.drawn_object o where o.since_version = 1)`;
const MOST = 500;
const LONGEST_LIST = 300; // pairs grow with the square

/** The pairs of lots of one stratum that share most, measured against what may be expected, and how many pairs there are. */
export async function readCommonUnits(tx: Tx): Promise<{ readonly pairs: number; readonly alike: readonly CommonUnits[] }> {
  const { rows } = await tx.execute<{ n: number; m: number; k: number; l: number; common: number }>(sql`with ${LOTS}, ${LISTED},
    shared as (select a.draw_id as one, b.draw_id as other, a.stratum, count(*)::float8 as common
      from listed a join listed b on b.object_id = a.object_id and b.stratum = a.stratum and b.draw_id > a.draw_id group by 1, 2, 3 having count(*) > 1)
    select a.population as n, b.population as m, a.size as k, b.size as l, common from shared s
      join lot a on a.draw_id = s.one and a.stratum = s.stratum join lot b on b.draw_id = s.other and b.stratum = s.stratum
    order by (common - a.size * b.size / greatest(a.population, b.population)) / sqrt(a.size * b.size / greatest(a.population, b.population)) desc limit ${MOST}`);
  const { rows: [counted] } = await tx.execute<{ pairs: number }>(sql`with ${LOTS} select coalesce(sum(lots * (lots - 1) / 2), 0)::float8 as pairs from (select count(*) as lots from lot group by stratum) each`);
  return { pairs: counted?.pairs ?? 0, alike: rows.map(({ n, m, k, l, common }) => ({ populations: [n, m], sizes: [k, l], common })) };
}

/** In each stratum the two objects that were drawn together most often. */
export async function readObjectPairs(tx: Tx): Promise<MostFrequentPair[]> {
  const { rows } = await tx.execute<{ possiblePairs: number; times: number; expected: number }>(sql`with ${LOTS}, ${LISTED},
    short as (select * from lot where size between 2 and ${LONGEST_LIST}),
    together as (select a.stratum, count(*) as times from listed a join short using (draw_id, stratum)
      join listed b on b.draw_id = a.draw_id and b.stratum = a.stratum and b.object_id > a.object_id group by a.stratum, a.object_id, b.object_id),
    most as (select stratum, max(times)::float8 as times from together group by stratum)
    select max(population) * (max(population) - 1) / 2 as "possiblePairs", max(times) as times, sum(size * (size - 1) / (population * (population - 1))) as expected
    from short join most using (stratum) group by stratum`);
  return rows;
}

/**
 * In each department the inspector and the object that met most often through draws. Every draw brings a given pair together with at
 * most the share of the department's candidates who serve in one team, were the object drawn each time.
 */
export async function readInspectorObjectPairs(tx: Tx): Promise<MostFrequentPair[]> {
  const { rows } = await tx.execute<{ possiblePairs: number; times: number; expected: number }>(sql`with
    place as (select t.task_id, m.department_id, m.inspector_id, m.team_id from sampling.team t join sampling.team_member m on m.team_id = t.id where m.origin = 'DRAWN' and m.inspector_id is not null and m.department_id is not null),
    visit as (select p.department_id, p.inspector_id, o.object_id from place p join sampling.team_object o on o.team_id = p.team_id),
    met as (select department_id, count(*) as times from visit group by department_id, inspector_id, object_id),
    most as (select department_id, max(times)::float8 as times from met group by department_id),
    range as (select department_id, count(distinct inspector_id)::float8 * count(distinct object_id)::float8 as "possiblePairs" from visit group by department_id),
    share as (select d.department_id, sum(least(1, served.members::float8 / greatest(d.eligible, 1))) as expected from sampling.inspector_draw d
      join lateral (select max(members) as members from (select count(*) as members from place p where p.task_id = d.task_id and p.department_id = d.department_id group by p.team_id) each) served on served.members is not null
      where d.certificate is not null group by d.department_id)
    select "possiblePairs", times, expected from most join range using (department_id) join share using (department_id)`);
  return rows;
}

/** Who came first in each draw of inspectors: the place among all candidates in the order of ids. */
export async function readFirstInspectors(tx: Tx): Promise<{ readonly departmentId: string; readonly place: number; readonly among: number; readonly seed: string }[]> {
  const { rows } = await tx.execute<{ departmentId: string; place: number; among: number; seed: string }>(sql`with
    ranked as (select draw_id, ord, row_number() over (partition by draw_id order by inspector_id)::integer - 1 as place, count(*) over (partition by draw_id)::integer as among from sampling.drawn_inspector)
    select d.department_id as "departmentId", place, among, d.seed from sampling.inspector_draw d join ranked r on r.draw_id = d.id and r.ord = 1 where d.seed is not null order by d.drawn_at, d.id`);
  return rows;
}

/** How often each lead department gave up a result that it had seen. */
export async function readGivenUp(tx: Tx): Promise<Conduct[]> {
  const { rows } = await tx.execute<{ departmentId: string; times: number; interfered: number }>(sql`
    select t.lead_department_id as "departmentId", count(*)::integer as times, count(*) filter (where d.state = 'VOID')::integer as interfered
    from sampling.object_draw d join sampling.task t on t.id = d.task_id where d.certificate is not null and d.platform is null group by 1`);
  return rows;
}

/** How often each department did not reveal in time what it had bound itself to. */
export async function readWithheld(tx: Tx): Promise<Conduct[]> {
  const { rows } = await tx.execute<{ departmentId: string; times: number; interfered: number }>(sql`
    select source as "departmentId", count(*)::integer as times, count(*) filter (where withheld_at is not null)::integer as interfered
    from sampling.randomness where kind = 'DEPARTMENT' and (state <> 'AWAITED' or withheld_at is not null) group by 1`);
  return rows;
}
