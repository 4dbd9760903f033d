import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FrameUnit } from './frame-line.ts';
import { hasherOf, type Hasher } from './hash.ts';
import { ticketOf } from './ticket.ts';
import { compareDrawn, mergeDraws, UnitDraw, type StratumQuota } from './unit-draw.ts';

const hasher = hasherOf('SHA-256');
const seedNumber = (i: number): string => createHash('sha256').update(`seed ${i}`).digest('hex');

const draw = (units: readonly FrameUnit[], strata: readonly StratumQuota[], seed = seedNumber(0), by: Hasher = hasher) => {
  const unitDraw = new UnitDraw({ seed, strata, hasher: by });
  for (const unit of units) unitDraw.add(unit);
  return unitDraw.finish();
};

const unitsOf = (ids: readonly string[], weight = 1): FrameUnit[] => ids.map((unitId) => ({ unitId, stratum: 'S', weight }));

test('a ticket is the hash of seed, 0x1f and unit id; a heavier unit has the smallest of several', () => {
  const seed = 'ab'.repeat(32);
  const digest = (text: string) => createHash('sha256').update(Buffer.from(seed, 'hex')).update(text).digest('hex');
  expect(ticketOf(hasher, seed, '企业-7', 1)).toBe(digest('\u001f企业-7'));
  const three = [digest('\u001f企业-7'), digest('\u001f企业-7\u001f1'), digest('\u001f企业-7\u001f2')].toSorted();
  expect(ticketOf(hasher, seed, '企业-7', 3)).toBe(three[0]);
});

const anyUnits = fc.uniqueArray(
  fc.record({ unitId: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'é', '企', '🎲', '0') }), stratum: fc.constantFrom('HIGH', 'LOW', '中'), weight: fc.integer({ min: 1, max: 3 }) }),
  { selector: ({ unitId }) => unitId, maxLength: 60 },
);
const anyQuotas = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(3)).map(([high, low, reserve]) => [
  { key: 'HIGH', size: high, reserve },
  { key: 'LOW', size: low, reserve },
  { key: '中', size: 1, reserve: 0 },
]);

test('the stream in bounded memory gives what sorting everything gives, in whatever order it comes', () => {
  fc.assert(
    fc.property(anyUnits, anyQuotas, fc.nat(), (units, quotas, i) => {
      const seed = seedNumber(i);
      const sorted = quotas.map(({ key, size, reserve }) => {
        const all = units
          .filter(({ stratum }) => stratum === key)
          .map(({ unitId, weight }) => ({ unitId, weight, ticket: ticketOf(hasher, seed, unitId, weight) }))
          .toSorted(compareDrawn);
        return { key, threshold: all.slice(0, size).at(-1)?.ticket ?? null, drawn: all.slice(0, size), reserve: all.slice(size, size + reserve) };
      });
      expect(draw(units, quotas, seed)).toEqual(sorted);
      expect(draw(units.toReversed(), quotas, seed)).toEqual(sorted);
    }),
  );
});

test('parts that departments drew by themselves merge into the central draw', () => {
  fc.assert(
    fc.property(anyUnits, anyQuotas, fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }), (units, quotas, owners) => {
      const parts = [0, 1, 2, 3].map((owner) => draw(units.filter((_, i) => owners[i] === owner), quotas));
      expect(mergeDraws(parts, quotas)).toEqual(draw(units, quotas));
      expect(mergeDraws([...parts, ...parts.slice(0, 1)], quotas)).toEqual(draw(units, quotas));
    }),
  );
});

test('a draw that joins what others kept of their parts of a frame is the draw over the whole frame', () => {
  const large = Array.from({ length: 9_000 }, (_, i) => ({ unitId: `u${i}`, stratum: i % 3 === 0 ? 'HIGH' : 'LOW', weight: 1 + (i % 2) }));
  const parted = (units: readonly FrameUnit[], quotas: readonly StratumQuota[], owners: readonly number[]) => {
    const parts = [0, 1, 2, 3].map(() => new UnitDraw({ seed: seedNumber(0), strata: quotas, hasher }));
    for (const [i, unit] of units.entries()) parts[owners[i % owners.length] ?? 0]?.add(unit);
    const whole = new UnitDraw({ seed: seedNumber(0), strata: quotas, hasher });
    for (const part of parts) whole.join(structuredClone(part.kept()));
    return whole.finish();
  };
  fc.assert(
    fc.property(anyUnits, anyQuotas, fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }), (units, quotas, owners) => {
      expect(parted(units, quotas, owners)).toEqual(draw(units, quotas));
    }),
  );
  const quotas = [{ key: 'HIGH', size: 40, reserve: 8 }, { key: 'LOW', size: 1_500, reserve: 300 }];
  expect(parted(large, quotas, [0, 1, 1, 3, 2])).toEqual(draw(large, quotas));
  expect(() => new UnitDraw({ seed: seedNumber(0), strata: quotas, hasher }).join([])).toThrow('the same strata');
});

