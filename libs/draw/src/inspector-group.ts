import { canonicalJson } from './canonical-json.ts';
import { taggedHash, type Hasher } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';

/** Drawn objects that one team serves. */
export interface ObjectGroup {
  /** Hash of the certificate under which the objects were drawn. */
  readonly certificateHash: string;
  /** Version of the dispatched list. */
  readonly listVersion: number;
  /** From 1, in the order in which the objects were dealt. */
  readonly number: number;
  readonly objectIds: readonly string[];
}

/** The id of a group as a subject of the matching: whoever draws for another list, or deals it otherwise, has other ids. */
export function groupIdOf({ certificateHash, listVersion, number, objectIds }: ObjectGroup, hasher: Hasher): string {
  const digest = taggedHash(hasher, 'sortition/group/v1', canonicalJson({ certificateHash, listVersion, number, objectIds: objectIds.toSorted(compareUtf8) }));
  return `G${String(number).padStart(5, '0')}-${digest.slice(0, 16)}`;
}
