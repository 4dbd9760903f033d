import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DifferentiationDimension, type Profile } from '@sortition/profiles';
import { WHOLE, partsOfRatio, provenRatio, type RatioParts } from './ratio.rules.ts';

export const STRATUM_DIMENSIONS = ['RISK', 'CREDIT', 'REGION', 'TAG'] as const;
export type StratumDimension = (typeof STRATUM_DIMENSIONS)[number];

/** Ratio and frequency for objects of one risk, credit, region or tag. */
export interface Stratum {
  readonly dimension: StratumDimension;
  readonly value: string;
  readonly ratio: string;
  /** Inspections a year. */
  readonly frequency: number | null;
}

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
  readonly rank: number;
  readonly extreme: 'LOWEST' | 'HIGHEST' | null;
}

const scaleOf = ({ dimension, value }: Stratum): readonly string[] | undefined => SCALES[dimension]?.find((scale) => scale.includes(value));

function rank(stratum: Stratum): Ranked | null {
  const scale = scaleOf(stratum);
  if (scale === undefined) return null;
  const position = scale.indexOf(stratum.value);
  return { stratum, ratio: provenRatio(stratum.ratio), rank: position, extreme: position === 0 ? 'LOWEST' : position === scale.length - 1 ? 'HIGHEST' : null };
}

const ranked = (strata: readonly Stratum[]): Ranked[] => strata.map(rank).filter((each) => each !== null);

const sameScale = (a: Ranked, b: Ranked): boolean => a.stratum.dimension === b.stratum.dimension && scaleOf(a.stratum) === scaleOf(b.stratum);

/** Only what the profile differentiates by, each value once, with a ratio that is one: nobody is left out of the lot. */
export function strataAreWellFormed(profile: Profile, strata: readonly Stratum[]): Outcome<void> {
  const clause = clauseOf(profile.draw.ratioFactors);
  const allowed = new Set<DifferentiationDimension>([...(profile.draw.ratioFactors.value ?? []), ...(profile.draw.strata.value ?? [])]);
  const seen = new Set<string>();
  for (const stratum of strata) {
    const key = `${stratum.dimension}:${stratum.value}`;
    if (!SERVED_BY[stratum.dimension].some((dimension) => allowed.has(dimension))) return refuse('INVALID_VALUE', clause, { field: 'strata.dimension', value: stratum.dimension });
    if (seen.has(key)) return refuse('INVALID_VALUE', clause, { field: 'strata.value', value: key });
    if (SCALES[stratum.dimension] !== undefined && scaleOf(stratum) === undefined) return refuse('INVALID_VALUE', clause, { field: 'strata.value', value: key });
    const parts = partsOfRatio(stratum.ratio);
    if (parts === null || parts === 0n) return refuse('INVALID_VALUE', clause, { field: 'strata.ratio', value: stratum.ratio });
    if (stratum.frequency !== null && stratum.frequency < 1) return refuse('INVALID_VALUE', clause, { field: 'strata.frequency', value: stratum.frequency });
    seen.add(key);
  }
  return ok(undefined);
}

const inverted = (clause: string | null, stratum: Stratum, against: string): Outcome<never> =>
  refuse('DIFFERENTIATION_INVERTED', clause, { dimension: stratum.dimension, value: stratum.value, ratio: stratum.ratio, against });

/** The lower the risk, the lower ratio and frequency, and the lowest not above the base: 适当降低, never the other way round. */
export function lowerRiskIsNotInspectedMore(profile: Profile, base: RatioParts | null, strata: readonly Stratum[]): Outcome<void> {
  const clause = clauseOf(profile.draw.lowRisk);
  const all = ranked(strata);
  for (const low of all) {
    if (low.extreme === 'LOWEST' && base !== null && low.ratio > base) return inverted(clause, low.stratum, 'base');
    for (const high of all) {
      if (!sameScale(low, high) || low.rank >= high.rank) continue;
      const oftener = low.stratum.frequency !== null && high.stratum.frequency !== null && low.stratum.frequency > high.stratum.frequency;
      if (low.ratio > high.ratio || oftener) return inverted(clause, low.stratum, high.stratum.value);
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
    if (highRisk.value === 'MUST_EXCEED_LOW_RISK' && low !== undefined && high.ratio <= low.ratio && low.ratio < WHOLE) return inverted(clause, high.stratum, low.stratum.value);
  }
  return ok(undefined);
}
