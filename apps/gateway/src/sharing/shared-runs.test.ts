import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sharedRuns } from './shared-runs.ts';

const staying = new AbortController().signal;

it('gives one answer to all who come while another run is under way, and that answer is of a later run', async () => {
  const share = sharedRuns<number>();
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
  fc.array(fc.record({ key: fc.constantFrom('a', 'b'), after: fc.nat(3), takes: fc.nat(4), fails: fc.boolean() }), { maxLength: 30 }),
  async (askers) => {
    const share = sharedRuns<number>();
    let clock = 0;
    await Promise.all(askers.map(async ({ key, after, takes, fails }) => {
      await sleep(after);
      const cameAt = clock += 1;
      const answered = await share(key, staying, async () => {
        const beganAt = clock += 1;
        await sleep(takes);
        if (fails) throw new Error('failed');
        return beganAt;
      }).catch(() => undefined);
      if (answered !== undefined) expect(answered).toBeGreaterThan(cameAt);
    }));
  },
), { numRuns: 50 }));

it('stops a run when the last who waits for it leaves, and not before; who comes then starts anew', async () => {
  const share = sharedRuns<string>();
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
  const share = sharedRuns<string>();
  void share('a', staying, () => new Promise(() => {}));
  expect(await share('a', staying, async () => 'quick')).toBe('quick');
});
