import { invariant } from '@sortition/kernel';

/** A complete subtree: the 2^level entries from index · 2^level on. Once it is complete its hash never changes, so it can be stored. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** Entries `from` to `to`, without `to`, as one subtree of the tree. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Largest power of two below n, for n > 1: where RFC 6962 splits a tree. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

/** The complete subtrees that a range of the tree consists of, from left to right; their number is at most the logarithm of its length. */
export function nodesOf({ from, to }: Range): NodeId[] {
  const nodes: NodeId[] = [];
  for (let start = from; start < to;) {
    let level = 0;
    let width = 1;
    while (width * 2 <= to - start) {
      width *= 2;
      level += 1;
    }
    invariant(start % width === 0, 'a range begins where a subtree does');
    nodes.push({ level, index: start / width });
    start += width;
  }
  return nodes;
}

/** The ranges whose hashes prove that entry `index` is in the tree of `size` entries; the entry's neighbour comes first. RFC 9162 2.1.3.1. */
export function inclusionRanges(index: number, size: number): Range[] {
  invariant(Number.isSafeInteger(size) && index >= 0 && index < size, 'the entry is in the tree');
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose hashes prove that the tree of `size` entries begins with the tree of `earlier` entries. RFC 9162 2.1.4.1. */
export function consistencyRanges(earlier: number, size: number): Range[] {
  invariant(Number.isSafeInteger(size) && earlier >= 0 && earlier <= size, 'the earlier tree is not the larger one');
  if (earlier === 0 || earlier === size) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to !== earlier) {
    const middle = from + splitOf(to - from);
    if (earlier <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  // the earlier root itself is known to whoever asks; otherwise its last subtree comes first
  if (from > 0) ranges.push({ from, to });
  return ranges.reverse();
}
