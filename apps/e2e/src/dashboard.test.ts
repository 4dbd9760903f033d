import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerError } from '@sortition/tool-dev/play/graphql-client';
import { outsider } from '@sortition/tool-dev/play/people';
import { playJointTask } from '@sortition/tool-dev/play/play-joint-task';
import type { PlayedTask } from '@sortition/tool-dev/play/joint-task';
import { SERVICES } from '@sortition/tool-dev/services';
import { DIVISION, foundDistrict, publishPlan, type District } from './district.ts';
import { jointTaskOf } from './joint-task-of.ts';
import { openPlay } from './open-play.ts';
import { startPlatform, type Platform } from './platform.ts';
import { workspace } from './supergraph-now.ts';

const QUERIES = join(workspace, 'docs/queries');
const exampleQuery = (name: string): string => readFileSync(join(QUERIES, `${name}.graphql`), 'utf8');

const DASHBOARD = exampleQuery('district-dashboard');
const COORDINATOR = outsider('COORDINATOR');
/** Long enough for a service that answers on a busy machine, short enough to wait for one that does not. */
const DEADLINE_MS = 8_000;

interface Dashboard {
  readonly departments: { readonly totalCount: number } | null;
  readonly inspectionObjects: { readonly totalCount: number } | null;
  readonly annualPlans: { readonly totalCount: number; readonly nodes: readonly { readonly state: string }[] } | null;
  readonly tasks: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly state: string;
      readonly leadDepartment: { readonly name: string } | null;
      readonly objectDraw: { readonly population: number } | null;
      readonly teams: readonly { readonly members: readonly { readonly inspector: { readonly name: string } | null }[] }[] | null;
      readonly inspections: { readonly nodes: readonly { readonly object: { readonly name: string } | null; readonly results: readonly { readonly label: string; readonly publication: { readonly state: string } | null }[] }[] } | null;
    }[];
  } | null;
  readonly disclosureOverview: { readonly publicResults: number } | null;
}

let platform: Platform;
let district: District;
let task: PlayedTask;

beforeAll(async () => {
  platform = await startPlatform({ gateway: { SUBGRAPH_QUERY_MS: String(DEADLINE_MS) } });
  const { player } = openPlay(platform, 'dashboard');
  district = await foundDistrict(player);
  platform.setTime('2025-03-03T09:00:00+08:00');
  const plan = await publishPlan(player, district);
  task = await playJointTask(player, jointTaskOf(district, plan.entryIds[0] ?? '', { key: 'spring' }));
  await platform.settle();
});

afterAll(() => platform?.[Symbol.asyncDispose]());

const dashboard = () => platform.as(COORDINATOR).ask<Dashboard>(DASHBOARD, { division: DIVISION, year: 2025 });

/** Whether each service's part of the dashboard is there. */
const presence = (data: Dashboard | null) => {
  const [first] = data?.tasks?.nodes ?? [];
  return {
    registry: data?.departments?.totalCount === 3 && data.inspectionObjects?.totalCount === 40,
    planning: data?.annualPlans?.totalCount === 1 && first?.state === 'CLOSED',
    sampling: first?.objectDraw?.population === 40,
    inspection: first?.inspections?.nodes.length === task.visits.length,
    disclosure: data?.disclosureOverview?.publicResults === 2 * task.visits.length,
  };
};
const EVERYTHING = { registry: true, planning: true, sampling: true, inspection: true, disclosure: true };

/** After an outage the gateway asks a service again only when its breaker allows it. */
async function everythingAnswers(): Promise<void> {
  await expect.poll(async () => presence((await dashboard()).data), { timeout: 60_000, interval: 200 }).toEqual(EVERYTHING);
}

describe('the first query of a dashboard', () => {
  test('one document joins all five departments of the platform in one round trip', async () => {
    const { data, errors } = await dashboard();
    expect(errors).toEqual([]);
    expect(presence(data)).toEqual(EVERYTHING);
    const [first] = data?.tasks?.nodes ?? [];
    expect(first?.leadDepartment?.name).toBe(district.market.name);
    expect(first?.teams?.[0]?.members.every(({ inspector }) => inspector?.name.startsWith('检查员'))).toBe(true);
    expect(first?.inspections?.nodes.flatMap(({ results }) => results.map(({ publication }) => publication?.state))).toEqual(Array.from({ length: 2 * task.visits.length }, () => 'PUBLISHED'));
  });
});

/** What of the dashboard hangs on a service that is down: its own fields, and below planning's tasks what others add to them. */
const lostWith = (service: string): string[] => (service === 'planning' ? ['planning', 'sampling', 'inspection'] : [service]);

function expectOutageOf(service: string, { data, errors }: { readonly data: Dashboard | null; readonly errors: readonly AnswerError[] }): void {
  expect(presence(data)).toEqual({ ...EVERYTHING, ...Object.fromEntries(lostWith(service).map((lost) => [lost, false])) });
  expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
  const told = JSON.stringify({ data, errors });
  expect(platform.internalAddresses.filter((address) => told.includes(address))).toEqual([]);
}

describe('with one service away, the dashboard still shows what the other four know', () => {
  beforeEach(everythingAnswers);

  for (const service of SERVICES) {
    test(`${service} is stopped`, async () => {
      await platform.stop(service);
      try {
        expectOutageOf(service, await dashboard());
      } finally {
        await platform.restart(service);
      }
    });
  }

  test('sampling accepts connections and never answers', async () => {
    await platform.stop('sampling');
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => { silent.listen(platform.portOf('sampling'), '127.0.0.1', resolve); });
    try {
      const begun = performance.now();
      expectOutageOf('sampling', await dashboard());
      expect(performance.now() - begun).toBeLessThan(2 * DEADLINE_MS);
    } finally {
      const closed = new Promise((resolve) => { silent.close(resolve); });
      for (const socket of sockets) socket.destroy();
      await closed;
      await platform.restart('sampling');
    }
  });
});

describe('the example queries', () => {
  beforeEach(everythingAnswers);


  const OPEN_TO_ALL = ['01-first-query', 'public-log', 'public-results-search', 'verify-a-draw'];
  const VARIABLES: Readonly<Record<string, () => Record<string, unknown>>> = {
    'annual-plans': () => ({ division: DIVISION, year: 2025 }),
    'audit-trail': () => ({ id: task.taskId }),
    'district-dashboard': () => ({ division: DIVISION, year: 2025 }),
    'verify-a-draw': () => ({ id: task.drawId }),
  };
  for (const file of readdirSync(QUERIES)) {
    const name = file.replace('.graphql', '');
    test(`${name} answers with data`, async () => {
      const by = name === 'my-tasks' ? task.teams[0]?.members[0]?.account ?? null : OPEN_TO_ALL.includes(name) ? null : COORDINATOR;
      const { data, errors } = await platform.as(by).ask<Record<string, unknown>>(exampleQuery(name), VARIABLES[name]?.());
      expect(errors).toEqual([]);
      expect(Object.values(data ?? {}).every((field) => field !== null)).toBe(true);
    });
  }
});
