import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokenBuckets } from './token-buckets.ts';

function buckets(perMinute: number, maxKeys = 10) {
  const clock = { ms: 0 };
  return { clock, take: tokenBuckets({ perMinute, maxKeys, now: () => clock.ms }) };
}

it('gives a full bucket at once, and then as it refills', () => {
  const { clock, take } = buckets(60);
  for (let call = 0; call < 60; call += 1) expect(take('a', 1)).toBe(0);
  expect(take('a', 1)).toBe(1_000);
  expect(take('b', 60)).toBe(0);
  clock.ms += 999;
  expect(take('a', 1)).toBe(1);
  clock.ms += 1;
  expect(take('a', 1)).toBe(0);
  expect(take('a', 1)).toBe(1_000);
  clock.ms += 3_600_000;
  expect([take('a', 60), take('a', 1)]).toEqual([0, 1_000]);
});

it('takes a whole bucket for what is larger than one', () => {
  const { take } = buckets(60);
  expect([take('a', 1_000), take('a', 1)]).toEqual([0, 1_000]);
});

it('takes nothing when it gives nothing', () => {
  const { take } = buckets(60);
  expect([take('a', 50), take('a', 20), take('a', 10), take('a', 1)]).toEqual([0, 10_000, 0, 1_000]);
});

it('never gives more within any time than a full bucket and what has flown in', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000 }), fc.array(fc.record({ wait: fc.nat(30_000), amount: fc.nat(2_000) }), { maxLength: 100 }), (perMinute, calls) => {
    const { clock, take } = buckets(perMinute);
    let given = 0;
    for (const { wait, amount } of calls) {
      clock.ms += wait;
      if (take('a', amount) === 0) given += Math.min(amount, perMinute);
      expect(given).toBeLessThanOrEqual(perMinute + (clock.ms * perMinute) / 60_000 + 1e-6);
    }
  }));
});

it('remembers no more keys than it may, and the busy ones longest', () => {
  const { take } = buckets(1, 3);
  for (const key of ['a', 'b', 'c', 'a', 'd']) take(key, 1); // b was used longest ago
  expect(['a', 'c', 'd'].map((key) => take(key, 1) > 0)).toEqual([true, true, true]);
  expect(take('b', 1)).toBe(0);
});
