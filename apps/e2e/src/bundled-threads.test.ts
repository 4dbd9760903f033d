import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { UnitDraw, type KeptTickets } from '@sortition/draw';
import { bundleApp } from '@sortition/tool-dev/bundle-app';
import { bundleSampling } from './chaos/bundle-sampling.ts';
import { workspace } from './supergraph-now.ts';

const folder = mkdtempSync(join(workspace, 'apps/e2e/.chaos-')); // below the packages that stay outside of a bundle
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

// a service that does not find the program of its threads would draw without them, and nobody would notice but by the clock
describe('the threads of a bundled service', () => {
  it.each([
    ['npm start', () => bundleApp(workspace, 'sampling')],
    ['the chaos test', () => bundleSampling(folder, undefined, 'LARGE')],
  ])('are where %s looks for them, and draw', async (_, bundle) => {
    const main = await bundle();
    const [, program = ''] = /new URL\("(block[a-z.]+)", import\.meta\.url\)/.exec(readFileSync(main, 'utf8')) ?? [];
    expect(program).toBe('block.thread.mjs');
    const quotas = [{ key: 'BASE', size: 3, reserve: 2 }];
    const seed = 'c0'.repeat(32);
    const worker = new Worker(new URL(program, pathToFileURL(main)), { workerData: { draw: { seed, quotas, keys: ['BASE'], sealed: false } } });
    try {
      expect(await once(worker, 'message')).toEqual(['ready']);
      const ids = Array.from({ length: 50 }, () => randomBytes(16));
      worker.postMessage({ block: Buffer.concat(ids.flatMap((id) => [id, Buffer.of(0, 0, 0, 1)])) });
      await once(worker, 'message');
      worker.postMessage({ block: null });
      const [answer]: { kept: KeptTickets[] }[] = await once(worker, 'message');
      const hasher = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
      const [joined, plain] = [new UnitDraw({ seed, strata: quotas, hasher }), new UnitDraw({ seed, strata: quotas, hasher })];
      joined.join(answer?.kept ?? []);
      for (const id of ids) plain.add({ unitId: id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), stratum: 'BASE', weight: 1 });
      expect(joined.finish()).toEqual(plain.finish());
    } finally {
      await worker.terminate();
    }
  }, 60_000);
});
