import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { describe, expect, it } from 'vitest';
import { hasherOf, type Hasher } from '../src/draw.ts';
import { drawBy } from './every-order.ts';

// The published examples of R. Rivest's consistent_sampler: another program that draws the smallest of hashed tickets.
const file = join(import.meta.dirname, '../../../../shared/data/vectors/consistent_sampler.json');
const isHere = existsSync(file);

interface Vectors {
  readonly primitives: readonly { readonly fn: string; readonly in: unknown; readonly out: string }[];
  readonly orders: readonly { readonly name: string; readonly ids: readonly (string | number)[]; readonly seed: number; readonly expected_order: readonly (string | number)[] }[];
}

const vectors: Vectors = isHere ? JSON.parse(readFileSync(file, 'utf8')) : { primitives: [], orders: [] };
const sha256Hex = (text: string): string => bytesToHex(hasherOf('SHA-256')(utf8ToBytes(text)));

/** The sampler's fraction: the decimal digits of the hash, padded to 64 and reversed, behind the point. */
const fractionOf = (seed: string, id: string): string => [...BigInt(`0x${sha256Hex(sha256Hex(seed) + id)}`).toString().padStart(64, '0')].toReversed().join('');

/** A hasher whose tickets stand in the order of the sampler's fractions. */
const samplerOf = (seed: string): Hasher => (data) => {
  const digits = fractionOf(seed, new TextDecoder().decode(data.subarray(33))).slice(0, 60);
  const scaled = (BigInt(digits) << 256n) / 10n ** 60n;
  return Uint8Array.from(scaled.toString(16).padStart(64, '0').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};

describe('the published examples of consistent_sampler', () => {
  it.skipIf(!isHere)('the hash is the same (skipped without ../shared)', () => {
    const known = vectors.primitives.find(({ fn }) => fn === 'sha256_hex');
    expect(sha256Hex(String(known?.in))).toBe(known?.out);
    const fraction = vectors.primitives.find(({ fn }) => fn === 'first_fraction');
    const [id, seed] = Array.isArray(fraction?.in) ? fraction.in : [];
    expect(`0.${fractionOf(String(seed), String(id))}`).toBe(fraction?.out);
  });

  it.skipIf(!isHere)('the smallest tickets come out in the published order (skipped without ../shared)', () => {
    expect(vectors.orders.length).toBeGreaterThanOrEqual(3);
    for (const { name, ids, seed, expected_order: expected } of vectors.orders) {
      const units = ids.map((id) => ({ unitId: String(id), stratum: 'S', weight: 1 }));
      for (let size = 1; size <= expected.length; size++) {
        const [stratum] = drawBy(samplerOf(String(seed)), units, [{ key: 'S', size, reserve: 0 }]);
        expect(stratum?.drawn.map(({ unitId }) => unitId), name).toEqual(expected.slice(0, size).map(String));
      }
    }
  });
});
