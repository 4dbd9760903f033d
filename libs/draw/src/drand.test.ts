import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beaconRandomness, DRAND_CHAINS, drandRoundOf, drandSource, roundAt, roundTime, verifyBeacon, type DrandChain } from './drand.ts';

const quicknet = DRAND_CHAINS.get('quicknet') as DrandChain;
const SIGNATURE_1000 = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
const SIGNATURE_1001 = 'b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41';
const INFINITY = `c0${'00'.repeat(47)}`;

test('rounds 1000 and 1001 of quicknet, as they were published, verify under the pinned key', () => {
  expect(verifyBeacon({ chain: quicknet, round: 1000 }, SIGNATURE_1000)).toBe(true);
  expect(verifyBeacon({ chain: quicknet, round: 1001 }, SIGNATURE_1001)).toBe(true);
  expect(beaconRandomness(SIGNATURE_1000)).toBe('fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd');
});

test.each([
  ['the signature of another round', 1000, SIGNATURE_1001],
  ['another round', 999, SIGNATURE_1000],
  ['the point at infinity', 1000, INFINITY],
  ['a point that is not in the group', 1000, `${SIGNATURE_1000.slice(0, -1)}8`],
  ['the negated point', 1000, `9${SIGNATURE_1000.slice(1)}`],
  ['capitals', 1000, SIGNATURE_1000.toUpperCase()],
  ['a byte too few', 1000, SIGNATURE_1000.slice(2)],
  ['nothing', 1000, ''],
])('%s is refused', (_, round, signature) => {
  expect(verifyBeacon({ chain: quicknet, round }, signature)).toBe(false);
});

test('no signature survives a flipped bit', () => {
  for (let bit = 0; bit < 384; bit += 7) {
    const bytes = Buffer.from(SIGNATURE_1000, 'hex');
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(verifyBeacon({ chain: quicknet, round: 1000 }, bytes.toString('hex')), `bit ${bit}`).toBe(false);
  }
});

test('a source names a round of a pinned chain, in one way only', () => {
  expect(drandRoundOf('drand:quicknet:1000')).toEqual({ chain: quicknet, round: 1000 });
  for (const other of ['drand:quicknet:0', 'drand:quicknet:01', 'drand:quicknet:1e3', 'drand:quicknet:1000 ', 'drand:quicknet:', 'drand:mainnet:1', 'quicknet:1000', 'DRAND:quicknet:1', 'drand:quicknet:1000000000000', 'drand::1']) {
    expect(drandRoundOf(other), other).toBeNull();
  }
  fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (round) => {
    expect(drandRoundOf(drandSource({ chain: quicknet, round }))).toEqual({ chain: quicknet, round });
  }));
});

test('a round has begun at its time, and not a second before', () => {
  expect(roundTime({ chain: quicknet, round: 1000 })).toBe(1_692_806_364);
  expect(roundAt(quicknet, quicknet.genesis - 1)).toBe(0);
  fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (round) => {
    const at = roundTime({ chain: quicknet, round });
    expect([roundAt(quicknet, at - 1), roundAt(quicknet, at), roundAt(quicknet, at + 2)]).toEqual([round - 1, round, round]);
  }));
});
