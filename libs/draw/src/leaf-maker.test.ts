import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasherOf } from './hash.ts';
import { LeafMaker } from './leaf-maker.ts';
import { leafOf, saltOf } from './opening.ts';

const hasher = hasherOf('SHA-256');

test('a leaf is that of the opening, whatever was made before it', () => {
  const strata = ['CREDIT:D', '信用“差”\\"', 'S'.repeat(900)];
  const anyUnit = fc.record({ unitId: fc.oneof(fc.uuid(), fc.stringMatching(/^[ !#-[\]-~]{1,80}$/), fc.constant('x'.repeat(1_500))), stratum: fc.nat(2), weight: fc.integer({ min: 1, max: 1_000 }) });
  fc.assert(fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 12 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (units, bytes) => {
    const secret = Buffer.from(bytes).toString('hex');
    const maker = new LeafMaker(hasher, secret, strata);
    const expected = units.map(({ unitId, stratum, weight }) => leafOf(hasher, { salt: saltOf(hasher, secret, unitId), stratum: strata[stratum] ?? '', unitId, weight }));
    expect(units.map(({ unitId, stratum, weight }) => Buffer.from(maker.leaf(Buffer.from(unitId), stratum, weight)).toString('hex'))).toEqual(expected);
  }));
});

test('many leaves at once are the same leaves, however long the ids and the strata, and whether or not there are lanes for them', () => {
  const strata = ['CREDIT:D', 'BASE', 'S'.repeat(60), 'S'.repeat(200)];
  const [secret, pad] = ['5e'.repeat(32), 'unit'.repeat(20)];
  for (const length of [1, 36, 55, 56, 80]) {
    for (const by of [hasher, (data: Uint8Array): Uint8Array => hasher(data).map((byte) => byte ^ 1)]) {
      const ids = Array.from({ length: 1_030 }, (_, i) => `${i}${pad}`.slice(0, length));
      const codes = Uint32Array.from(ids, (_, i) => (i % 4) * 65_536 + [1, 9, 10, 1_000][i % 5 % 4]!);
      const maker = new LeafMaker(by, secret, strata);
      const leaves = Buffer.from(maker.leaves(Buffer.from(ids.join('')), length, codes));
      const expected = ids.map((unitId, i) => leafOf(by, { salt: saltOf(by, secret, unitId), stratum: strata[i % 4] ?? '', unitId, weight: (codes[i] ?? 0) & 0xffff }));
      expect(expected.map((_, i) => leaves.toString('hex', 32 * i, 32 * i + 32))).toEqual(expected);
    }
  }
  expect(new LeafMaker(hasher, secret, strata).leaves(new Uint8Array(0), 36, new Uint32Array(0))).toHaveLength(0);
});

test('an id that JSON writes otherwise, and a stratum that is none, are refused and not hashed wrongly', () => {
  const maker = new LeafMaker(hasher, 'ab'.repeat(32), ['S']);
  for (const id of ['a"b', 'a\\b', 'a\nb', '企业', 'a\u007f']) expect(() => maker.leaf(Buffer.from(id), 0, 1)).toThrow('stands in JSON');
  expect(() => maker.leaf(Buffer.from('a'), 1, 1)).toThrow('belongs to a stratum');
});
