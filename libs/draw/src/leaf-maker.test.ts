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

test('an id that JSON writes otherwise, and a stratum that is none, are refused and not hashed wrongly', () => {
  const maker = new LeafMaker(hasher, 'ab'.repeat(32), ['S']);
  for (const id of ['a"b', 'a\\b', 'a\nb', '企业', 'a\u007f']) expect(() => maker.leaf(Buffer.from(id), 0, 1)).toThrow('stands in JSON');
  expect(() => maker.leaf(Buffer.from('a'), 1, 1)).toThrow('belongs to a stratum');
});
