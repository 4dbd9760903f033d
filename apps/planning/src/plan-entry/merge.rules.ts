import type { MergeBy } from '@sortition/profiles';
import { divisionsOverlap } from '../division.rules.ts';
import type { EntryItem } from './plan-entry.rules.ts';

/** What makes entries alike. */
export interface MergeableEntry {
  readonly id: string;
  readonly items: readonly EntryItem[];
  readonly modes: readonly string[];
  readonly population: { readonly divisionCodes: readonly string[] };
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly notMergedReason: string | null;
}

export interface SimilarPair {
  readonly entryIds: readonly [string, string];
  readonly dimensions: readonly string[];
  /** A reason against merging was given. */
  readonly explained: boolean;
}

const share = <T>(a: readonly T[], b: readonly T[]): boolean => a.some((each) => b.includes(each));
const isSaid = (text: string | null): boolean => text !== null && text.trim() !== '';

const sameTime = (a: MergeableEntry, b: MergeableEntry): boolean =>
  a.periodFrom !== null && a.periodTo !== null && b.periodFrom !== null && b.periodTo !== null && a.periodFrom <= b.periodTo && b.periodFrom <= a.periodTo;

const ALIKE: Readonly<Record<MergeBy, (a: MergeableEntry, b: MergeableEntry) => boolean>> = {
  OBJECT_TYPE: (a, b) => share(a.items.map(({ objectType }) => objectType), b.items.map(({ objectType }) => objectType)),
  MODE: (a, b) => share(a.modes, b.modes),
  TIME: sameTime,
  CONTENT: (a, b) => share(a.items.map(({ itemId }) => itemId), b.items.map(({ itemId }) => itemId)),
};

/**
 * Entries that would send inspectors to the same doors twice: alike in what the profile compares, at the same time and in the
 * same area. 进一次门、查多项事.
 */
export function similarPairs(mergeBy: readonly MergeBy[], entries: readonly MergeableEntry[]): SimilarPair[] {
  if (mergeBy.length === 0) return [];
  return entries.flatMap((a, index) => entries.slice(index + 1)
    .filter((b) => mergeBy.every((dimension) => ALIKE[dimension](a, b)) && sameTime(a, b) && divisionsOverlap(a.population.divisionCodes, b.population.divisionCodes))
    .map((b): SimilarPair => ({
      entryIds: [a.id, b.id],
      dimensions: [...new Set([...mergeBy, 'REGION', 'TIME'])],
      explained: isSaid(a.notMergedReason) || isSaid(b.notMergedReason),
    })));
}
