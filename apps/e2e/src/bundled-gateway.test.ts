import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { bundleApp } from '@sortition/tool-dev/bundle-app';
import { workspace } from './supergraph-now.ts';

const text = (file: string): string => readFileSync(join(workspace, file), 'utf8');

// a gateway that does not find its planner's program would plan with the library, and nobody would notice but by the clock
it('the planner of a bundled gateway is where it looks for it, plans, and is nowhere else', async () => {
  const main = await bundleApp(workspace, 'gateway');
  const code = readFileSync(main, 'utf8');
  const [, program = ''] = /new URL\("(planner[a-z.]+)", import\.meta\.url\)/.exec(code) ?? [];
  expect(program).toBe('planner.process.mjs');
  expect(code).not.toContain('@graphql-hive/router-query-planner');
  const child = fork(new URL(program, pathToFileURL(main)), { env: {}, execArgv: [] });
  const said = async (): Promise<unknown> => (await once(child, 'message'))[0];
  try {
    expect(await said()).toEqual({ done: true });
    child.send({ supergraph: 0, sdl: text('apps/gateway/supergraph.graphql'), forget: [] });
    expect(await said()).toEqual({ done: true });
    child.send({ supergraph: 0, document: text('docs/queries/district-dashboard.graphql') });
    expect(await said()).toMatchObject({ done: true, node: { kind: 'Sequence' } });
  } finally {
    child.kill('SIGKILL');
  }
}, 60_000);

it('so is the thread that reads supergraphs', async () => {
  const main = await bundleApp(workspace, 'gateway');
  const [, program = ''] = /new URL\("(reading[a-z.]+)", import\.meta\.url\)/.exec(readFileSync(main, 'utf8')) ?? [];
  expect(program).toBe('reading.thread.mjs');
  const worker = new Worker(new URL(program, pathToFileURL(main)));
  try {
    worker.postMessage(text('apps/gateway/supergraph.graphql'));
    expect(await once(worker, 'message')).toMatchObject([{ reading: { subgraphs: ['disclosure', 'inspection', 'planning', 'registry', 'sampling'] } }]);
  } finally {
    await worker.terminate();
  }
}, 60_000);
