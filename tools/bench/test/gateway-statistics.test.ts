import { describe, expect, it } from 'vitest';
import { compare, type Rounds } from '../src/gateway/comparison.ts';
import { isSteady, median, percentile, ratiosOf, rotated, spreadOf } from '../src/gateway/statistics.ts';

const rounds = (name: string, requestsPerSecond: readonly number[], cpu: number, wrong?: string): Rounds => ({ name, requestsPerSecond, gatewayCpuMs: requestsPerSecond.map(() => cpu), wrong });

describe('statistics of a benchmark', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(median([])).toBeNaN();
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  });

  it('takes the percentile of the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_one, n) => n + 1);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1)]).toEqual([50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('lets each be the first once', () => {
    const all = ['a', 'b', 'c'];
    expect([0, 1, 2, 3].map((round) => rotated(all, round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc']);
  });

  it('is steady only after three slices that go about as fast', () => {
    expect(isSteady([100, 100], 0.1)).toBe(false);
    expect(isSteady([10, 100, 95, 98], 0.1)).toBe(true);
    expect(isSteady([10, 100, 85, 98], 0.1)).toBe(false);
  });
});

describe('the comparison of gateways', () => {
  it('compares round by round: what slows one round down slows both', () => {
    expect(ratiosOf([10, 5], [5, 2.5])).toEqual([2, 2]);
    const { toStock, to } = compare([rounds('ours', [10, 5, 20], 2), rounds('stock', [5, 2.5, 5], 6)]);
    expect(toStock).toBe(2);
    expect(to['stock']).toEqual({ median: 2, min: 2, max: 4, byCpu: 3 });
  });

  it('takes the fastest that answers rightly for the best peer, and flags the one that does not', () => {
    const { toBestPeer, bestPeer, to } = compare([rounds('ours', [12], 1), rounds('stock', [4], 1), rounds('hive', [6], 1), rounds('mercurius', [24], 1, 'data.x: 1 beside 2'), rounds('direct', [30], 1)]);
    expect({ toBestPeer, bestPeer }).toEqual({ toBestPeer: 2, bestPeer: 'hive' });
    expect(to['mercurius']).toMatchObject({ median: 0.5, wrong: 'data.x: 1 beside 2' });
  });

  it('has nothing to say without ours', () => {
    expect(compare([rounds('stock', [4], 1)])).toEqual({ toStock: null, toBestPeer: null, bestPeer: null, to: {} });
  });
});
