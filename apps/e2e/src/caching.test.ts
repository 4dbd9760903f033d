import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '@sortition/kernel';
import type { PlayedTask } from '@sortition/tool-dev/play/joint-task';
import { officer } from '@sortition/tool-dev/play/people';
import { playJointTask } from '@sortition/tool-dev/play/play-joint-task';
import { foundDistrict, publishPlan, type District } from './district.ts';
import { jointTaskOf } from './joint-task-of.ts';
import { openPlay } from './open-play.ts';
import { startPlatform, type Platform } from './platform.ts';

const DEPARTMENTS = 'query Departments($division: String) { departments(filter: { divisionCode: $division }) { totalCount nodes { name } } }';
const RESULTS = 'query Results { publicResults(first: 50) { totalCount nodes { id uscc department { id name } } } }';
const TASKS = 'query Tasks { publicTasks(first: 5) { totalCount } }';
const DRAWS = 'query Draws { publicDraws(first: 5) { nodes { state seed logEntries { kind receipt } } } }';
const DECIDE = 'mutation Decide($input: DecideStopPublicationInput!) { decideStopPublication(input: $input) { stopPublication { state } } }';

/** What the public may at most still be shown after a change. */
const TOLD_MS = 2_000;

interface Results {
  readonly publicResults: { readonly totalCount: number; readonly nodes: readonly { readonly id: string; readonly uscc: string; readonly department: { readonly id: string; readonly name: string } }[] };
}

let platform: Platform;
let district: District;
let task: PlayedTask;
let before: { readonly tasks: unknown; readonly results: unknown };

const publicly = async <T>(document: string, variables?: Record<string, unknown>): Promise<T> => {
  const { data, errors } = await platform.as(null).ask<T>(document, variables);
  expect(errors).toEqual([]);
  if (data === null) throw new Error('no data');
  return data;
};

const hits = async (): Promise<number> => Number(/sortition_public_answers_total\{outcome="hit"[^}]*\} (\d+)/.exec(await (await fetch(`${platform.url}/metrics`)).text())?.[1] ?? 0);

/** Whether the answer to the document is kept. */
async function isKept(document: string): Promise<boolean> {
  const until = await hits();
  await publicly(document);
  return await hits() === until + 1;
}

beforeAll(async () => {
  platform = await startPlatform({ gateway: { CACHE_BYTES: '10000000' } });
  const { player } = openPlay(platform, 'caching');
  platform.setTime('2025-01-08T09:00:00+08:00');
  district = await foundDistrict(player);
  platform.setTime('2025-03-03T09:00:00+08:00');
  const plan = await publishPlan(player, district);
  before = { tasks: await publicly(TASKS), results: await publicly(RESULTS) };
  task = await playJointTask(player, jointTaskOf(district, plan.entryIds[0] ?? '', { key: 'spring' }));
  await platform.settle();
});

afterAll(() => platform?.[Symbol.asyncDispose]());

test('what the public was told before is not what it is told after', async () => {
  expect(before).toEqual({ tasks: { publicTasks: { totalCount: 0 } }, results: { publicResults: { totalCount: 0, nodes: [] } } });
  await vi.waitFor(async () => {
    expect(await publicly(TASKS)).toEqual({ publicTasks: { totalCount: 1 } });
    expect((await publicly<Results>(RESULTS)).publicResults.totalCount).toBe(2 * task.visits.length);
  }, { timeout: TOLD_MS, interval: 50 });
  for (const document of [TASKS, RESULTS, DRAWS]) {
    await publicly(document);
    expect(await isKept(document), document).toBe(true);
  }
});

