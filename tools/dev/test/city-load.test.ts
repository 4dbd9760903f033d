import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITY_TODAY, PLANS, TASKS } from '../src/city/data/year.ts';
import { departmentsOf } from '../src/city/department.ts';
import { PROJECTS } from '../src/city/load-directories.ts';
import { startPlatform, type Platform } from '../src/platform/platform.ts';
import { readSettings } from '../src/platform/settings.ts';
import { graphqlClient } from '../src/play/graphql-client.ts';
import { OUTCOMES } from '../src/play/joint-task.ts';
import { outsider } from '../src/play/people.ts';

const SIZE = 3_000;
const PATIENCE_MS = 1_200_000;
const root = join(import.meta.dirname, '../../..');
const dataDir = mkdtempSync(join(tmpdir(), 'sortition-city-'));
chmodSync(dataDir, 0o711); // the account that runs PostgreSQL must be able to pass
const said: string[] = [];
let platform: Platform;

const start = (): Promise<Platform> =>
  startPlatform({
    settings: readSettings({ PORT: '22300', DATA_DIR: dataDir, CITY_SIZE: String(SIZE), LOG_LEVEL: 'error' }, root), say: (message) => said.push(message),
    // the tests of all projects share a machine: what is slow here is not yet broken
    extraEnvironment: (app) => (app === 'gateway' ? { SUBGRAPH_QUERY_MS: '20000', SUBGRAPH_MUTATION_MS: '20000', OPERATION_MS: '40000' } : {}),
  });

async function ask<T>(document: string): Promise<T> {
  const tokenFor = platform.issuer?.tokenFor;
  if (tokenFor === undefined) throw new Error('no issuer');
  const { data, errors } = await graphqlClient({ url: platform.url, tokenFor }).ask<T>(outsider('COORDINATOR'), document);
  if (data === null || errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

beforeAll(async () => {
  platform = await start();
  // asked while the others are still moving in
  const first = await ask<{ departments: { totalCount: number } }>('{ departments(first: 1) { totalCount } }');
  expect(first.departments.totalCount).toBe(departmentsOf('sortition').length);
  while (!said.some((message) => message.includes('2026-06'))) await sleep(100);
  await platform[Symbol.asyncDispose]();
  platform = await start();
  await platform.city?.year;
}, PATIENCE_MS);

afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const EVERY_TASK_STATE = ['DRAFT', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED', 'CANCELLED'];

describe('a city that was cut off in the middle of its year and started again', () => {
  it('tells every story to its end', () => {
    expect(said.filter((message) => message.includes('stopped'))).toEqual([]);
    expect(said.some((message) => message.startsWith('going on with the city'))).toBe(true);
    expect(said.at(-1)).toContain('is told');
  });

  it('holds nothing twice', async () => {
    const { tasks, annualPlans, departments, inspectionObjects } = await ask<Record<string, { totalCount: number }>>(`{
      tasks(first: 1) { totalCount } annualPlans(first: 1) { totalCount } departments(first: 1) { totalCount } inspectionObjects(first: 1) { totalCount }
    }`);
    expect([tasks?.totalCount, annualPlans?.totalCount, departments?.totalCount, inspectionObjects?.totalCount]).toEqual([TASKS.length, PLANS.length, departmentsOf('sortition').length, SIZE + PROJECTS]);
  });

  it('has a task in every state, one of them overdue', async () => {
    const { tasks } = await ask<{ tasks: { nodes: readonly { state: string; overdue: boolean }[] } }>('{ tasks(first: 100) { nodes { state overdue } } }');
    expect(new Set(tasks.nodes.map(({ state }) => state))).toEqual(new Set(EVERY_TASK_STATE));
    expect(tasks.nodes.some(({ overdue }) => overdue)).toBe(true);
  });

  it('has plans that are public, late, adjusting, approved and still being agreed', async () => {
    const { annualPlans } = await ask<{ annualPlans: { nodes: readonly { state: string; late: boolean | null }[] } }>('{ annualPlans(first: 20) { nodes { state late } } }');
    expect(new Set(annualPlans.nodes.map(({ state }) => state))).toEqual(new Set(['PUBLISHED', 'ADJUSTING', 'APPROVED', 'DRAFT']));
    expect(annualPlans.nodes.some(({ late }) => late === true)).toBe(true);
  });

  it('owes, publishes, withholds and corrects results', async () => {
    const { due, published, withheld, overdue } = await ask<Record<string, { totalCount: number; nodes: readonly { corrected: boolean; late: boolean | null }[] }>>(`{
      due: publications(filter: { states: [DUE, READY] }, first: 1) { totalCount nodes { corrected late } }
      published: publications(filter: { states: [PUBLISHED] }, first: 200) { totalCount nodes { corrected late } }
      withheld: publications(filter: { states: [WITHHELD] }, first: 1) { totalCount nodes { corrected late } }
      overdue: publications(filter: { states: [OVERDUE] }, first: 1) { totalCount nodes { corrected late } }
    }`);
    for (const each of [due, published, withheld, overdue]) expect(each?.totalCount).toBeGreaterThan(0);
    expect(published?.nodes.some(({ corrected }) => corrected)).toBe(true);
    expect(published?.nodes.some(({ late }) => late === true)).toBe(true);
  });

  it('has seen each of the ten endings of a visit', async () => {
    const { tasks } = await ask<{ tasks: { nodes: readonly { id: string }[] } }>('{ tasks(first: 100) { nodes { id } } }');
    const seen = new Set<string>();
    for (const { id } of tasks.nodes) {
      const { task } = await ask<{ task: { inspections: { nodes: readonly { results: readonly { code: string }[] }[] } } }>(`{ task(id: "${id}") { inspections(first: 50) { nodes { results { code } } } } }`);
      for (const { results } of task.inspections.nodes) for (const { code } of results) seen.add(code);
    }
    expect(seen).toEqual(new Set(OUTCOMES));
  });

  it('has a public item list in each of the five jurisdictions', async () => {
    const { itemLists } = await ask<{ itemLists: { nodes: readonly { profile: string; items: { totalCount: number } }[] } }>('{ itemLists(filter: { states: [PUBLISHED] }, first: 20) { nodes { profile items(first: 1) { totalCount } } } }');
    expect(new Set(itemLists.nodes.map(({ profile }) => profile.split('@')[0]))).toEqual(new Set(['CQ', 'CC', 'SY', 'GA', 'SAMR']));
  });

  it('leaves the clock on the last day of its story', () => {
    const { offsetMs }: { readonly offsetMs: number } = JSON.parse(readFileSync(join(dataDir, 'clock.json'), 'utf8'));
    expect(new Date(Date.now() + offsetMs).toISOString().slice(0, 10)).toBe(CITY_TODAY);
  });
});
