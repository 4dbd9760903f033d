import { canonicalJson } from './canonical-json.ts';
import { hasherOf, taggedHash, type HashAlgorithm } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';
import type { Rounding, Sizing } from './size-stratum.ts';

/** Where randomness will come from, named before it exists. */
export interface RandomnessSource {
  /** Unique within the intent: a department code, a beacon and its round, a place and hour of dice. */
  readonly source: string;
  /** PLATFORM: bytes made by the platform after the intent was recorded; the others are outside its control. */
  readonly kind: 'PLATFORM' | 'DEPARTMENT' | 'BEACON' | 'DICE';
  /** `commitmentTo` the contribution, for those who commit first and reveal later; null for the others. */
  readonly commitment: string | null;
}

/** One stratum (层) of the frame and what it shall give. */
export interface IntendedStratum {
  readonly key: string;
  readonly population: number;
  /** The sum of the weights of its units; equal to the population where nothing is weighted. */
  readonly weight: number;
  readonly sizing: Sizing;
  readonly rounding: Rounding;
  readonly minimum: number;
  readonly size: number;
  /** How many units after the drawn ones are certified in their order, to follow when one has to be changed. */
  readonly reserve: number;
}

/** Everything that fixes a draw (抽取) before its randomness exists. Lists are in the order of their first text's bytes. */
export interface DrawIntent {
  readonly format: 'sortition/intent/v1';
  readonly algorithm: 'tickets/v1';
  readonly hash: HashAlgorithm;
  readonly taskNumber: string;
  readonly profile: string;
  readonly profileHash: string;
  readonly rosterVersion: string;
  /** NAMED: the frame holds the ids of the units; SEALED: leaves that stand for them, and labels for the strata, until they are opened. */
  readonly units: 'NAMED' | 'SEALED';
  readonly frameRoot: string;
  readonly frameCount: number;
  /** How many units of the roster were left out, by reason. */
  readonly exclusions: readonly { readonly reason: string; readonly count: number }[];
  readonly strata: readonly IntendedStratum[];
  /** The department that draws. */
  readonly drawnBy: string;
  readonly randomness: readonly RandomnessSource[];
  /** 1 for the first intent of a task; an abandoned intent stays on record and is counted. */
  readonly attempt: number;
  /** The certificate hash of the draw that this one supplements; its drawn units are not in this frame. */
  readonly continues: string | null;
  /** An instant, such as `2026-03-15T09:30:00+08:00`. */
  readonly createdAt: string;
}

/** The hash that is published before the randomness exists; the format of the intent is its tag. */
export const intentHash = (intent: { readonly format: string; readonly hash: HashAlgorithm }): string =>
  taggedHash(hasherOf(intent.hash), intent.format, canonicalJson(intent));

/** An intent with its lists in canonical order. */
export function draftIntent(fields: Omit<DrawIntent, 'format' | 'algorithm'>): DrawIntent {
  return {
    ...fields,
    format: 'sortition/intent/v1',
    algorithm: 'tickets/v1',
    exclusions: fields.exclusions.toSorted((a, b) => compareUtf8(a.reason, b.reason)),
    strata: fields.strata.toSorted((a, b) => compareUtf8(a.key, b.key)),
    randomness: fields.randomness.toSorted((a, b) => compareUtf8(a.source, b.source)),
  };
}
