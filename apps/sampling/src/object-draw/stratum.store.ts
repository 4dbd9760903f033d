import { and, eq, notInArray, sql, type SQL } from 'drizzle-orm';
import type { FrameTerms } from '../frame/population.store.ts';
import { rosterObject } from '../roster/roster.table.ts';
import { inspectedObject } from './object-draw.table.ts';
import type { RepeatRule } from './repeat.rules.ts';
import { BASE_STRATUM, criteriaOf, keyOfStratum, type Criterion, type Strata } from './stratum.rules.ts';

function meets({ dimension, value }: Criterion): SQL {
  switch (dimension) {
    case 'RISK': return eq(rosterObject.riskLevel, value);
    case 'CREDIT': return eq(rosterObject.creditLevel, value);
    case 'REGION': return sql`starts_with(${rosterObject.divisionCode}, ${value.replace(/(00)+$/, '')})`;
    case 'TAG': return sql`${value} = any(${rosterObject.tags})`;
  }
}

/** The strata as PostgreSQL decides them, the closest first: what `stratumOf` says of one unit, for millions at once. */
export const strataOf = (strata: Strata): FrameTerms['strata'] => [
  ...strata.toSorted((a, b) => b.also.length - a.also.length).map((stratum) => ({ key: keyOfStratum(stratum), when: and(...criteriaOf(stratum).map(meets)) })),
  { key: BASE_STRATUM },
];

/** Who stays out because of an inspection this year, but those on whom an exception was recorded. SAMR 2.5, SY art.13. */
export function repeatsOf(rule: RepeatRule, year: number, keptIn: readonly string[]): FrameTerms['exclusions'] {
  if (rule === 'NONE' || rule === 'PROMPT') return [];
  const when = and(
    rule === 'EXCLUDE_LOW_RISK_SAME_YEAR' ? eq(rosterObject.riskLevel, 'LOW') : undefined,
    keptIn.length === 0 ? undefined : notInArray(rosterObject.id, [...keptIn]),
    sql`${rosterObject.id} in (select ${inspectedObject.objectId} from ${inspectedObject} where ${and(eq(inspectedObject.year, year), eq(inspectedObject.ended, true))})`,
  );
  return when === undefined ? [] : [{ reason: 'REPEAT_IN_YEAR', when }];
}
