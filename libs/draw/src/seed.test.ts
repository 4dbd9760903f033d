import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitmentTo, seedOf, type Contribution } from './seed.ts';

const INTENT = 'ab'.repeat(32);
const hash = fc.constantFrom('SHA-256' as const, 'SM3' as const);
const text = fc.string({ unit: fc.constantFrom('0', '7', ' ', 'a', '渝', '🎲', '"', '\\', 'é'), minLength: 1, maxLength: 30 });
const value: fc.Arbitrary<Pick<Contribution, 'encoding' | 'value'>> = fc.oneof(
  text.map((digits) => ({ encoding: 'text' as const, value: digits })),
  fc.uint8Array({ minLength: 1, maxLength: 48 }).map((bytes) => ({ encoding: 'hex' as const, value: Buffer.from(bytes).toString('hex') })),
);
const contributions = fc.uniqueArray(text, { minLength: 1, maxLength: 5 }).chain((sources) => fc.tuple(...sources.map((source) => value.map((given): Contribution => ({ source, ...given })))));

/** The same contribution with one bit of its value flipped: of a byte, or of a code unit where that still makes a text. */
const flipped = ({ source, encoding, value: given }: Contribution, at: number): Contribution => {
  if (encoding === 'hex') {
    const bytes = Buffer.from(given, 'hex');
    const bit = at % (8 * bytes.length);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return { source, encoding, value: bytes.toString('hex') };
  }
  const place = at % given.length;
  return { source, encoding, value: given.slice(0, place) + String.fromCharCode(given.charCodeAt(place) ^ 1) + given.slice(place + 1) };
};

test('any flipped bit of any contribution changes the seed, and with it half of its bits', () => {
  const differing: number[] = [];
  fc.assert(
    fc.property(hash, contributions, fc.nat(), fc.nat(), (algorithm, all, which, bit) => {
      const changed = all.map((each, i) => (i === which % all.length ? flipped(each, bit) : each));
      const [a, b] = [seedOf(algorithm, INTENT, all), seedOf(algorithm, INTENT, changed)];
      expect(a).not.toBe(b);
      differing.push([...(BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2)].filter((digit) => digit === '1').length);
    }),
    { numRuns: 1000 },
  );
  const mean = differing.reduce((sum, count) => sum + count, 0) / differing.length;
  expect(Math.abs(mean - 128)).toBeLessThan(2); // a thousand seeds of 256 bits: the mean has a standard deviation of 0.25
});

test('another intent gives another seed from the same contributions: one reveal serves several draws, and they share nothing', () => {
  fc.assert(fc.property(hash, contributions, fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 6 }), (algorithm, all, intents) => {
    const seeds = intents.map((n) => seedOf(algorithm, n.toString(16).padStart(64, '0'), all));
    expect(new Set(seeds).size).toBe(intents.length);
  }));
});

test('neither order, nor a renamed source, nor a value moved from one source to another is overlooked', () => {
  fc.assert(fc.property(hash, contributions, (algorithm, all) => {
    const seed = seedOf(algorithm, INTENT, all);
    expect(seedOf(algorithm, INTENT, all.toReversed())).toBe(seed);
    expect(seedOf(algorithm, INTENT, all.map((each, i) => (i === 0 ? { ...each, source: `${each.source}'` } : each)))).not.toBe(seed);
    expect(seedOf(algorithm, INTENT, all.slice(1))).not.toBe(seed);
    const [first, second] = all;
    if (first === undefined || second === undefined || (first.value === second.value && first.encoding === second.encoding)) return;
    const exchanged = [{ ...first, encoding: second.encoding, value: second.value }, { ...second, encoding: first.encoding, value: first.value }, ...all.slice(2)];
    expect(seedOf(algorithm, INTENT, exchanged)).not.toBe(seed);
  }));
});

test.each([
  ['a leading zero', '00731850294617305582', '0731850294617305582'],
  ['the twentieth digit', '31415926535897932384', '31415926535897932385'],
  ['a space at the end', '42 ', '42'],
  ['an exponent', '1e3', '1000'],
])('%s counts in seed and commitment', (_, a, b) => {
  const of = (given: string): Contribution => ({ source: 's', encoding: 'text', value: given });
  expect(seedOf('SHA-256', INTENT, [of(a)])).not.toBe(seedOf('SHA-256', INTENT, [of(b)]));
  expect(commitmentTo('SHA-256', of(a))).not.toBe(commitmentTo('SHA-256', of(b)));
});

test('a text of hexadecimal digits is not the bytes they stand for', () => {
  const as = (encoding: 'text' | 'hex') => seedOf('SHA-256', INTENT, [{ source: 's', encoding, value: 'ab' }]);
  expect(as('text')).not.toBe(as('hex'));
});

test('a shell makes a commitment as the guide for departments says', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
  const recipe = /```sh\nvalue=.*\n(printf .*)\n```/.exec(guide)?.[1] ?? 'false';
  const given: Contribution = { source: '01930000-0000-7000-8000-000000000001', encoding: 'hex', value: '00'.repeat(31) + 'ff' };
  const { stdout } = spawnSync('sh', ['-c', recipe], { env: { ...process.env, department: given.source, value: given.value }, encoding: 'utf8' });
  expect(stdout.split(' ')[0]).toBe(commitmentTo('SHA-256', given));
});
