import { hexToBytes } from '@noble/hashes/utils';
import { canonicalJson } from './canonical-json.ts';
import { hasherOf, taggedHash, type HashAlgorithm } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';

/** What one source gave: text exactly as published, or bytes in lower-case hexadecimal. Never a number: leading zeros count. */
export interface Contribution {
  readonly source: string;
  readonly encoding: 'text' | 'hex';
  readonly value: string;
}

/** What a source publishes to bind itself to a contribution that it reveals later; the value needs 128 bits or more of its own chance. */
export const commitmentTo = (hash: HashAlgorithm, contribution: Contribution): string =>
  taggedHash(hasherOf(hash), 'sortition/commitment/v1', canonicalJson(contribution));

/** The seed of a draw: a hash over the intent and every contribution, in the order of the sources' UTF-8 bytes. */
export function seedOf(hash: HashAlgorithm, intent: string, contributions: readonly Contribution[]): string {
  const ordered = contributions.toSorted((a, b) => compareUtf8(a.source, b.source));
  return taggedHash(hasherOf(hash), 'sortition/seed/v1', hexToBytes(intent), canonicalJson(ordered));
}
