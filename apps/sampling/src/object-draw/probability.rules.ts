import { inclusionProbability } from '@sortition/draw';

interface Stratum {
  readonly population: number;
  readonly weight: number;
}

const PLACES = 10n ** 12n;

/**
 * The chance of a unit, as decimal text. Where all units weigh the same it is exactly size over population. Where they do not,
 * there is no closed form, and the least that it can be is told: in each of n draws a unit of weight w has at least the chance
 * w/W, so it is drawn with at least 1 − (1 − w/W)ⁿ, which is not below wn/(W + wn).
 */
export function chanceOf(stratum: Stratum, size: number, weight: number): string {
  const exact = inclusionProbability(stratum, size);
  if (exact !== null) return exact.decimal;
  if (size >= stratum.population) return '1';
  const share = BigInt(weight) * BigInt(size);
  const scaled = (share * PLACES) / (BigInt(stratum.weight) + share);
  return `≥ 0.${scaled.toString().padStart(12, '0')}`.replace(/0+$/, '');
}

