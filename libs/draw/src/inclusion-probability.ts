import { decimalOf } from './fraction.ts';
import type { StratumCount } from './frame-hasher.ts';

/** The chance that a unit of a stratum is drawn: the exact fraction n/N, and as a decimal string for people. */
export interface InclusionProbability {
  readonly numerator: number;
  readonly denominator: number;
  readonly decimal: string;
}

/**
 * The probability of each unit of a stratum whose units all weigh the same, which is size over population exactly.
 * Null for an empty stratum, and where `weight` shows heavier units: their chances differ and have no closed form.
 */
export function inclusionProbability({ population, weight }: Pick<StratumCount, 'population' | 'weight'>, size: number): InclusionProbability | null {
  if (population === 0 || weight !== population) return null;
  return { numerator: size, denominator: population, decimal: decimalOf({ numerator: BigInt(size), denominator: BigInt(population) }) };
}
