import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toHex } from './bytes.ts';
import { GrowingTree, type TreeNode } from './growing-tree.ts';
import { SHA256_TREE, treeHashOf } from './tree-hash.ts';
import { consistencyProof, inclusionProof, rootOf, type NodeLookup } from './tree-proof.ts';
import { consistencyIsProved, inclusionIsProved } from './verify-proof.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A grown tree with everything that it handed out to be stored, and its root at every size. */
function grow(size: number) {
  const stored = new Map<string, Uint8Array>();
  const tree = new GrowingTree();
  const roots = [tree.root()];
  const leaves: Uint8Array[] = [];
  for (let i = 0; i < size; i += 1) {
    const leaf = SHA256_TREE.leaf(utf8(`entry ${i}`));
    leaves.push(leaf);
    for (const { level, index, hash } of tree.append(leaf)) stored.set(`${level}/${index}`, hash);
    roots.push(tree.root());
  }
  const lookup: NodeLookup = ({ level, index }) => {
    const hash = stored.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`the subtree ${level}/${index} was not stored`);
    return hash;
  };
  return { tree, roots, leaves, lookup };
}

/** The definition of RFC 6962, word for word: the slow way that cannot be wrong. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return SHA256_TREE.empty;
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return SHA256_TREE.node(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
const N = 40;
const grown = grow(N);

describe('a growing tree', () => {
  it('has the root that RFC 6962 defines, at every size, from what it keeps and from what it stored', () => {
    for (let size = 0; size <= N; size += 1) {
      expect(toHex(grown.roots[size] ?? SHA256_TREE.empty)).toBe(toHex(definedRoot(grown.leaves.slice(0, size))));
      expect(toHex(rootOf(size, grown.lookup))).toBe(toHex(definedRoot(grown.leaves.slice(0, size))));
    }
  });

  it('goes on from its right edge as if it had never stopped', () => {
    fc.assert(fc.property(fc.nat(N), (at) => {
      const before = new GrowingTree();
      const completed: TreeNode[] = grown.leaves.slice(0, at).flatMap((leaf) => before.append(leaf));
      const peaks = completed.filter(({ level, index }) => (index + 1) * 2 ** level <= at && !completed.some((node) => node.level === level + 1 && node.index === Math.floor(index / 2)));
      const again = new GrowingTree(at, peaks.toSorted((a, b) => b.level - a.level).map(({ hash }) => hash));
      for (const leaf of grown.leaves.slice(at)) again.append(leaf);
      expect(toHex(again.root())).toBe(toHex(grown.tree.root()));
    }));
  });

  it('stores less than two hashes for each entry, and keeps no more than the logarithm', () => {
    const tree = new GrowingTree();
    const stored = Array.from({ length: 1_000 }, (_, i) => tree.append(SHA256_TREE.leaf(utf8(String(i)))).length).reduce((a, b) => a + b, 0);
    expect(stored).toBeLessThan(2_000);
  });
});

describe('proofs', () => {
  it('of inclusion hold for every entry of every size, and for no other entry, place or size', () => {
    for (let size = 1; size <= N; size += 1) {
      const root = grown.roots[size] ?? SHA256_TREE.empty;
      for (let index = 0; index < size; index += 1) {
        const claim = { index, size, root, leafHash: grown.leaves[index] ?? root, proof: inclusionProof(index, size, grown.lookup) };
        expect(inclusionIsProved(claim)).toBe(true);
        for (const other of [index - 1, index + 1, index + size, 0.5, -1, Number.NaN]) if (other !== index) expect(inclusionIsProved({ ...claim, index: other })).toBe(false);
        expect(inclusionIsProved({ ...claim, leafHash: grown.leaves[index + 1] ?? SHA256_TREE.empty })).toBe(false);
        expect(inclusionIsProved({ ...claim, proof: [...claim.proof, root] })).toBe(false);
        if (claim.proof.length > 0) expect(inclusionIsProved({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
      }
    }
  });

  it('of consistency hold from every size to every later one, and not with any other root', () => {
    for (let size = 0; size <= N; size += 1) {
      const root = grown.roots[size] ?? SHA256_TREE.empty;
      for (let earlier = 0; earlier <= size; earlier += 1) {
        const claim = { earlier, size, root, earlierRoot: grown.roots[earlier] ?? root, proof: consistencyProof(earlier, size, grown.lookup) };
        expect(consistencyIsProved(claim)).toBe(true);
        expect(consistencyIsProved({ ...claim, earlierRoot: flipped(claim.earlierRoot, 5) })).toBe(false);
        if (earlier > 0) expect(consistencyIsProved({ ...claim, root: flipped(root, 9) })).toBe(false);
        expect(consistencyIsProved({ ...claim, proof: [...claim.proof, root] })).toBe(false);
        if (earlier < size) expect(consistencyIsProved({ ...claim, earlier: size, size: earlier })).toBe(false);
      }
    }
  });

  it('with any one bit changed are refused', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: N }), fc.nat(), fc.nat(), fc.nat(255), (size, a, b, bit) => {
      const index = a % size;
      const root = grown.roots[size] ?? SHA256_TREE.empty;
      const included = { index, size, root, leafHash: grown.leaves[index] ?? root, proof: inclusionProof(index, size, grown.lookup) };
      const at = b % included.proof.length;
      expect(inclusionIsProved({ ...included, proof: included.proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash)) })).toBe(false);
      expect(inclusionIsProved({ ...included, leafHash: flipped(included.leafHash, bit) })).toBe(false);
      expect(inclusionIsProved({ ...included, root: flipped(root, bit) })).toBe(false);
      const earlier = 1 + (a % (size - 1));
      const grew = { earlier, size, root, earlierRoot: grown.roots[earlier] ?? root, proof: consistencyProof(earlier, size, grown.lookup) };
      const there = b % grew.proof.length;
      expect(consistencyIsProved({ ...grew, proof: grew.proof.map((hash, i) => (i === there ? flipped(hash, bit) : hash)) })).toBe(false);
    }), { numRuns: 2_000 });
  });

  it('do not take hashes of another length, which could be cut elsewhere', () => {
    const [left = SHA256_TREE.empty, right = SHA256_TREE.empty] = grown.leaves;
    const root = grown.roots[2] ?? SHA256_TREE.empty;
    expect(inclusionIsProved({ index: 0, size: 2, leafHash: left, root, proof: [right] })).toBe(true);
    const moved = { leafHash: left.slice(0, 31), proof: [Uint8Array.of(left[31] ?? 0, ...right)] };
    expect(inclusionIsProved({ index: 0, size: 2, root, ...moved })).toBe(false);
  });

  it('of a one-leaf tree prove nothing about a larger one', () => {
    const [leaf = SHA256_TREE.empty] = grown.leaves;
    expect(inclusionIsProved({ index: 0, size: 1, leafHash: leaf, root: leaf, proof: [] })).toBe(true);
    for (let size = 2; size <= N; size += 1) {
      expect(inclusionIsProved({ index: 0, size, leafHash: leaf, root: grown.roots[size] ?? leaf, proof: [] })).toBe(false);
      expect(inclusionIsProved({ index: 0, size, leafHash: leaf, root: leaf, proof: [] })).toBe(false);
    }
    // an inner node passed off as an entry: the leading byte tells them apart
    const forged = Uint8Array.of(...leaf, ...grown.leaves[1] ?? []);
    expect(toHex(SHA256_TREE.leaf(forged))).not.toBe(toHex(grown.roots[2] ?? leaf));
  });

  it('work with another hash', () => {
    const toy = treeHashOf((data) => data.reduce((state, byte) => state.map((s, i) => (Math.imul(s ^ byte, 167) + i + (state[(i + 1) % 8] ?? 0)) & 0xff), new Uint8Array(8)));
    const tree = new GrowingTree(0, [], toy);
    const stored = new Map(Array.from({ length: 11 }, (_, i) => tree.append(toy.leaf(utf8(String(i))))).flat().map(({ level, index, hash }) => [`${level}/${index}`, hash]));
    const lookup: NodeLookup = ({ level, index }) => stored.get(`${level}/${index}`) ?? toy.empty;
    expect(inclusionIsProved({ index: 6, size: 11, leafHash: toy.leaf(utf8('6')), root: tree.root(), proof: inclusionProof(6, 11, lookup, toy) }, toy)).toBe(true);
    expect(consistencyIsProved({ earlier: 6, size: 11, earlierRoot: rootOf(6, lookup, toy), root: tree.root(), proof: consistencyProof(6, 11, lookup, toy) }, toy)).toBe(true);
  });
});

interface InclusionProbe { leafIdx: number; treeSize: number; root: string; leafHash: string; proof: string[] | null; desc: string; wantErr: boolean }
interface ConsistencyProbe { size1: number; size2: number; root1: string; root2: string; proof: string[] | null; desc: string; wantErr: boolean }
interface ReferenceTree {
  leaf_inputs_hex: string[];
  root_hash_by_size_0_8: string[];
  node_hashes_level_order: Record<string, string[]>;
  inclusion_proofs: { index: number; size: number; proof: string[] }[];
  consistency_proofs: { size1: number; size2: number; proof: string[] }[];
}

const folder = join(import.meta.dirname, '../../../../shared/data/vectors/merkle');
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array(0);

describe.skipIf(!existsSync(folder))('the published vectors of RFC 6962 implementations (skipped where ../shared/data/vectors/merkle is absent)', () => {
  it('have our hashes, roots and proofs', () => {
    const reference = read<ReferenceTree>('rfc6962_tree.json');
    const tree = new GrowingTree();
    const nodes: Record<string, string> = {};
    expect(toHex(tree.root())).toBe(reference.root_hash_by_size_0_8[0]);
    reference.leaf_inputs_hex.forEach((input, i) => {
      for (const { level, index, hash } of tree.append(SHA256_TREE.leaf(fromHex(input) ?? new Uint8Array(0)))) nodes[`${level}/${index}`] = toHex(hash);
      expect(toHex(tree.root())).toBe(reference.root_hash_by_size_0_8[i + 1]);
    });
    for (const [level, hashes] of Object.entries(reference.node_hashes_level_order)) hashes.forEach((hash, index) => expect(nodes[`${level.replace('level', '')}/${index}`]).toBe(hash));
    const lookup: NodeLookup = ({ level, index }) => fromHex(nodes[`${level}/${index}`] ?? '') ?? new Uint8Array(0);
    for (const { index, size, proof } of reference.inclusion_proofs) expect(inclusionProof(index, size, lookup).map(toHex)).toEqual(proof);
    for (const { size1, size2, proof } of reference.consistency_proofs) expect(consistencyProof(size1, size2, lookup).map(toHex)).toEqual(proof);
  });

  it('agree about every inclusion proof, good and bad', () => {
    for (const { leafIdx, treeSize, root, leafHash, proof, desc, wantErr } of read<InclusionProbe[]>('inclusion_probes.json')) {
      expect(inclusionIsProved({ index: leafIdx, size: treeSize, root: bytes(root), leafHash: bytes(leafHash), proof: (proof ?? []).map(bytes) }), desc).toBe(!wantErr);
    }
  });

  it('agree about every consistency proof, good and bad', () => {
    for (const { size1, size2, root1, root2, proof, desc, wantErr } of read<ConsistencyProbe[]>('consistency_probes.json')) {
      // one probe has a text of ten bytes for both roots, and counts on nobody looking at them; we do
      const areHashes = [root1, root2].every((root) => bytes(root).length === 32);
      expect(consistencyIsProved({ earlier: size1, size: size2, earlierRoot: bytes(root1), root: bytes(root2), proof: (proof ?? []).map(bytes) }), desc).toBe(!wantErr && areHashes);
    }
  });
});
