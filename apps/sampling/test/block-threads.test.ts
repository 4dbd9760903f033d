import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlockDrawPlan } from '../src/frame/block-draw.ts';
import { drawBlocks } from '../src/frame/draw-frame.ts';
import type { Workforce } from '../src/frame/workforce.ts';

const workers = new Set<Worker>();
let started = 0;
const watch = (worker: Worker): void => {
  started += 1;
  workers.add(worker);
  worker.on('exit', () => { workers.delete(worker); });
};
beforeEach(() => {
  started = 0;
  process.on('worker', watch);
});
afterEach(() => {
  process.off('worker', watch);
  expect(workers.size, 'threads that were left behind').toBe(0);
});

const KEYS = ['RISK:HIGH', '高风险', 'BASE'];
const SEED = 'c0'.repeat(32);

const silent = (warned: string[] = []): Workforce => ({
  units: 0, threads: 2, progress: () => Promise.resolve(), warn: (what) => { warned.push(what); },
  readAt: () => Promise.reject(new Error('a draw reads its own frame')),
});

/** A block of units that follow from a number. */
function blockOf(nonce: number, count: number, sealed: boolean): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, i) => {
    const id = createHash('sha256').update(`${nonce} ${i}`).digest().subarray(0, sealed ? 32 : 16);
    const code = Buffer.alloc(4);
    code.writeUInt32BE((i % 4) * 65_536 + 1 + (i % 3)); // the fourth stratum is none of the frame's
    return Buffer.concat([id, code]);
  }));
}

async function* given(blocks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const block of blocks) yield Buffer.from(block);
}

describe('a draw on several threads', () => {
  it('is the draw of one thread', async () => {
    const frame = fc.record({
      sealed: fc.boolean(), sizes: fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 9 }), nonce: fc.nat(),
      quotas: fc.tuple(fc.nat(900), fc.nat(50), fc.nat(9)).map((sizes) => KEYS.map((key, i) => ({ key, size: sizes[i] ?? 0, reserve: i }))),
    });
    await fc.assert(fc.asyncProperty(frame, async ({ sealed, sizes, nonce, quotas }) => {
      const plan: BlockDrawPlan = { seed: SEED, quotas, keys: KEYS, sealed };
      const blocks = sizes.map((size, i) => blockOf(nonce + i, size, sealed));
      let told = 0;
      const workforce = { ...silent(), progress: async (_phase: string, done: number) => { told = done; } };
      const warned: string[] = [];
      expect(await drawBlocks(plan, given(blocks), { ...workforce, warn: (what) => { warned.push(what); } })).toEqual(await drawBlocks(plan, given(blocks)));
      expect(warned).toEqual([]);
      expect(told).toBe(sizes.reduce((sum, size) => sum + size, 0));
    }), { numRuns: 8 });
    expect(started).toBe(16);
  }, 120_000);

  it('fails when a thread dies, whatever the others have drawn', async () => {
    const blocks = Array.from({ length: 40 }, (_, i) => blockOf(i, 2_000, false));
    const plan: BlockDrawPlan = { seed: SEED, quotas: [{ key: 'BASE', size: 5, reserve: 0 }], keys: KEYS, sealed: false };
    let answers = 0;
    const workforce = { ...silent(), progress: async () => { if (++answers === 3) void [...workers][0]?.terminate(); } };
    await expect(drawBlocks(plan, given(blocks), workforce)).rejects.toThrow('a thread ended with 1');
    expect(answers).toBeLessThan(40);
  }, 60_000);

  it('fails with the error of a thread, and leaves the source of the blocks', async () => {
    const plan: BlockDrawPlan = { seed: SEED, quotas: [{ key: 'BASE', size: 5, reserve: 0 }], keys: KEYS, sealed: false };
    let isLeft = false;
    async function* source(): AsyncGenerator<Buffer> {
      try {
        yield blockOf(1, 10, false);
        yield blockOf(2, 10, false).subarray(1); // no whole units
        for (let i = 3; i < 1_000; i++) yield blockOf(i, 10, false);
      } finally {
        isLeft = true;
      }
    }
    await expect(drawBlocks(plan, source(), silent())).rejects.toThrow(RangeError);
    expect(isLeft).toBe(true);
  }, 60_000);

  it('fails as the source of the blocks does', async () => {
    const plan: BlockDrawPlan = { seed: SEED, quotas: [{ key: 'BASE', size: 5, reserve: 0 }], keys: KEYS, sealed: false };
    async function* source(): AsyncGenerator<Buffer> {
      yield blockOf(1, 10, false);
      throw new Error('the connection is lost');
    }
    await expect(drawBlocks(plan, source(), silent())).rejects.toThrow('the connection is lost');
  }, 60_000);

  it('falls back on its own thread where no other can be had, and says so', async () => {
    const unsendable: string[] = new Proxy([...KEYS], {}); // no thread can be given this
    const quotas = [{ key: 'BASE', size: 30, reserve: 5 }];
    const blocks = [blockOf(1, 500, false), blockOf(2, 500, false)];
    const warned: string[] = [];
    const drawn = await drawBlocks({ seed: SEED, quotas, keys: unsendable, sealed: false }, given(blocks), silent(warned));
    expect(drawn).toEqual(await drawBlocks({ seed: SEED, quotas, keys: KEYS, sealed: false }, given(blocks)));
    expect(warned).toHaveLength(2);
    expect(warned[0]).toContain('a thread cannot be had');
  });
});
