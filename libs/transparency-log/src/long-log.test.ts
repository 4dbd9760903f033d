import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consistencyProof, inclusionProof, rootOf, type NodeLookup } from './tree-proof.ts';
import { GrowingTree } from './growing-tree.ts';
import { SHA256_TREE } from './tree-hash.ts';
import { consistencyIsProved, inclusionIsProved } from './verify-proof.ts';

const SIZE = 10_000;
const tree = new GrowingTree();
const stored = new Map(Array.from({ length: SIZE }, (_, i) => tree.append(SHA256_TREE.leaf(new TextEncoder().encode(`entry ${i}`)))).flat().map(({ level, index, hash }) => [`${level}/${index}`, hash]));
const lookup: NodeLookup = ({ level, index }) => stored.get(`${level}/${index}`) ?? SHA256_TREE.empty;
const root = tree.root();
const leafHashOf = (index: number): Uint8Array => lookup({ level: 0, index });
const flipped = (bytes: Uint8Array, bit: number): Uint8Array => bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

it('ten thousand honest proofs are accepted', { timeout: 60_000 }, () => {
  const refused = Array.from({ length: SIZE }, (_, index) => index).filter((index) => !inclusionIsProved({ index, size: SIZE, leafHash: leafHashOf(index), root, proof: inclusionProof(index, SIZE, lookup) }));
  expect(refused).toEqual([]);
});

it('ten thousand changed bits in entry, proof or root are noticed', { timeout: 60_000 }, () => {
  fc.assert(fc.property(fc.nat(SIZE - 1), fc.nat(255), fc.nat(), (index, bit, where) => {
    const proof = inclusionProof(index, SIZE, lookup);
    const at = where % (proof.length + 2);
    const claim = { index, size: SIZE, leafHash: leafHashOf(index), root, proof };
    const spoiled = at === 0 ? { ...claim, leafHash: flipped(claim.leafHash, bit) } : at === 1 ? { ...claim, root: flipped(root, bit) } : { ...claim, proof: proof.with(at - 2, flipped(proof[at - 2] ?? root, bit)) };
    return !inclusionIsProved(spoiled);
  }), { numRuns: SIZE });
});

it('growth is proved between any two sizes, and never by the proof for another size', { timeout: 60_000 }, () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: SIZE - 2 }), fc.nat(), (earlier, more) => {
    const size = earlier + 1 + (more % (SIZE - earlier - 1));
    const claim = { earlier, size, earlierRoot: rootOf(earlier, lookup), root: rootOf(size, lookup), proof: consistencyProof(earlier, size, lookup) };
    return consistencyIsProved(claim) && !consistencyIsProved({ ...claim, earlier: earlier + 1, earlierRoot: rootOf(earlier + 1, lookup) }) && !consistencyIsProved({ ...claim, root });
  }), { numRuns: 1_000 });
});
