import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bls12_381 } from '@noble/curves/bls12-381';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { DRAND_CHAINS, drandRoundOf, roundTime, verifyBeacon, verifyCertificateText, type DrandChain } from '@sortition/draw';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VECTORS } from './vectors.ts';

const folder = join(import.meta.dirname, '..');
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What the Python verifier makes of each argument of an expression of `a`. */
function inPython(expression: string, values: readonly unknown[]): unknown[] {
  const script = `import sys, json, drand\nprint(json.dumps([${expression} for a in json.load(sys.stdin)]))`;
  const { stdout, stderr } = spawnSync('python3', ['-B', '-c', script], { cwd: folder, input: JSON.stringify(values), encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const { shortSignatures, G1 } = bls12_381;
const quicknet = DRAND_CHAINS.get('quicknet') as DrandChain;
const PUBLISHED = [
  [1000, 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'],
  [1001, 'b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41'],
] as const;

const TAG = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const messageOf = (round: number): Uint8Array => sha256(hexToBytes(round.toString(16).padStart(16, '0')));

/** A chain with a key of its own and its signature over a round, as drand would make it. */
const signed = fc.record({ secret: fc.bigInt({ min: 1n, max: (1n << 250n) - 1n }), round: fc.integer({ min: 1, max: 999_999_999_999 }) }).map(({ secret, round }) => ({
  key: shortSignatures.getPublicKey(secret).toHex(true),
  round,
  signature: shortSignatures.sign(shortSignatures.hash(messageOf(round), TAG), secret).toHex(true),
}));

/** What could be taken for a signature: one with a bit flipped, another point of the curve, any bytes. */
const doubtful = (signature: string): fc.Arbitrary<string> => fc.oneof(
  fc.nat(383).map((bit) => bytesToHex(hexToBytes(signature).map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)))),
  fc.uint8Array({ minLength: 48, maxLength: 48 }).map((bytes) => bytesToHex(bytes.map((byte, i) => (i === 0 ? (byte & 0x3f) % 0x1a | 0x80 : byte)))),
  fc.bigInt({ min: 1n, max: 1n << 200n }).map((n) => G1.ProjectivePoint.BASE.multiply(n).toHex(true)),
  fc.constantFrom(`c0${'00'.repeat(47)}`, `e0${'00'.repeat(47)}`, `80${'00'.repeat(47)}`, signature.slice(2), `${signature}00`, signature.toUpperCase(), ''),
);

const VERIFY = 'drand.verify_beacon({"key": a["key"]}, a["round"], a["signature"])';
const here = ({ key, round, signature }: { readonly key: string; readonly round: number; readonly signature: string }): boolean => verifyBeacon({ chain: { ...quicknet, publicKey: key }, round }, signature);

describe.skipIf(!hasPython)('the Python verifier of beacons', () => {
  test('takes published rounds of quicknet, each within two seconds, and neither for the other', () => {
    const started = performance.now();
    expect(inPython('[drand.verify_beacon(drand.CHAINS["quicknet"], round, a[1]) for round in (1000, 1001)]', PUBLISHED)).toEqual([[true, false], [false, true]]);
    expect((performance.now() - started) / 4).toBeLessThan(2000);
  });

  test('pins the same key, and reads the same rounds and times out of a source', () => {
    expect(inPython('drand.CHAINS["quicknet"]', [0])).toEqual([{ key: quicknet.publicKey, genesis: quicknet.genesis, period: quicknet.period }]);
    const sources = ['drand:quicknet:1', 'drand:quicknet:1000', 'drand:quicknet:999999999999', 'drand:quicknet:1000000000000', 'drand:quicknet:01', 'drand:quicknet:0', 'drand:quicknet:1 ', 'drand:quicknet:١', 'drand:other:1', 'beacon', 'drand:quicknet:1\n'];
    const times = sources.map((source) => { const named = drandRoundOf(source); return named === null ? null : roundTime(named); });
    expect(inPython('drand.round_of(a) and drand.round_time(*drand.round_of(a))', sources)).toEqual(times);
    expect(times.slice(0, 2)).toEqual([1_692_803_367, 1_692_806_364]);
  });

  test('takes what any key signed, as the other implementation does', () => {
    const samples = fc.sample(signed, { numRuns: 8, seed: 20260315 });
    expect(samples.map(here)).toEqual(samples.map(() => true));
    expect(inPython(VERIFY, samples)).toEqual(samples.map(() => true));
  });

  test('refuses what the other implementation refuses', () => {
    const samples = fc.sample(signed.chain((honest) => doubtful(honest.signature).map((signature) => ({ ...honest, signature }))), { numRuns: 30, seed: 20260315 });
    expect(samples.map(here)).toEqual(samples.map(() => false));
    expect(inPython(VERIFY, samples)).toEqual(samples.map(() => false));
  });

  test('hashes any message to the same point', () => {
    const messages = fc.sample(fc.uint8Array({ maxLength: 200 }), { numRuns: 25, seed: 20260315 });
    const points = messages.map((message) => { const { x, y } = shortSignatures.hash(message, TAG).toAffine(); return [x.toString(16), y.toString(16)]; });
    expect(inPython('[f"{one:x}" for one in drand.hash_to_g1(bytes.fromhex(a), drand.TAG)]', messages.map(bytesToHex))).toEqual(points);
  });

  test('reads the hour of an intent in the same way: to the second, with every offset, and no day that is none', () => {
    const honest = readFileSync(join(VECTORS, 'valid/beacon.certificate.json'), 'utf8');
    const two = (n: number): string => String(n).padStart(2, '0');
    const near = fc.record({ seconds: fc.integer({ min: -3, max: 3 }), minutes: fc.integer({ min: -5999, max: 5999 }), fraction: fc.constantFrom('', '.0', '.999999999', '.000000001') }).map(({ seconds, minutes, fraction }) => {
      const local = new Date((1_692_806_364 + seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
      return `${local}${fraction}${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
    });
    const odd = ['2023-02-29T00:00:00Z', '2020-02-29T00:00:00Z', '2023-08-23T24:00:00Z', '2023-08-22T23:59:60Z', '2023-13-01T00:00:00Z', '2023-00-01T00:00:00Z', '2023-01-00T00:00:00Z', '2023-04-31T00:00:00Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '0099-12-31T00:00:00+99:99', '9999-12-31T23:59:59Z'];
    const instants = [...fc.sample(near, { numRuns: 60, seed: 20260315 }), ...odd];
    const certificates = instants.map((instant) => honest.replace(/"createdAt":"[^"]*"/, `"createdAt":"${instant}"`));
    const verdicts = certificates.map((certificate) => verifyCertificateText(certificate).find(({ code }) => code === 'BEACONS')?.passed);
    const script = 'import sys, json, verify_draw as v\nprint(json.dumps([v.verify(c)["BEACONS"] for c in json.load(sys.stdin)]))';
    const { stdout, stderr } = spawnSync('python3', ['-B', '-c', script], { cwd: folder, input: JSON.stringify(certificates), encoding: 'utf8' });
    expect(stderr).toBe('');
    const told: boolean[] = JSON.parse(stdout);
    expect(instants.map((instant, i) => [instant, told[i]])).toEqual(instants.map((instant, i) => [instant, verdicts[i]]));
    expect(new Set(verdicts.slice(0, 60)).size).toBe(2);
    expect(odd.filter((_, i) => verdicts[60 + i] === true)).toEqual(['2020-02-29T00:00:00Z', '0001-01-01T00:00:00Z', '0099-12-31T00:00:00+99:99']);
  }, 120_000);
});
