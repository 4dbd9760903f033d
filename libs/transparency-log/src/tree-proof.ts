import { invariant } from '@sortition/kernel';
import { SHA256_TREE, type TreeHash } from './tree-hash.ts';
import { consistencyRanges, inclusionRanges, nodesOf, type NodeId, type Range } from './tree-shape.ts';

/** Gives the stored hash of a complete subtree. */
export type NodeLookup = (node: NodeId) => Uint8Array;

/** All stored hashes that some ranges are made of, so that they can be read at once. */
export const nodesOfRanges = (ranges: readonly Range[]): NodeId[] => ranges.flatMap(nodesOf);

/** The hash of a range from the hashes of its complete subtrees. */
export function hashOfRange(range: Range, lookup: NodeLookup, hash: TreeHash = SHA256_TREE): Uint8Array {
  const [last, ...before] = nodesOf(range).map(lookup).reverse();
  invariant(last !== undefined, 'a range holds an entry');
  return before.reduce((right, left) => hash.node(left, right), last);
}

/** The root of the tree of `size` entries. */
export const rootOf = (size: number, lookup: NodeLookup, hash: TreeHash = SHA256_TREE): Uint8Array =>
  (size === 0 ? hash.empty : hashOfRange({ from: 0, to: size }, lookup, hash));

/** Proof that entry `index` is in the tree of `size` entries, as RFC 9162 writes it. */
export const inclusionProof = (index: number, size: number, lookup: NodeLookup, hash: TreeHash = SHA256_TREE): Uint8Array[] =>
  inclusionRanges(index, size).map((range) => hashOfRange(range, lookup, hash));

/** Proof that the tree of `size` entries begins with the tree of `earlier` entries, as RFC 9162 writes it. */
export const consistencyProof = (earlier: number, size: number, lookup: NodeLookup, hash: TreeHash = SHA256_TREE): Uint8Array[] =>
  consistencyRanges(earlier, size).map((range) => hashOfRange(range, lookup, hash));
