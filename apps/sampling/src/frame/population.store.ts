import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { invariant } from '@sortition/kernel';
import { copyBytes, type Tx } from '@sortition/service-kit';
import { rosterObject } from '../roster/roster.table.ts';
import { UNIT_BYTES, UNITS_PER_BLOCK } from './even-blocks.ts';
import { OBJECT_ID_BYTES } from './frame-lines.ts';
import { objectIdAt } from './frame-seal.ts';
import { excludedUnit } from './frame.table.ts';

/** Which units of the roster a frame is made of. Conditions speak of the columns of the roster. */
export interface FrameTerms {
  readonly filter: EventPayload<'TaskReady'>['population'];
  /** A further condition on the roster, such as: with a registered clue, or not drawn before. */
  readonly within?: SQL | undefined;
  /** A unit belongs to the first of them that it meets; the last, without a condition, has the rest. */
  readonly strata: readonly { readonly key: string; readonly when?: SQL | undefined }[];
  /** Of the strata only these are asked for. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Who is left out, and why: the first reason that applies. */
  readonly exclusions: readonly { readonly reason: string; readonly when: SQL }[];
  /** Leaves and labels stand for units and strata, because the strata are secret. SAMR 2.5. */
  readonly sealed?: boolean | undefined;
}

/** The same population, narrowed by one more condition. */
export const narrowedBy = (terms: FrameTerms, condition: SQL): FrameTerms => ({ ...terms, within: and(terms.within, condition) });

/** A division code ending in 00 or 0000 stands for all that lies below it. */
function belowDivision(code: string): SQL {
  const prefix = code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
  return prefix.length === 6 ? eq(rosterObject.divisionCode, code) : sql`${rosterObject.divisionCode} like ${`${prefix}%`}`;
}

/** What goes with the number of a unit's stratum; null where it is not asked for. */
function byStratum({ strata, only }: FrameTerms, what: (number: number) => SQL): SQL {
  const cases = strata.map(({ key, when }, number) => sql`when ${when ?? sql`true`} then ${only?.has(key) === false ? sql`null` : what(number)}`);
  return sql`(case ${sql.join(cases, sql` `)} end)`;
}

const stratumNumber = (terms: FrameTerms): SQL => byStratum(terms, (number) => sql.raw(String(number)));

/** The number of a unit's stratum and its weight, two bytes each. Nearly every weight is 1, and constants need not be put together. */
const packedCode = (terms: FrameTerms): SQL => sql`case when ${rosterObject.weight} = 1
  then ${byStratum(terms, (number) => sql.raw(`'\\x${(number * 65_536 + 1).toString(16).padStart(8, '0')}'::bytea`))}
  else int4send(${stratumNumber(terms)} << 16 | least(${rosterObject.weight}, 65535)) end`;

const populationOf = (terms: FrameTerms): SQL | undefined => {
  const { filter, within, only } = terms;
  return and(
    within,
    eq(rosterObject.active, true),
    filter.kinds.length === 0 ? undefined : inArray(rosterObject.kind, filter.kinds),
    filter.divisionCodes.length === 0 ? undefined : or(...filter.divisionCodes.map(belowDivision)),
    filter.tags.length === 0 ? undefined : sql`${rosterObject.tags} @> ${sql.param(filter.tags, rosterObject.tags)}`,
    filter.riskLevels.length === 0 ? undefined : inArray(rosterObject.riskLevel, filter.riskLevels),
    filter.ownerDepartmentIds.length === 0 ? undefined : inArray(rosterObject.ownerDepartmentId, filter.ownerDepartmentIds),
    filter.creditLevels.length === 0 ? undefined : inArray(rosterObject.creditLevel, filter.creditLevels),
    only === undefined ? undefined : sql`${stratumNumber(terms)} is not null`,
  );
};

const reasonOf = ({ exclusions }: FrameTerms): SQL => sql`(case ${sql.join(exclusions.map(({ reason, when }) => sql`when ${when} then ${reason}::text`), sql` `)} end)`;

export interface ExclusionCount {
  readonly reason: string;
  readonly count: number;
}

export interface LeftOut {
  readonly exclusions: readonly ExclusionCount[];
  /** The moment at which it was decided who is left out, for those who read the rest of the population. */
  readonly snapshot: string;
}

/** Writes down who is left out of a frame, each with the reason, and counts them. */
export async function excludeUnits(tx: Tx, drawId: string, terms: FrameTerms): Promise<LeftOut> {
  const leftOut = terms.exclusions.length === 0 ? sql`select null::text as reason where false` : sql`insert into ${excludedUnit} (draw_id, object_id, reason) select * from (
    select ${drawId}::uuid, ${rosterObject.id}, ${reasonOf(terms)} as reason from ${rosterObject} where ${populationOf(terms)}) left_out where reason is not null returning reason`;
  // in one statement, because each has a snapshot of its own
  const { rows: [row] } = await tx.execute<LeftOut & Record<string, unknown>>(sql`with left_out as (${leftOut})
    select pg_export_snapshot() as snapshot, (select coalesce(json_agg(json_build_object('reason', reason, 'count', count) order by reason), '[]') from (select reason, count(*)::integer from left_out group by reason) counted) as exclusions`);
  invariant(row !== undefined, 'a query without a table has one row');
  return { exclusions: row.exclusions, snapshot: row.snapshot };
}

