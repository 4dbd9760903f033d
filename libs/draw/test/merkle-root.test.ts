import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hexToBytes } from '@noble/hashes/utils';
import { expect, it } from 'vitest';
import { hasherOf } from '../src/draw.ts';
import { MerkleRoot } from '../src/merkle-root.ts';

const published = join(import.meta.dirname, '../../../../shared/data/vectors/merkle/rfc6962_tree.json');

it.skipIf(!existsSync(published))('the tree has the roots of the published RFC 6962 vectors (SKIPPED when ../shared/data is absent)', () => {
  const { leaf_inputs_hex: leaves, root_hash_by_size_0_8: roots } = JSON.parse(readFileSync(published, 'utf8'));
  const tree = new MerkleRoot(hasherOf('SHA-256'));
  expect(tree.root()).toBe(roots[0]);
  for (const [i, leaf] of leaves.entries()) {
    tree.addPrefixedLeaf(Uint8Array.of(0, ...hexToBytes(leaf)));
    expect(tree.root()).toBe(roots[i + 1]);
  }
  expect(roots).toHaveLength(9);
});
