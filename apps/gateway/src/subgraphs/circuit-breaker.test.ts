import fc from 'fast-check';
import { expect, it } from 'vitest';
import { circuitBreaker } from './circuit-breaker.ts';

const POLICY = { failures: 3, openMs: 1_000 };

function breakerAt(): { time: number; readonly breaker: ReturnType<typeof circuitBreaker> } {
  const clock = { time: 0 };
  return Object.assign(clock, { breaker: circuitBreaker(POLICY, () => clock.time) });
}

function fail(breaker: ReturnType<typeof circuitBreaker>, times: number): void {
  for (let index = 0; index < times; index += 1) {
    expect(breaker.admit()).toBe(true);
    breaker.failed();
  }
}

it('opens after three failures in a row, and one success forgets them', () => {
  const { breaker } = breakerAt();
  fail(breaker, 2);
  breaker.succeeded();
  fail(breaker, 2);
  expect(breaker.state()).toBe('closed');
  fail(breaker, 1);
  expect([breaker.state(), breaker.admit()]).toEqual(['open', false]);
});

it('lets one probe through at a time, and believes it', () => {
  const at = breakerAt();
  fail(at.breaker, 3);
  at.time = 1_000;
  expect([at.breaker.state(), at.breaker.admit(), at.breaker.admit()]).toEqual(['half-open', true, false]);
  at.breaker.failed();
  expect([at.breaker.state(), at.breaker.admit()]).toEqual(['open', false]);
  at.time = 2_000;
  expect(at.breaker.admit()).toBe(true);
  at.breaker.succeeded();
  expect([at.breaker.state(), at.breaker.admit(), at.breaker.admit()]).toEqual(['closed', true, true]);
});

it('gives the probe to the next caller when its own went away', () => {
  const at = breakerAt();
  fail(at.breaker, 3);
  at.time = 1_000;
  expect(at.breaker.admit()).toBe(true);
  at.breaker.abandoned();
  expect(at.breaker.admit()).toBe(true);
});

it('is never stuck: whatever happened, a healthy service is let in within openMs', () => {
  fc.assert(fc.property(fc.array(fc.record({ wait: fc.integer({ min: 0, max: 1_500 }), outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'abandoned' as const) })), (calls) => {
    const at = breakerAt();
    for (const { wait, outcome } of calls) {
      at.time += wait;
      if (at.breaker.admit()) at.breaker[outcome]();
    }
    at.time += POLICY.openMs;
    expect(at.breaker.admit()).toBe(true);
    at.breaker.succeeded();
    expect(at.breaker.state()).toBe('closed');
  }));
});