test('a department that is saved is shown anew at once, everywhere that it is named', async () => {
  const { id, name, level, division } = district.market;
  const named = async (): Promise<readonly string[]> => [...new Set((await publicly<Results>(RESULTS)).publicResults.nodes.map(({ department }) => department.name))].toSorted();
  expect(await named()).toContain(name);
  await publicly(DEPARTMENTS, { division: '500112' });
  const input = { idempotencyKey: newId(), id, name: '渝北区市场监管局', level, divisionCode: division, parentId: district.city.id, profile: 'CQ', active: true };
  const saved = await platform.as({ sub: 'admin', name: '平台管理员', roles: ['PLATFORM_ADMIN'], department: null, department_level: null, region: null })
    .ask('mutation Save($input: SaveDepartmentInput!) { saveDepartment(input: $input) { department { name } } }', { input });
  expect(saved.errors).toEqual([]);
  await vi.waitFor(async () => {
    expect(await named()).toContain('渝北区市场监管局');
    expect(await named()).not.toContain(name);
    expect(JSON.stringify(await publicly(DEPARTMENTS, { division: '500112' }))).toContain('渝北区市场监管局');
  }, { timeout: TOLD_MS, interval: 50 });
});

test('[SAMR-3.3-c] a stopped publication is gone from the gateway within moments', async () => {
  const results = (await publicly<Results>(RESULTS)).publicResults;
  const stopped = results.nodes.find(({ department }) => department.id === district.market.id);
  if (stopped === undefined) throw new Error('nothing is published');
  const ONE = 'query One($id: ID!) { publicResult(id: $id) { id name } }';
  await publicly(ONE, { id: stopped.id });
  expect(await isKept(RESULTS)).toBe(true);
  expect(JSON.stringify(await publicly(ONE, { id: stopped.id }))).toContain(stopped.id);

  // no text gives the period after which a party may apply, so the application that it would allow is entered here
  const stopPublicationId = newId();
  const owner = new pg.Client({ connectionString: platform.databases.disclosure.ownerUrl });
  await owner.connect();
  await owner.query("select set_config('app.roles', 'SYSTEM', false)");
  await owner.query(`insert into disclosure.stop_publication (region, id, publication_id, department_id, uscc, state, reason, applied_by, applied_at)
    select region, $1, id, department_id, coalesce(uscc, ''), 'APPLIED', '已整改', 'party', now() from disclosure.publication where id = $2`, [stopPublicationId, stopped.id]);
  await owner.end();
  const decided = await platform.as(officer(district.market, 'INSPECTOR')).ask(DECIDE, { input: { idempotencyKey: newId(), stopPublicationId, approve: true, reason: '符合条件' } });
  expect(decided.errors).toEqual([]);
  await vi.waitFor(async () => {
    expect(await publicly(ONE, { id: stopped.id })).toEqual({ publicResult: null });
    expect((await publicly<Results>(RESULTS)).publicResults.nodes.map(({ id }) => id)).not.toContain(stopped.id);
  }, { timeout: TOLD_MS, interval: 20 });
});

test('the receipts and the seed that a draw gets later are shown', async () => {
  await vi.waitFor(async () => {
    const { publicDraws } = await publicly<{ publicDraws: { nodes: readonly { seed: string | null; logEntries: readonly { receipt: unknown }[] }[] } }>(DRAWS);
    expect(publicDraws.nodes.some(({ seed }) => seed !== null)).toBe(true);
    expect(publicDraws.nodes.flatMap(({ logEntries }) => logEntries).every(({ receipt }) => receipt !== null)).toBe(true);
  }, { timeout: 20_000, interval: 100 });
});

test('when a service is gone, nothing that rests on it is given from what is kept', async () => {
  await publicly(RESULTS);
  expect(await isKept(RESULTS)).toBe(true);
  await platform.stop('disclosure');
  await vi.waitFor(async () => {
    const { data, errors } = await platform.as(null).ask<{ publicResults: unknown }>(RESULTS);
    expect([data?.publicResults, errors[0]?.extensions?.code]).toEqual([null, 'SUBGRAPH_UNAVAILABLE']);
  }, { timeout: 10_000, interval: 100 });
  await platform.restart('disclosure');
  await vi.waitFor(async () => { expect((await platform.as(null).ask(RESULTS)).errors).toEqual([]); }, { timeout: 20_000, interval: 100 });
  await vi.waitFor(async () => { expect(await isKept(RESULTS)).toBe(true); }, { timeout: 10_000, interval: 100 });
});