/** The ids of those who are left out, 16 bytes each, in their order and in pieces. */
export async function* excludedIds(tx: Tx, drawId: string): AsyncGenerator<Buffer> {
  for (let after = BEFORE_ALL; ;) {
    const ids = await firstOf(copyBytes(tx, sql`select string_agg(uuid_send(object_id), '' order by object_id) from (select object_id from ${excludedUnit}
      where draw_id = ${drawId} and object_id > ${after} order by object_id limit ${sql.raw(String(UNITS_PER_BLOCK))}) unit having count(*) > 0`));
    if (ids === undefined) return;
    yield ids;
    after = objectIdAt(ids, ids.length - OBJECT_ID_BYTES);
  }
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** A range of ids: after one, up to another or to the end. */
export interface IdRange {
  readonly after: string;
  readonly upTo: string | null;
}

/** Parts the ids of a population into about so many ranges of about the same size, by a sample of the roster. */
export async function partIds(tx: Tx, terms: FrameTerms, count: number): Promise<IdRange[]> {
  const { rows: [row] } = await tx.execute<{ bounds: readonly string[] | null }>(sql`
    select percentile_disc((select coalesce(array_agg(part::double precision / ${count}), '{}') from generate_series(1, ${count}::integer - 1) part)) within group (order by ${rosterObject.id}) as bounds
    from ${rosterObject} tablesample system (1) where ${populationOf(terms)}`);
  const bounds = [...new Set(row?.bounds ?? [])];
  return [...bounds, null].map((upTo, i) => ({ after: bounds[i - 1] ?? BEFORE_ALL, upTo }));
}

/**
 * The units of a population within a range of ids, in their order, whoever is left out of it. PostgreSQL packs them by itself, some ten
 * thousand in one piece, so that millions of rows are never sent one by one.
 */
export async function* packedUnits(tx: Tx, terms: FrameTerms, { after, upTo }: IdRange): AsyncGenerator<Buffer> {
  for (let last = after; ;) {
    const within = and(populationOf(terms), sql`${rosterObject.id} > ${last}`, upTo === null ? undefined : sql`${rosterObject.id} <= ${upTo}`);
    const from = sql`from ${rosterObject} where ${within} order by ${rosterObject.id} limit`;
    // a delimiter stands before every value but the first, whose id is asked for by itself
    const piece = await firstOf(copyBytes(tx, sql`select uuid_send((select ${rosterObject.id} ${from} 1)) || string_agg(code, uuid_send(id) order by id)
      from (select ${rosterObject.id}, ${packedCode(terms)} as code ${from} ${sql.raw(String(UNITS_PER_BLOCK))}) unit having count(*) > 0`));
    if (piece === undefined) return;
    yield piece;
    if (piece.length < UNITS_PER_BLOCK * UNIT_BYTES) return;
    last = objectIdAt(piece, piece.length - UNIT_BYTES);
  }
}

async function firstOf<T>(values: AsyncIterable<T>): Promise<T | undefined> {
  for await (const value of values) return value;
  return undefined;
}

export const WHOLE_RANGE: IdRange = { after: BEFORE_ALL, upTo: null };

/** How many units a population has, whoever is left out of it. */
export const countPopulation = (tx: Tx, terms: FrameTerms): Promise<number> => tx.$count(rosterObject, populationOf(terms));

/** The size of a population with more units than a limit, whoever is left out of it; null for a smaller one. */
export async function sizeAbove(tx: Tx, terms: FrameTerms, limit: number): Promise<number | null> {
  const { rows } = await tx.execute(sql`select from ${rosterObject} where ${populationOf(terms)} limit 1 offset ${limit}`);
  return rows.length === 0 ? null : countPopulation(tx, terms);
}

export interface PopulationCount {
  readonly key: string;
  readonly population: number;
  readonly weight: number;
}

/** Counts the strata and the exclusions of a population as freezing it would. */
export async function surveyPopulation(tx: Tx, terms: FrameTerms): Promise<{ readonly strata: readonly PopulationCount[]; readonly exclusions: readonly ExclusionCount[] }> {
  const reason = terms.exclusions.length === 0 ? sql`null::text` : reasonOf(terms);
  const { rows } = await tx.execute<{ number: number; reason: string | null; population: number; weight: number }>(sql`
    select number, reason, count(*)::integer as population, sum(weight)::integer as weight from (
      select ${stratumNumber(terms)} as number, ${reason} as reason, ${rosterObject.weight} from ${rosterObject} where ${populationOf(terms)}) unit group by number, reason`);
  const exclusions = new Map<string, number>();
  const strata = rows.flatMap(({ number, reason: out, population, weight }) => {
    if (out === null) return [{ key: terms.strata[number]?.key ?? '', population, weight }];
    exclusions.set(out, (exclusions.get(out) ?? 0) + population);
    return [];
  });
  return { strata: strata.toSorted((a, b) => (a.key < b.key ? -1 : 1)), exclusions: [...exclusions].map(([out, count]) => ({ reason: out, count })) };
}
