import { sha256 } from '@noble/hashes/sha2';

/** Any bytes to a fixed number of bytes; SM3 does as well as SHA-256. */
export type Hasher = (data: Uint8Array) => Uint8Array;

/** The three hashes of an RFC 6962 tree. The leading byte keeps a leaf from ever standing for a node. */
export interface TreeHash {
  readonly length: number;
  /** Root of the tree without entries. */
  readonly empty: Uint8Array;
  leaf(entry: Uint8Array): Uint8Array;
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
}

function joined(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const data = new Uint8Array(parts.reduce((length, part) => length + part.length, 1));
  data[0] = prefix;
  let offset = 1;
  for (const part of parts) {
    data.set(part, offset);
    offset += part.length;
  }
  return data;
}

/** Builds the hashes of a tree from one hash function. */
export function treeHashOf(hasher: Hasher): TreeHash {
  const empty = hasher(new Uint8Array(0));
  return {
    length: empty.length,
    empty,
    leaf: (entry) => hasher(joined(0, entry)),
    node: (left, right) => hasher(joined(1, left, right)),
  };
}

/** RFC 6962 and RFC 9162 as they are written. */
export const SHA256_TREE: TreeHash = treeHashOf(sha256);
