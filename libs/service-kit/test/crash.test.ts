import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_POINTS, crashRun } from './crash/crash-run.ts';

const folder = mkdtempSync(join(import.meta.dirname, '.crash-'));
const bundle = join(folder, 'worker.mjs');

beforeAll(() => build({
  entryPoints: [join(import.meta.dirname, 'crash/worker.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning',
  plugins: [{ name: 'packages stay outside', setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@sortition/') || path.startsWith('/') ? undefined : { path, external: true })) }],
}));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

describe('services that kill themselves at the worst moments', { timeout: 240_000 }, () => {
  it('lose, double and change nothing that was acknowledged, and apply every event once', async () => {
    const verdict = await crashRun(bundle, { kills: 16, planted: 'none', seed: 1, points: ALL_POINTS });
    expect(sum(verdict.kills)).toBeGreaterThanOrEqual(8); // on a busy machine fewer lives fit into the time
    expect(Object.keys(verdict.kills).length).toBeGreaterThanOrEqual(5);
    expect(verdict.operations).toBeGreaterThan(20);
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, changedAnswers: 0, eventsLost: 0, effectsDoubled: 0, gaps: 0 });
  });

  it.each([
    ['no-idempotency', 'doubled', { producer: ['after_commit'], consumer: [] }],
    ['event-outside', 'eventsLost', { producer: ['after_commit'], consumer: [] }],
    ['effect-before-cursor', 'effectsDoubled', { producer: [], consumer: ['event_applied'] }],
  ] as const)('are caught when they make the mistake «%s»', async (planted, sign, points) => {
    let seen = 0;
    for (let seed = 1; seed <= 2 && seen === 0; seed += 1) seen = (await crashRun(bundle, { kills: 4, planted, seed, points }))[sign];
    expect(seen).toBeGreaterThan(0);
  });
});
