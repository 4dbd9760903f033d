import { fork, type ChildProcess } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NativePlanner } from '../../src/execution/native-planner.ts';
import { startCity } from '../fixtures/city.ts';
import { ABORTING, SOUND, marks } from './marks.ts';

const path = (file: string): URL => new URL(file, import.meta.url);

const begun: ChildProcess[] = [];
const note = (message: unknown): void => void begun.push((message as { process: ChildProcess }).process);
beforeAll(() => { channel('child_process').subscribe(note); });
afterAll(() => { channel('child_process').unsubscribe(note); });

const warnings: string[] = [];
beforeEach(() => {
  begun.length = 0;
  warnings.length = 0;
});
const openPlanner = (program?: URL): NativePlanner => new NativePlanner((what) => { warnings.push(what); }, program);

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a document of which the planner dies', () => {
  it('has no native plan; those before it, beside it and after it have', async () => {
    await using planner = openPlanner();
    const plan = planner.on(marks());
    expect(await plan(SOUND)).toMatchObject({ kind: 'Sequence' });
    const documents = Array.from({ length: 40 }, (_, nth) => (nth === 17 ? ABORTING : SOUND));
    const plans = await Promise.all(documents.map(plan));
    expect(plans.flatMap((node, nth) => (node === undefined ? [nth] : []))).toEqual([17]);
    expect(await plan(SOUND)).toMatchObject({ kind: 'Sequence' });
    expect(warnings).toEqual(['the native planner died over the operation Deadly: it ended with SIGABRT']);
    expect(begun).toHaveLength(2);
  });

  it('is given up when it takes too long', async () => {
    await using planner = openPlanner(path('false-planner.mjs'));
    const plan = planner.on('');
    const before = await plan(SOUND);
    const [hanging, waiting] = await Promise.all([plan(parse('query Hang { a }')), plan(SOUND)]);
    expect(hanging).toBeUndefined();
    expect(waiting).toBeDefined();
    expect(waiting).not.toEqual(before); // another process planned it
    expect(warnings).toEqual(['the native planner died over the operation Hang: it gave no answer for 2000 ms']);
    expect(lives(begun[0]?.pid ?? 0)).toBe(false);
  });
});

describe('a planner that is not there', () => {
  it('is not begun again and again', async () => {
    await using planner = openPlanner(path('no-planner.mjs'));
    const [one, other] = [planner.on(''), planner.on('')];
    expect(await Promise.all(Array.from({ length: 50 }, (_, nth) => (nth % 2 === 0 ? one : other)(SOUND)))).toEqual(Array.from({ length: 50 }));
    expect(begun).toHaveLength(1);
    expect(warnings).toEqual(['the native planner does not start, the library plans: it ended with 7']);
  });

  it('is begun anew when somebody asks, if it left while it had nothing to do', async () => {
    await using planner = openPlanner(path('false-planner.mjs'));
    const plan = planner.on('');
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await plan(parse('query Leave { a }'))).toBeDefined();
      await once(begun.at(-1) ?? process, 'exit');
    }
    expect(await plan(SOUND)).toBeDefined();
    expect(begun).toHaveLength(3);
    expect(warnings).toEqual(Array.from({ length: 2 }, () => 'the native planner died while it had nothing to do: it ended with 0'));
  });
});

it('one process plans for more supergraphs than it keeps', async () => {
  await using planner = openPlanner();
  const plans = Array.from({ length: 6 }, (_, nth) => ({ plan: planner.on(marks(`note${nth}`)), document: parse(`{ things { note${nth} mark } }`) }));
  for (const { plan, document } of [...plans, ...plans.toReversed()]) expect(await plan(document)).toMatchObject({ kind: 'Sequence' });
  expect(begun).toHaveLength(1);
  expect(warnings).toEqual([]);
});

it('a supergraph that the planner does not read is left to the library, without another word', async () => {
  await using planner = openPlanner();
  const plan = planner.on('type Query { this is not one }');
  expect([await plan(SOUND), await plan(SOUND)]).toEqual([undefined, undefined]);
  expect(warnings).toHaveLength(1);
  expect(await planner.on(marks())(SOUND)).toBeDefined();
});

it('the planner’s process has nothing of the gateway’s environment', async () => {
  process.env['GATEWAY_SIGNING_KEY'] = 'a secret';
  try {
    await using planner = openPlanner(path('false-planner.mjs'));
    const node = await planner.on('')(SOUND);
    expect(Object.keys(JSON.parse(node?.kind === 'Fetch' ? node.operation : '')).filter((name) => !['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', '__CF_USER_TEXT_ENCODING'].includes(name))).toEqual([]);
  } finally {
    delete process.env['GATEWAY_SIGNING_KEY'];
  }
});

it.each([['has nothing more to do', undefined], ['is killed', 'SIGKILL']] as const)('the planner’s process ends when the gateway’s %s', async (_, signal) => {
  const gateway = fork(path('plan-and-leave.ts'), signal === undefined ? [] : ['stay'], { execArgv: ['--import', 'tsx'] });
  const exit = once(gateway, 'exit');
  const [[told], [planned]] = [await once(gateway, 'message'), await once(gateway, 'message')];
  expect(planned).toEqual({ planned: 'Sequence' });
  if (signal !== undefined) {
    expect(lives(told.planner)).toBe(true);
    gateway.kill(signal);
  }
  expect(await exit).toEqual(signal === undefined ? [0, null] : [null, signal]);
  for (let turn = 0; turn < 100 && lives(told.planner); turn += 1) await pause(50);
  expect(lives(told.planner)).toBe(false);
});

it('a gateway has one planner, outside of its own process, and ends it when it stops', async () => {
  const loaded = (): string[] => {
    const { sharedObjects }: { sharedObjects: string[] } = JSON.parse(JSON.stringify(process.report.getReport()));
    return sharedObjects.filter((file) => file.includes('router_query_planner'));
  };
  const city = await startCity();
  expect((await city.ask('{ objects(first: 1) { id visits { day } } }')).errors).toEqual([]);
  const [planner, ...others] = begun;
  expect(others).toEqual([]);
  expect(lives(planner?.pid ?? 0)).toBe(true);
  expect(loaded()).toEqual([]);
  await city[Symbol.asyncDispose]();
  expect(lives(planner?.pid ?? 0)).toBe(false);
  await import('@graphql-hive/router-query-planner');
  expect(loaded()).toHaveLength(1); // it would have been seen
});
