import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DifferentiationDimension, type Profile } from '@sortition/profiles';
import { WHOLE, partsOfRatio, provenRatio, type RatioParts } from './ratio.rules.ts';

export const STRATUM_DIMENSIONS = ['RISK', 'CREDIT', 'REGION', 'TAG'] as const;
export type StratumDimension = (typeof STRATUM_DIMENSIONS)[number];

export interface Criterion {
  readonly dimension: StratumDimension;
  readonly value: string;
}

/** Ratio and frequency for objects of one risk, credit, region or tag, or of several at once: a cell of credit by risk (GA art.29). */
export interface Stratum extends Criterion {
  readonly also?: readonly Criterion[];
  readonly ratio: string;
  /** So many instead of the ratio's share, within it. */
  readonly number?: number | null;
  /** Inspections a year. */
  readonly frequency: number | null;
}

const criteriaOf = ({ dimension, value, also = [] }: Stratum): Criterion[] => [{ dimension, value }, ...also].toSorted((a, b) => (a.dimension < b.dimension ? -1 : 1));

/** Stable name of a stratum, such as `CREDIT:D` or `CREDIT:D&RISK:HIGH`. */
const nameOf = (stratum: Stratum): string => criteriaOf(stratum).map(({ dimension, value }) => `${dimension}:${value}`).join('&');

/** What the plan's words of differentiation mean in the directory. */
const SERVED_BY: Readonly<Record<StratumDimension, readonly DifferentiationDimension[]>> = {
  RISK: ['RISK'],
  CREDIT: ['CREDIT', 'CREDIT_RISK', 'DISHONESTY'],
  REGION: ['REGION'],
  TAG: ['FIELD', 'COMPLAINT', 'CASE'],
};

/** Values in order, from the object that is to be left alone to the one that is to be watched. */
const SCALES: Partial<Record<StratumDimension, readonly (readonly string[])[]>> = {
  RISK: [['LOW', 'MEDIUM', 'HIGH']],
  CREDIT: [['A', 'B', 'C', 'D'], ['TRUSTWORTHY', 'DISHONEST']],
};

interface Ranked {
  readonly stratum: Stratum;
  readonly ratio: RatioParts;
  /** The place of each criterion on its scale, in the order of the dimensions; what has no scale names the kind. */
  readonly ranks: readonly number[];
  /** Only strata of one kind can be compared. */
  readonly kind: string;
  readonly extreme: 'LOWEST' | 'HIGHEST' | null;
}

const scaleOf = ({ dimension, value }: Criterion): readonly string[] | undefined => SCALES[dimension]?.find((scale) => scale.includes(value));

function rank(stratum: Stratum): Ranked | null {
  const placed = criteriaOf(stratum).map((criterion) => ({ criterion, scale: scaleOf(criterion) }));
  const scaled = placed.flatMap(({ criterion, scale }) => (scale === undefined ? [] : [{ place: scale.indexOf(criterion.value), last: scale.length - 1 }]));
  if (scaled.length === 0) return null;
  const kind = placed.map(({ criterion, scale }) => `${criterion.dimension}:${scale === undefined ? criterion.value : scale.join()}`).join('&');
  const extreme = scaled.every(({ place }) => place === 0) ? 'LOWEST' : scaled.every(({ place, last }) => place === last) ? 'HIGHEST' : null;
  return { stratum, ratio: provenRatio(stratum.ratio), ranks: scaled.map(({ place }) => place), kind, extreme };
}

const ranked = (strata: readonly Stratum[]): Ranked[] => strata.map(rank).filter((each) => each !== null);

const sameScale = (a: Ranked, b: Ranked): boolean => a.kind === b.kind;

/** Lower in at least one criterion and higher in none. */
const isLower = (a: Ranked, b: Ranked): boolean =>
  sameScale(a, b) && a.ranks.every((place, i) => place <= (b.ranks[i] ?? 0)) && a.ranks.some((place, i) => place < (b.ranks[i] ?? 0));

