import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { inclusionProbability, mergeDraws, sizeStratum, type CertifiedStratum, type FrameUnit, type Rounding } from '../src/draw.ts';
import { drawBy, falling, orders, tally, ticketNames } from './every-order.ts';

const units = (count: number, stratum = 'S', weight = 1): FrameUnit[] => Array.from({ length: count }, (_, i) => ({ unitId: `${stratum}${i}`, stratum, weight }));
const everyOrder = (all: readonly FrameUnit[]): string[][] => orders(all.flatMap(ticketNames));
const setOf = (strata: readonly CertifiedStratum[]): string => strata.flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId).toSorted()).join(' ');
const listOf = (strata: readonly CertifiedStratum[]): string => strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve].map(({ unitId }) => unitId)).join(' ');
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Each of so many outcomes came about, and equally often. */
function areEquallyLikely(counts: ReadonlyMap<string, number>, outcomes: number, of: number): void {
  expect(counts.size).toBe(outcomes);
  expect(new Set(counts.values())).toEqual(new Set([of / outcomes]));
}

describe('over all orders that the tickets can have', () => {
  test.each([1, 2, 3, 4, 5, 6, 7])('every set of every size out of %i is drawn equally often, and so is every order of it', (n) => {
    const all = units(n);
    const possible = everyOrder(all);
    for (let size = 1; size <= n; size++) {
      areEquallyLikely(tally(possible.map((order) => setOf(drawBy(falling(order), all, [{ key: 'S', size, reserve: 0 }])))), choose(n, size), factorial(n));
    }
    areEquallyLikely(tally(possible.map((order) => listOf(drawBy(falling(order), all, [{ key: 'S', size: 1, reserve: 1 }])))), n === 1 ? 1 : n * (n - 1), factorial(n));
  });

  test('strata are drawn independently: every set of the one with every set of the other', () => {
    const all = [...units(3, 'HIGH'), ...units(4, 'LOW')].toSorted((a, b) => (a.unitId.slice(-1) < b.unitId.slice(-1) ? -1 : 1));
    const quotas = [{ key: 'HIGH', size: 1, reserve: 1 }, { key: 'LOW', size: 2, reserve: 1 }];
    areEquallyLikely(tally(everyOrder(all).map((order) => setOf(drawBy(falling(order), all, quotas)))), 3 * 6, factorial(7));
  });

  test('a unit of weight w is drawn first in exactly w of all W cases, and second by the chances that are left', () => {
    const weights = [1, 2, 4];
    const all = weights.map((weight, i): FrameUnit => ({ unitId: `u${i}`, stratum: 'S', weight }));
    const lists = tally(everyOrder(all).map((order) => listOf(drawBy(falling(order), all, [{ key: 'S', size: 1, reserve: 1 }]))));
    for (const [i, first] of weights.entries()) {
      for (const [j, second] of weights.entries()) {
        if (i === j) continue;
        // w/W, then v/(W−w): exact in 5040 orders of seven tickets
        expect(lists.get(`u${i} u${j}`), `u${i} u${j}`).toBe((((factorial(7) * first) / 7) * second) / (7 - first));
      }
    }
    const pairs = tally(everyOrder(all).flatMap((order) => drawBy(falling(order), all, [{ key: 'S', size: 2, reserve: 0 }]).flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId))));
    for (const [i, weight] of weights.entries()) {
      const others = weights.toSpliced(i, 1);
      const expected = weight / 7 + others.reduce((sum, other) => sum + ((other / 7) * weight) / (7 - other), 0);
      expect(pairs.get(`u${i}`), `u${i} among two`).toBeCloseTo(factorial(7) * expected, 6);
    }
  });

  test('a supplement with fresh randomness gives everybody the same chance in the end', () => {
    const all = units(5);
    const outcomes = everyOrder(all).flatMap((order) => {
      const first = drawBy(falling(order), all, [{ key: 'S', size: 2, reserve: 0 }]);
      const drawn = new Set(first.flatMap((stratum) => stratum.drawn.map(({ unitId }) => unitId)));
      const rest = all.filter(({ unitId }) => !drawn.has(unitId));
      return everyOrder(rest).map((fresh) => `${setOf(first)} then ${setOf(drawBy(falling(fresh), rest, [{ key: 'S', size: 1, reserve: 0 }]))}`);
    });
    areEquallyLikely(tally(outcomes), choose(5, 2) * 3, factorial(5) * factorial(3));
    const hits = tally(outcomes.flatMap((outcome) => outcome.replace('then ', '').split(' ')));
    expect(new Set(hits.values())).toEqual(new Set([(3 * factorial(5) * factorial(3)) / 5]));
  });

  test('parts of departments, however the units are shared out, merge into the central draw', () => {
    const all = units(5).map((unit, i) => ({ ...unit, stratum: i < 2 ? 'HIGH' : 'LOW' }));
    const quotas = [{ key: 'HIGH', size: 1, reserve: 0 }, { key: 'LOW', size: 2, reserve: 1 }];
    const possible = everyOrder(all);
    for (let shares = 0; shares < 2 ** all.length; shares++) {
      const mine = all.filter((_, i) => ((shares >> i) & 1) === 1);
      const theirs = all.filter((unit) => !mine.includes(unit));
      for (const order of possible) {
        const hasher = falling(order);
        const merged = mergeDraws([drawBy(hasher, mine, quotas), drawBy(hasher, theirs, quotas)], quotas);
        if (listOf(merged) !== listOf(drawBy(hasher, all, quotas))) expect.fail(`shares ${shares}, order ${order.join(' ')}`);
      }
    }
    expect(setOf(drawBy(falling(possible[0] ?? []), all, quotas))).not.toBe(''); // the comparison above compares something
  });

  test('the enumeration sees a wrong draw: the last unit of a stratum that never wins', () => {
    const all = units(4);
    const lame = tally(everyOrder(all).map((order) => setOf(drawBy(falling(order), all.slice(0, 3), [{ key: 'S', size: 1, reserve: 0 }]))));
    expect(() => areEquallyLikely(lame, 4, factorial(4))).toThrow(/expected/);
  });
});

describe('no unit has chance 0', () => {
  const roundings: readonly Rounding[] = ['CEIL', 'HALF_UP', 'FLOOR'];
  test.each(roundings)('however small the ratio, for every population, rounded %s', (rounding) => {
    for (let population = 1; population <= 600; population++) {
      for (const ratio of ['0.000000000000000001', '0.01', '0.05', '0.333333333333333333', '0.5', '1']) {
        const { size } = assertOk(sizeStratum({ population, sizing: { ratio }, rounding, minimum: 1 }, null));
        if (size < 1 || size > population || size < Math.floor(population * Number(ratio) - 1e-9) || size > Math.ceil(population * Number(ratio)) + 1) expect.fail(`${size} of ${population} by ${ratio}`);
        expect(inclusionProbability({ population, weight: population }, size)).toMatchObject({ numerator: size, denominator: population });
      }
    }
  });

  test('a share of 0 is refused', () => {
    expect(sizeStratum({ population: 5, sizing: { ratio: '0' }, rounding: 'CEIL', minimum: 1 }, null)).toMatchObject({ ok: false });
    expect(sizeStratum({ population: 5, sizing: { number: 0 }, rounding: 'CEIL', minimum: 1 }, null)).toMatchObject({ ok: false });
  });
});
