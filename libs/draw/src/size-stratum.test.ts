import fc from 'fast-check';
import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { inclusionProbability } from './inclusion-probability.ts';
import { sizeStratum, type Rounding, type Sizing } from './size-stratum.ts';

const size = (population: number, sizing: Sizing, rounding: Rounding = 'CEIL', minimum = 1) => sizeStratum({ population, sizing, rounding, minimum }, 'CQ 8.4.1');

describe('by ratio', () => {
  test.each([
    [101, '0.05', 'CEIL', 1, 6],
    [100, '0.05', 'CEIL', 1, 5],
    [3, '0.01', 'CEIL', 1, 1],
    [3, '0.01', 'FLOOR', 1, 1],
    [150, '0.03', 'HALF_UP', 1, 5],
    [149, '0.03', 'HALF_UP', 1, 4],
    [101, '0.05', 'FLOOR', 1, 5],
    [1000, '0.01', 'CEIL', 20, 20],
    [15, '0.01', 'CEIL', 20, 15],
    [7, '1', 'CEIL', 1, 7],
    [0, '0.05', 'CEIL', 1, 0],
    // In binary fractions 0.07 × 100 is 7.000000000000001 and 0.29 × 100 is 28.999999999999996.
    [100, '0.07', 'CEIL', 1, 7],
    [100, '0.29', 'FLOOR', 1, 29],
    [9_007_199_254_740_991, '0.000000000000000001', 'CEIL', 1, 1],
  ] as const)('%i units × %s, %s, at least %i: %i', (population, ratio, rounding, minimum, expected) => {
    expect(assertOk(size(population, { ratio }, rounding, minimum)).size).toBe(expected);
  });

  test('the explanation says what was multiplied and how it was rounded', () => {
    expect(assertOk(size(101, { ratio: '0.05' })).explanation).toEqual({
      zh: '101 × 0.05 = 5.05，向上取整为 6',
      en: '101 × 0.05 = 5.05, rounded up to 6',
    });
    expect(assertOk(size(1000, { ratio: '0.01' }, 'CEIL', 20)).explanation.en).toBe('1000 × 0.01 = 10, rounded up to 10, kept between 20 and 1000: 20');
  });

  test.each(['0', '0.0', '1.01', '-0.1', '.5', '5e-2', '', 'NaN', '05', ' 0.1'])('%j is no ratio', (ratio) => {
    expect(size(100, { ratio })).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', clause: 'CQ 8.4.1', details: { field: 'ratio' } } });
  });

  test('is the ceiling of the exact product, in integers alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10_000 }), (population, perTenThousand) => {
        const ratio = perTenThousand === 10_000 ? '1' : `0.${String(perTenThousand).padStart(4, '0')}`;
        const { size: n } = assertOk(size(population, { ratio }));
        expect(n * 10_000).toBeGreaterThanOrEqual(population * perTenThousand);
        expect((n - 1) * 10_000).toBeLessThan(population * perTenThousand);
      }),
    );
  });
});

describe('by number', () => {
  test('gives the number', () => expect(assertOk(size(101, { number: 20 })).size).toBe(20));
  test.each([0, 102, 1.5, -1])('%d of 101 is refused, never silently shortened', (number) => {
    expect(size(101, { number })).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', details: { field: 'number', population: 101 } } });
  });
});

describe('the inclusion probability', () => {
  test('is size over population', () => {
    expect(inclusionProbability({ population: 101, weight: 101 }, 6)).toEqual({ numerator: 6, denominator: 101, decimal: '0.059405940594059405' });
    expect(inclusionProbability({ population: 40, weight: 40 }, 2)?.decimal).toBe('0.05');
    expect(inclusionProbability({ population: 3, weight: 3 }, 3)?.decimal).toBe('1');
  });
  test('is not stated where units weigh differently or there are none', () => {
    expect(inclusionProbability({ population: 3, weight: 4 }, 1)).toBeNull();
    expect(inclusionProbability({ population: 0, weight: 0 }, 0)).toBeNull();
  });
});
