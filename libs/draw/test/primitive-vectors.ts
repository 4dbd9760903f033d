import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { assertOk } from '@sortition/kernel';
import { canonicalJson, commitmentTo, FrameHasher, frameLine, hasherOf, parseFrameLine, seedOf, sizeStratum, taggedHash, ticketOf, type Contribution, type HashAlgorithm, type StratumSizing } from '../src/draw.ts';

const ALGORITHMS: readonly HashAlgorithm[] = ['SHA-256', 'SM3'];
const INTENT_HASH = '0f'.repeat(32);
const CONTRIBUTIONS: readonly (readonly Contribution[])[] = [
  [{ source: 'platform', encoding: 'text', value: '00000000000000000000' }],
  [{ source: 'platform', encoding: 'text', value: '0' }],
  [{ source: 'platform', encoding: 'text', value: '12345678901234567890' }],
  [{ source: 'platform', encoding: 'text', value: '🎲 随机 "\\ é' }],
  [
    { source: '🎲', encoding: 'hex', value: '00' },
    { source: '\uffff', encoding: 'hex', value: '0000' },
    { source: 'a', encoding: 'text', value: '00' },
  ],
];
const SIZES: readonly StratumSizing[] = [
  { population: 101, sizing: { ratio: '0.05' }, rounding: 'CEIL', minimum: 1 },
  { population: 100, sizing: { ratio: '0.29' }, rounding: 'FLOOR', minimum: 1 },
  { population: 149, sizing: { ratio: '0.03' }, rounding: 'HALF_UP', minimum: 1 },
  { population: 3, sizing: { ratio: '0.000000000000000001' }, rounding: 'CEIL', minimum: 1 },
  { population: 15, sizing: { ratio: '0.01' }, rounding: 'CEIL', minimum: 20 },
  { population: 10_000_000, sizing: { ratio: '0.0300001' }, rounding: 'CEIL', minimum: 1 },
  { population: 101, sizing: { number: 20 }, rounding: 'CEIL', minimum: 1 },
];

function rootOf(algorithm: HashAlgorithm, lines: readonly string[]): string {
  const frame = new FrameHasher(hasherOf(algorithm));
  for (const line of lines) {
    const unit = parseFrameLine(line);
    if (unit === null || frame.add(unit) !== null) throw new Error(`not a frame: ${line}`);
  }
  return frame.finish().root;
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => frameLine({ unitId: String(i).padStart(20, '0'), stratum: '低', weight: 1 }));

/** Answers of each step by itself, so that another implementation sees where it differs. */
export const primitiveVectors = () => ({
  hash: ALGORITHMS.flatMap((algorithm) => ['', '00', '616263', '61'.repeat(55), '61'.repeat(56), '61'.repeat(64), 'f09f8eb2'].map((hex) => ({ algorithm, hex, digest: bytesToHex(hasherOf(algorithm)(hexToBytes(hex))) }))),
  taggedHash: ALGORITHMS.map((algorithm) => ({ algorithm, tag: 'sortition/example', text: '抽取 🎲', digest: taggedHash(hasherOf(algorithm), 'sortition/example', '抽取 🎲') })),
  canonicalJson: [{ value: { b: [1, null, true], a: { '10': '"\\', '9': '企业 🎲/\u2028' } } }].map(({ value }) => ({ value, canonical: canonicalJson(value) })),
  frameRoot: ALGORITHMS.flatMap((algorithm) => [0, 1, 1024, 1025, 2049].map((count) => ({ algorithm, count, idDigits: 20, stratum: '低', weight: 1, root: rootOf(algorithm, numbered(count)) }))),
  seed: ALGORITHMS.flatMap((algorithm) => CONTRIBUTIONS.map((contributions) => ({ algorithm, intentHash: INTENT_HASH, contributions, seed: seedOf(algorithm, INTENT_HASH, contributions) }))),
  commitment: ALGORITHMS.flatMap((algorithm) => CONTRIBUTIONS.flat().map((contribution) => ({ algorithm, contribution, commitment: commitmentTo(algorithm, contribution) }))),
  ticket: ALGORITHMS.flatMap((algorithm) =>
    ['00012345678901234567', '12345678901234567', '企业🎲', 'a'].flatMap((unitId) => [1, 3, 12].map((weight) => ({ algorithm, seed: INTENT_HASH, unitId, weight, ticket: ticketOf(hasherOf(algorithm), INTENT_HASH, unitId, weight) }))),
  ),
  size: SIZES.map((stratum) => ({ ...stratum, ...assertOk(sizeStratum(stratum, null)) })),
});
