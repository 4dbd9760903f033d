/** A middle value and how far the others were from it. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = Number.NaN, lower = Number.NaN] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

export const spreadOf = (values: readonly number[]): Spread => ({ median: median(values), min: Math.min(...values), max: Math.max(...values) });

/** The time within which such a share of all was answered; of the nearest rank. */
export const percentile = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

/** Round by round, so that what slows the machine down for a while slows both. */
export const ratiosOf = (ours: readonly number[], theirs: readonly number[]): number[] => ours.map((value, round) => value / (theirs[round] ?? Number.NaN));

/** In each round another begins, so that none always follows the same. */
export const rotated = <T>(all: readonly T[], round: number): T[] => all.map((_one, place) => all[(place + round) % all.length]).filter((one) => one !== undefined);

/** Whether the last two slices of a warm-up went as fast as the one before them, within a share. */
export function isSteady(slices: readonly number[], share: number): boolean {
  const last = slices.slice(-3);
  return last.length === 3 && Math.max(...last) - Math.min(...last) <= share * Math.max(...last);
}
