import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedRuns } from './shared-runs.ts';

const staying = new AbortController().signal;

it('gives one answer to all who come while another run is under way, and that answer is of a later run', async () => {
  const share = sharedRuns<number>(0);
  let runs = 0;
  const release: (() => void)[] = [];
  const run = async (): Promise<number> => {
    runs += 1;
    const mine = runs;
    await new Promise<void>((resolve) => release.push(resolve));
    return mine;
  };
  const first = share('a', staying, run);
  const others = [share('a', staying, run), share('a', staying, run), share('a', staying, run)];
  const another = share('b', staying, run);
  expect(runs).toBe(2);
  release.splice(0).forEach((go) => go());
  expect([await first, await another]).toEqual([1, 2]);
  await sleep(0);
  expect(runs).toBe(3);
  release.splice(0).forEach((go) => go());
  expect(await Promise.all(others)).toEqual([3, 3, 3]);
});

it('never gives an answer that began before its asker came, whatever the order', () => fc.assert(fc.asyncProperty(
  fc.array(fc.record({ key: fc.constantFrom('a', 'b'), after: fc.nat(3), takes: fc.nat(4), fails: fc.boolean(), times: fc.integer({ min: 1, max: 3 }) }), { maxLength: 30 }), fc.constantFrom(0, 5),
  async (askers, mostWaitForAnsweredMs) => {
    const share = sharedRuns<number>(mostWaitForAnsweredMs);
    let clock = 0;
    await Promise.all(askers.map(async ({ key, after, takes, fails, times }) => {
      await sleep(after);
      for (let time = 0; time < times; time += 1) {
        const cameAt = clock += 1;
        const answered = await share(key, staying, async () => {
          const beganAt = clock += 1;
          await sleep(takes);
          if (fails) throw new Error('failed');
          return beganAt;
        }).catch(() => undefined);
        if (answered !== undefined) expect(answered).toBeGreaterThan(cameAt);
      }
    }));
  },
), { numRuns: 50 }));

it('stops a run when the last who waits for it leaves, and not before; who comes then starts anew', async () => {
  const share = sharedRuns<string>(0);
  let releaseFirst = (): void => {};
  const first = share('a', staying, () => new Promise((settle) => { releaseFirst = () => settle('first'); }));
  const leaving = [new AbortController(), new AbortController()];
  const seen: AbortSignal[] = [];
  const run = async (gone: AbortSignal): Promise<string> => {
    seen.push(gone);
    return gone.aborted ? 'given up' : 'second';
  };
  const left = leaving.map(({ signal }) => share('a', signal, run));
  leaving[0]!.abort();
  leaving[1]!.abort();
  const late = share('a', staying, async () => 'late');
  releaseFirst();
  expect(await first).toBe('first');
  expect(await Promise.all(left)).toEqual(['given up', 'given up']);
  expect(await late).toBe('late');
  expect(seen.map(({ aborted }) => aborted)).toEqual([true]);
});

it('does not wait long for a slow run', async () => {
  const share = sharedRuns<string>(0);
  void share('a', staying, () => new Promise(() => {}));
  expect(await share('a', staying, async () => 'quick')).toBe('quick');
});

describe('who is answered and asks again', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());
  const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

  /** How many runs of 20 ms it takes if ten screens ask eight times each, as soon as they are answered. */
  async function runsOfScreens(mostWaitForAnsweredMs: number): Promise<number> {
    const share = sharedRuns<number>(mostWaitForAnsweredMs);
    let runs = 0;
    const screens = Promise.all(Array.from({ length: 10 }, async (_, screen) => {
      for (let time = 0; time < 8; time += 1) {
        await share('a', staying, async () => {
          await pause(20);
          return runs += 1;
        });
        await pause(1 + screen % 3);
      }
    }));
    await vi.advanceTimersByTimeAsync(1_000);
    await screens;
    return runs;
  }

  it('goes with all the others in one run; not waited for, they part into groups that take turns', async () => {
    expect(await runsOfScreens(5)).toBe(9);
    expect(await runsOfScreens(0)).toBe(16);
  });

  it('is waited for as long as the run took and as is allowed, not longer, and not after a run for one alone', async () => {
    const share = sharedRuns<number>(8);
    const askAt = async (at: number, takes: number): Promise<number> => {
      await pause(at);
      return share('a', staying, async () => {
        const began = performance.now();
        await pause(takes);
        return began - zero;
      });
    };
    const zero = performance.now();
    const began = Promise.all([
      askAt(0, 10), askAt(2, 5), askAt(3, 5), // alone, then two from 10 to 15
      askAt(17, 100), // would have waited for both until 20
      askAt(110, 50), askAt(111, 50), // two from 120 to 170
      askAt(177, 10), // would have waited until 178
      askAt(190, 10), // alone
      askAt(201, 10), // after one alone
    ]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await began).toEqual([0, 10, 10, 20, 120, 120, 178, 190, 201]);
  });
});
