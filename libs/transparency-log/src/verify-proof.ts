import { sameBytes } from './bytes.ts';
import { SHA256_TREE, type TreeHash } from './tree-hash.ts';

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const wellFormed = (hashes: readonly Uint8Array[], { length }: TreeHash): boolean => hashes.every((hash) => hash.length === length);

/** Whether the proof shows that the entry with this leaf hash is number `index` of the tree with this size and root. RFC 9162 2.1.3.2. */
export function inclusionIsProved(claim: { readonly index: number; readonly size: number; readonly leafHash: Uint8Array; readonly root: Uint8Array; readonly proof: readonly Uint8Array[] }, hash: TreeHash = SHA256_TREE): boolean {
  const { index, size, leafHash, root, proof } = claim;
  if (!isSize(size) || !isSize(index) || index >= size || !wellFormed([leafHash, root, ...proof], hash)) return false;
  let [place, last] = [index, size - 1];
  let computed = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      computed = hash.node(sibling, computed);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      computed = hash.node(computed, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(computed, root);
}

/** Whether the proof shows that the tree of `size` entries begins with all entries of the earlier one. RFC 9162 2.1.4.2. */
export function consistencyIsProved(claim: { readonly earlier: number; readonly size: number; readonly earlierRoot: Uint8Array; readonly root: Uint8Array; readonly proof: readonly Uint8Array[] }, hash: TreeHash = SHA256_TREE): boolean {
  const { earlier, size, earlierRoot, root, proof } = claim;
  if (!isSize(earlier) || !isSize(size) || earlier > size || !wellFormed([earlierRoot, root, ...proof], hash)) return false;
  if (earlier === size) return proof.length === 0 && sameBytes(earlierRoot, root);
  if (earlier === 0) return proof.length === 0 && sameBytes(earlierRoot, hash.empty);
  let [place, last] = [earlier - 1, size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  // a complete earlier tree is a subtree of the later one: its root is where the proof begins
  const [first, ...rest] = place === 0 ? [earlierRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [computedEarlier, computed] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      computedEarlier = hash.node(sibling, computedEarlier);
      computed = hash.node(sibling, computed);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      computed = hash.node(computed, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(computedEarlier, earlierRoot) && sameBytes(computed, root);
}
