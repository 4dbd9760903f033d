import { and, asc, eq, gt, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import type { RosterObjectRow } from '../roster/roster.store.ts';
import { rosterObject } from '../roster/roster.table.ts';

/** Which units of the roster a frame is made of. */
export interface PopulationTerms {
  readonly filter: EventPayload<'TaskReady'>['population'];
  /** A further condition on the roster, such as: with a registered clue, or not drawn before. */
  readonly within?: SQL | undefined;
}

/** A division code ending in 00 or 0000 stands for all that lies below it. */
function belowDivision(code: string): SQL {
  const prefix = code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
  return prefix.length === 6 ? eq(rosterObject.divisionCode, code) : sql`${rosterObject.divisionCode} like ${`${prefix}%`}`;
}

const filterOf = ({ filter: population, within }: PopulationTerms): SQL | undefined => and(
  within,
  eq(rosterObject.active, true),
  population.kinds.length === 0 ? undefined : inArray(rosterObject.kind, population.kinds),
  population.divisionCodes.length === 0 ? undefined : or(...population.divisionCodes.map(belowDivision)),
  population.tags.length === 0 ? undefined : sql`${rosterObject.tags} @> ${sql.param(population.tags, rosterObject.tags)}`,
  population.riskLevels.length === 0 ? undefined : inArray(rosterObject.riskLevel, population.riskLevels),
  population.creditLevels.length === 0 ? undefined : inArray(rosterObject.creditLevel, population.creditLevels),
);

export type FrameUnit = Pick<RosterObjectRow, 'id' | 'riskLevel' | 'creditLevel' | 'divisionCode' | 'tags' | 'weight'>;

const PAGE = 20_000;

/** The population in the order of unit ids, page by page: a frame of millions passes through in bounded memory. */
export async function* populationOf(tx: Tx, population: PopulationTerms): AsyncGenerator<readonly FrameUnit[]> {
  const columns = { id: rosterObject.id, riskLevel: rosterObject.riskLevel, creditLevel: rosterObject.creditLevel, divisionCode: rosterObject.divisionCode, tags: rosterObject.tags, weight: rosterObject.weight };
  let last: string | undefined;
  for (;;) {
    const page = await tx.select(columns).from(rosterObject).where(and(filterOf(population), last === undefined ? undefined : gt(rosterObject.id, last))).orderBy(asc(rosterObject.id)).limit(PAGE);
    if (page.length > 0) yield page;
    last = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
