import { sizeStratum, type IntendedStratum, type Sizing, type StratumCount } from '@sortition/draw';
import { all, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import type { TaskRow } from '../task/task.store.ts';
import type { StratumRow } from './object-draw.table.ts';
import { chanceOf } from './probability.rules.ts';
import { keyOfStratum } from './stratum.rules.ts';

type Terms = NonNullable<TaskRow['terms']>;

export interface SizedStratum {
  readonly intended: IntendedStratum;
  readonly row: StratumRow;
}

const reserveFor = (size: number): number => Math.max(10, Math.ceil(size / 5)); // enough to follow after changes of a confirmed list

function sizeOf(stratum: StratumCount, terms: Terms, profile: Profile, fixed: number | null): Outcome<SizedStratum> {
  const minimum = demand(profile.draw.minimum);
  const rounding = demand(profile.draw.rounding);
  if (!minimum.ok) return minimum;
  if (!rounding.ok) return rounding;
  const clause = clauseOf(profile.draw.rounding);
  const stated = terms.strata.find((candidate) => keyOfStratum(candidate) === stratum.key);
  const ratio = stated?.ratio ?? terms.ratio;
  const shape = { population: stratum.population, rounding: rounding.value, minimum: Math.max(1, minimum.value) };
  const share = sizeStratum({ ...shape, sizing: { ratio } }, clause);
  if (!share.ok) return share;
  const number = fixed ?? stated?.number ?? null;
  if (fixed === null && number !== null && number > share.value.size) return refuse('RATIO_MISMATCH', clause, { stratum: stratum.key, preset: ratio, share: share.value.size, given: number });
  const sizing: Sizing = number === null ? { ratio } : { number };
  const sized = number === null ? share : sizeStratum({ ...shape, sizing }, clause);
  if (!sized.ok) return sized;
  const { size, explanation } = sized.value;
  const reserve = fixed === null ? Math.min(reserveFor(size), stratum.population - size) : 0;
  return ok({
    intended: { key: stratum.key, weight: stratum.weight, ...shape, sizing, size, reserve },
    row: {
      key: stratum.key, population: stratum.population, weight: stratum.weight, size, ratio, frequency: stated?.frequency ?? null,
      probability: chanceOf(stratum, size, 1), rounding: `${explanation.zh} / ${explanation.en}`,
    },
  });
}

/**
 * How many each stratum gives: by its number or by its ratio with printed rounding, and never none. CQ 8.4.1, CQ 8.3.3.
 * `fixed` says the numbers of a supplement, which come from the approved change and keep no reserve.
 */
export const sizeStrata = (strata: readonly StratumCount[], terms: Terms, profile: Profile, fixed: ReadonlyMap<string, number> | null = null): Outcome<SizedStratum[]> =>
  all(strata.map((stratum) => sizeOf(stratum, terms, profile, fixed === null ? null : (fixed.get(stratum.key) ?? 0))));
