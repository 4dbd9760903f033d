import { finding, type Finding } from './audited-draw.ts';
import { poissonAtLeast } from './tail-probabilities.ts';

/** Two lots and how many units both gave. */
export interface CommonUnits {
  readonly populations: readonly [number, number];
  readonly sizes: readonly [number, number];
  readonly common: number;
}

/** The pair that met most often, out of how many, and how often the likeliest of all pairs is expected to. */
export interface MostFrequentPair {
  readonly possiblePairs: number;
  readonly times: number;
  readonly expected: number;
}

/**
 * Lists that share more than chance lets them. However the two frames overlap, at most k·l/max(n, m) common units are expected;
 * a Poisson variable of that mean scatters more than the truth, so that the chance is stated too high rather than too low.
 * `pairs` counts all pairs of lots, `alike` need only hold those that share anything.
 */
export function listsAlike(pairs: number, alike: Iterable<CommonUnits>): Finding {
  let least = 1;
  for (const { populations, sizes, common } of alike) {
    const expected = (sizes[0] * sizes[1]) / Math.max(...populations);
    if (common > expected) least = Math.min(least, poissonAtLeast(common, expected));
  }
  return finding('LISTS_ALIKE', pairs, pairs === 0 ? null : Math.min(1, pairs * least));
}

/** Whether some pair meets again and again: two objects in one list, or an inspector and an object. */
export function pairsRepeat(code: 'OBJECT_PAIRS' | 'INSPECTOR_OBJECT_PAIRS', groups: readonly MostFrequentPair[]): Finding {
  const least = groups.reduce((smallest, { possiblePairs, times, expected }) => Math.min(smallest, times < 2 ? 1 : possiblePairs * poissonAtLeast(times, expected)), 1);
  const met = groups.reduce((sum, { possiblePairs }) => sum + possiblePairs, 0);
  return finding(code, met, groups.length === 0 ? null : Math.min(1, groups.length * least));
}