test('who knows how many units a stratum has draws the same; a wrong number is an error, never a shorter list', () => {
  const units = unitsOf(Array.from({ length: 3_000 }, (_, i) => `u${i}`));
  for (const [size, reserve] of [[0, 0], [1, 0], [30, 6], [900, 180], [3_000, 0], [3_100, 10]] as const) {
    for (const i of [1, 2]) {
      const plain = draw(units, [{ key: 'S', size, reserve }], seedNumber(i));
      expect(draw(units, [{ key: 'S', size, reserve, outOf: units.length }], seedNumber(i))).toEqual(plain);
    }
  }
  expect(() => draw(units, [{ key: 'S', size: 300, reserve: 60, outOf: 30_000_000 }])).toThrow('has its 30000000 units');
  expect(() => draw(units.slice(0, 100), [{ key: 'S', size: 300, reserve: 60, outOf: 200 }])).toThrow('has its 200 units');
});

test('equal tickets are ordered by the bytes of the ids', () => {
  const constant: Hasher = () => new Uint8Array(32);
  const [stratum] = draw(unitsOf(['🎲', 'b', '\uffff', 'a']), [{ key: 'S', size: 3, reserve: 1 }], seedNumber(0), constant);
  expect(stratum?.drawn.map(({ unitId }) => unitId)).toEqual(['a', 'b', '\uffff']);
  expect(stratum?.reserve.map(({ unitId }) => unitId)).toEqual(['🎲']);
});

test('the reserve is the continuation of the order: drawing more from the same seed takes it first', () => {
  const units = unitsOf(Array.from({ length: 200 }, (_, i) => `u${i}`));
  const [first] = draw(units, [{ key: 'S', size: 10, reserve: 5 }]);
  const [more] = draw(units, [{ key: 'S', size: 15, reserve: 0 }]);
  expect([...(first?.drawn ?? []), ...(first?.reserve ?? [])]).toEqual(more?.drawn);
});

describe('every unit has the chance that is stated', () => {
  /** All orders in which the tickets of four inputs can fall, each as a hasher; inputs are told apart by what follows the seed. */
  const permutations = (items: readonly string[]): string[][] =>
    items.length === 0 ? [[]] : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
  const ranking = (order: readonly string[]): Hasher => (data) => {
    const digest = new Uint8Array(32);
    digest[31] = order.indexOf(new TextDecoder().decode(data.subarray(33)));
    return digest;
  };
  const drawnIn = (order: readonly string[], units: readonly FrameUnit[], size: number): string[] =>
    draw(units, [{ key: 'S', size, reserve: 0 }], seedNumber(0), ranking(order)).flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId));
  const hits = (orders: readonly (readonly string[])[], units: readonly FrameUnit[], size: number): number[] => {
    const drawn = orders.flatMap((order) => drawnIn(order, units, size));
    return units.map(({ unitId }) => drawn.filter((id) => id === unitId).length);
  };

  test.each([1, 2, 3, 4, 5])('exactly %i/5, over all orders that five tickets can have', (size) => {
    const units = unitsOf(['a', 'b', 'c', 'd', 'e']);
    const orders = permutations(units.map(({ unitId }) => unitId));
    expect(hits(orders, units, size)).toEqual(Array.from({ length: 5 }, () => (120 * size) / 5));
  });

  test('a unit of weight 3 among 1 and 2 is drawn first in exactly half of all orders', () => {
    const units = [unitsOf(['a'])[0], unitsOf(['b'], 2)[0], unitsOf(['c'], 3)[0]].filter((unit) => unit !== undefined);
    const orders = permutations(['a', 'b', 'b\u001f1', 'c', 'c\u001f1', 'c\u001f2']);
    expect(hits(orders, units, 1)).toEqual([720 / 6, (720 * 2) / 6, (720 * 3) / 6]);
  });

  test('a weight of 2 for all changes no chance', () => {
    const units = unitsOf(['a', 'b', 'c'], 2);
    const orders = permutations(units.flatMap(({ unitId }) => [unitId, `${unitId}\u001f1`]));
    expect(hits(orders, units, 2)).toEqual([480, 480, 480]);
  });

  test('over 20,000 real seeds the counts are those of equal chances (chi-square), and none is 0', () => {
    const units = unitsOf(Array.from({ length: 20 }, (_, i) => `5001120000${String(i).padStart(2, '0')}`));
    const native: Hasher = (data) => createHash('sha256').update(data).digest();
    const counts = new Map(units.map(({ unitId }) => [unitId, 0]));
    const seeds = 20_000;
    for (let i = 0; i < seeds; i++) {
      for (const { unitId } of draw(units, [{ key: 'S', size: 3, reserve: 0 }], seedNumber(i), native)[0]?.drawn ?? []) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
    }
    const expected = (seeds * 3) / 20;
    // Drawing 3 of 20 without replacement narrows the variance of a count to 17/19 of that of independent draws.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) * (19 / 17);
    expect(Math.min(...counts.values())).toBeGreaterThan(0);
    expect(chiSquare).toBeLessThan(43.82); // 99.9 % of the chi-square distribution with 19 degrees of freedom
    expect(chiSquare).toBeGreaterThan(5.41); // and 0.1 %: counts that are too equal would not be random either
  }, 60_000);
});
