import fc from 'fast-check';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { describe, expect, test } from 'vitest';
import { FrameHasher } from './frame-hasher.ts';
import { frameLine, parseFrameLine, type FrameUnit } from './frame-line.ts';
import { hasherOf } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';

const hasher = hasherOf('SHA-256');

const freeze = (units: readonly FrameUnit[]) => {
  const frame = new FrameHasher(hasher);
  return { faults: units.map((unit) => frame.add(unit)).filter((fault) => fault !== null), ...frame.finish() };
};

const unit = (unitId: string, stratum = 'LOW', weight = 1): FrameUnit => ({ unitId, stratum, weight });

/** RFC 6962 as its text has it: split at the largest power of two below the count. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return hasher(new Uint8Array(0));
  if (leaves.length === 1) return hasher(Uint8Array.of(0, ...first));
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  return hasher(Uint8Array.of(1, ...rootByDefinition(leaves.slice(0, split)), ...rootByDefinition(leaves.slice(split))));
}

test.each([0, 1, 1023, 1024, 1025, 3 * 1024, 5 * 1024 + 7])('the root over %i lines is the one of RFC 6962 over chunks of 1024', (count) => {
  const units = Array.from({ length: count }, (_, i) => unit(String(i).padStart(6, '0')));
  const chunks = Array.from({ length: Math.ceil(count / 1024) }, (_, i) =>
    utf8ToBytes(units.slice(1024 * i, 1024 * (i + 1)).map((one) => `${frameLine(one)}\n`).join('')),
  );
  expect(freeze(units).root).toBe(bytesToHex(rootByDefinition(chunks)));
});

test('strata are counted and weighed, in the order of the bytes of their keys', () => {
  const { count, strata } = freeze([unit('a', '高'), unit('b', 'LOW', 3), unit('c', '高'), unit('d', 'LOW')]);
  expect(count).toBe(4);
  expect(strata).toEqual([
    { key: 'LOW', population: 2, weight: 4 },
    { key: '高', population: 2, weight: 2 },
  ]);
});

test('ids of any length and script fit', () => {
  expect(freeze([unit('a'.repeat(300_000)), unit('企'.repeat(100_000))]).faults).toEqual([]);
});

describe('what is no frame', () => {
  test.each([
    ['out of order', [unit('b'), unit('a')], 'NOT_ASCENDING'],
    ['twice the same', [unit('a'), unit('a')], 'NOT_ASCENDING'],
    ['in the order of JavaScript, not of bytes', [unit('🎲'), unit('\uffff')], 'NOT_ASCENDING'],
    ['without an id', [unit('')], 'UNIT_ID_INVALID'],
    ['a TAB in the id', [unit('a\tb')], 'UNIT_ID_INVALID'],
    ['without a stratum', [unit('a', '')], 'STRATUM_INVALID'],
    ['weight 0, which would give probability 0', [unit('a', 'LOW', 0)], 'WEIGHT_INVALID'],
    ['weight of a fraction', [unit('a', 'LOW', 1.5)], 'WEIGHT_INVALID'],
    ['weight beyond the limit', [unit('a', 'LOW', 1001)], 'WEIGHT_INVALID'],
  ])('%s', (_title, units, fault) => {
    expect(freeze(units).faults).toEqual([fault]);
  });
});

test('a line is read back as it was written, and only so', () => {
  const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
  fc.assert(
    fc.property(id, id, fc.integer({ min: 1, max: 1000 }), (unitId, stratum, weight) => {
      expect(parseFrameLine(frameLine({ unitId, stratum, weight }))).toEqual({ unitId, stratum, weight });
    }),
  );
  for (const line of ['', 'a', 'a\tb', 'a\tb\t01', 'a\tb\t1.0', 'a\tb\t1\t', 'a\tb\t1\r', '\tb\t1', 'a\tb\t1001', 'a\tb\t+1']) expect(parseFrameLine(line)).toBeNull();
});

test('any change of any unit changes the root', () => {
  const units = ['a', 'b', 'c'].map((id) => unit(id));
  const root = freeze(units).root;
  const changed = [[...units, unit('d')], units.slice(1), [unit('a', 'HIGH'), ...units.slice(1)], [unit('a', 'LOW', 2), ...units.slice(1)], [unit('aa'), ...units.slice(1)]];
  for (const other of changed) expect(freeze(other.toSorted((x, y) => compareUtf8(x.unitId, y.unitId))).root).not.toBe(root);
});