/** Only what the profile differentiates by, each value once, with a ratio that is one: nobody is left out of the lot. */
export function strataAreWellFormed(profile: Profile, strata: readonly Stratum[]): Outcome<void> {
  const clause = clauseOf(profile.draw.ratioFactors);
  const allowed = new Set<DifferentiationDimension>([...(profile.draw.ratioFactors.value ?? []), ...(profile.draw.strata.value ?? [])]);
  const seen = new Set<string>();
  for (const stratum of strata) {
    const key = nameOf(stratum);
    const criteria = criteriaOf(stratum);
    const foreign = criteria.find(({ dimension }) => !SERVED_BY[dimension].some((served) => allowed.has(served)));
    if (foreign !== undefined) return refuse('INVALID_VALUE', clause, { field: 'strata.dimension', value: foreign.dimension });
    if (new Set(criteria.map(({ dimension }) => dimension)).size < criteria.length) return refuse('INVALID_VALUE', clause, { field: 'strata.also', value: key });
    if (seen.has(key)) return refuse('INVALID_VALUE', clause, { field: 'strata.value', value: key });
    if (criteria.some((criterion) => SCALES[criterion.dimension] !== undefined && scaleOf(criterion) === undefined)) return refuse('INVALID_VALUE', clause, { field: 'strata.value', value: key });
    const parts = partsOfRatio(stratum.ratio);
    if (parts === null || parts === 0n) return refuse('INVALID_VALUE', clause, { field: 'strata.ratio', value: stratum.ratio });
    if (typeof stratum.number === 'number' && stratum.number < 1) return refuse('INVALID_VALUE', clause, { field: 'strata.number', value: stratum.number });
    if (stratum.frequency !== null && stratum.frequency < 1) return refuse('INVALID_VALUE', clause, { field: 'strata.frequency', value: stratum.frequency });
    seen.add(key);
  }
  return ok(undefined);
}

/** A stratum of one criterion is named by its value, a cell by all of its criteria. */
const labelOf = (stratum: Stratum): string => ((stratum.also ?? []).length === 0 ? stratum.value : nameOf(stratum));

const inverted = (clause: string | null, stratum: Stratum, against: string): Outcome<never> =>
  refuse('DIFFERENTIATION_INVERTED', clause, { dimension: stratum.dimension, value: labelOf(stratum), ratio: stratum.ratio, against });

/** The lower the risk, the lower ratio and frequency, and the lowest not above the base: 适当降低, never the other way round. */
export function lowerRiskIsNotInspectedMore(profile: Profile, base: RatioParts | null, strata: readonly Stratum[]): Outcome<void> {
  const clause = clauseOf(profile.draw.lowRisk);
  const all = ranked(strata);
  for (const low of all) {
    if (low.extreme === 'LOWEST' && base !== null && low.ratio > base) return inverted(clause, low.stratum, 'base');
    for (const high of all) {
      if (!isLower(low, high)) continue;
      const oftener = low.stratum.frequency !== null && high.stratum.frequency !== null && low.stratum.frequency > high.stratum.frequency;
      if (low.ratio > high.ratio || oftener) return inverted(clause, low.stratum, labelOf(high.stratum));
    }
  }
  return ok(undefined);
}

/** High risk and dishonesty draw more: above the base, or above low risk, as the profile says; equal only where the base is everything. */
export function higherRiskIsInspectedMore(profile: Profile, base: RatioParts | null, strata: readonly Stratum[]): Outcome<void> {
  const { highRisk } = profile.draw;
  const clause = clauseOf(highRisk);
  const all = ranked(strata);
  for (const high of all.filter(({ extreme }) => extreme === 'HIGHEST')) {
    if (highRisk.value === 'MUST_BE_RAISED' && base !== null && high.ratio <= base && base < WHOLE) return inverted(clause, high.stratum, 'base');
    const low = all.find((other) => other.extreme === 'LOWEST' && sameScale(other, high));
    if (highRisk.value === 'MUST_EXCEED_LOW_RISK' && low !== undefined && high.ratio <= low.ratio && low.ratio < WHOLE) return inverted(clause, high.stratum, labelOf(low.stratum));
  }
  return ok(undefined);
}
