import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { rosterObject } from '../roster/roster.table.ts';
import type { BlockTable } from './frame.store.ts';
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

/** The number of a unit's stratum; null where it is not asked for. */
function stratumNumber({ strata, only }: FrameTerms): SQL {
  const cases = strata.map(({ key, when }, number) => sql`when ${when ?? sql`true`} then ${only?.has(key) === false ? sql`null` : sql.raw(String(number))}`);
  return sql`(case ${sql.join(cases, sql` `)} end)`;
}

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

/** Writes down who is left out of a frame, each with the reason, and counts them. */
export async function excludeUnits(tx: Tx, drawId: string, terms: FrameTerms): Promise<ExclusionCount[]> {
  if (terms.exclusions.length === 0) return [];
  await tx.execute(sql`insert into ${excludedUnit} (draw_id, object_id, reason) select * from (
    select ${drawId}::uuid, ${rosterObject.id}, ${reasonOf(terms)} as reason from ${rosterObject} where ${populationOf(terms)}) left_out where reason is not null`);
  return tx.select({ reason: excludedUnit.reason, count: sql<number>`count(*)::integer` }).from(excludedUnit).where(eq(excludedUnit.drawId, drawId)).groupBy(excludedUnit.reason);
}

const UNITS_PER_BLOCK = 65_536;
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export interface Packing {
  readonly drawId: string;
  readonly terms: FrameTerms;
  readonly into: BlockTable;
  /** Whether units of this draw were left out, which are then to be passed over. */
  readonly anyLeftOut: boolean;
}

/**
 * Writes the next block of a population: its units after an id, in the order of ids, but those left out. PostgreSQL packs them by
 * itself, so that millions of rows are never sent one by one.
 */
export async function packBlock(tx: Tx, { drawId, terms, into, anyLeftOut }: Packing, number: number, after: string): Promise<void> {
  const stays = anyLeftOut
    ? sql`not exists (select from ${excludedUnit} where ${excludedUnit.drawId} = ${drawId} and ${excludedUnit.objectId} > ${after} and ${excludedUnit.objectId} = ${rosterObject.id})`
    : undefined;
  await tx.execute(sql`insert into ${into} (draw_id, number, units)
    select ${drawId}::uuid, ${number}::integer, string_agg(uuid_send(id) || int4send(code), '' order by id) from (
      select ${rosterObject.id}, ${stratumNumber(terms)} << 16 | least(${rosterObject.weight}, 65535) as code
      from ${rosterObject} where ${and(populationOf(terms), sql`${rosterObject.id} > ${after}`, stays)} order by ${rosterObject.id} limit ${sql.raw(String(UNITS_PER_BLOCK))}) unit
    having count(*) > 0`);
}

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
