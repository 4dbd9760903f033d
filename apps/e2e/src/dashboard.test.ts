import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import DataLoader from 'dataloader';
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
import { countStatements, type SubRequest } from './statement-counter.ts';
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
/** Played to the end. */
let task: PlayedTask;
/** Made before it, and left when its visits were scheduled. */
let open: PlayedTask;

beforeAll(async () => {
  platform = await startPlatform({ gateway: { SUBGRAPH_QUERY_MS: String(DEADLINE_MS) } });
  const { player } = openPlay(platform, 'dashboard');
  district = await foundDistrict(player);
  platform.setTime('2025-03-03T09:00:00+08:00');
  const plan = await publishPlan(player, district);
  open = await playJointTask(player, jointTaskOf(district, plan.entryIds[1] ?? '', {
    key: 'open', name: '登记事项联合抽查', until: 'SCHEDULED',
    dates: {
      created: '2025-03-04T09:00:00+08:00', scheme: '2025-03-05T09:00:00+08:00', drawn: '2025-03-06T10:00:00+08:00', teamed: '2025-03-07T10:00:00+08:00', noticed: '2025-03-07T15:00:00+08:00',
      inspected: '2025-03-18T09:30:00+08:00', completed: '2025-04-03T16:00:00+08:00', published: '2025-04-10T10:00:00+08:00',
    },
  }));
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

const OPEN_TO_ALL = ['01-first-query', 'public-log', 'public-results-search', 'verify-a-draw'];
const VARIABLES: Readonly<Record<string, () => Record<string, unknown>>> = {
  'annual-plans': () => ({ division: DIVISION, year: 2025 }),
  'audit-trail': () => ({ id: task.taskId }),
  'district-dashboard': () => ({ division: DIVISION, year: 2025 }),
  'verify-a-draw': () => ({ id: task.drawId }),
};
const EXAMPLES = readdirSync(QUERIES).map((file) => file.replace('.graphql', ''));

function askExample(name: string, document = exampleQuery(name)) {
  const by = name === 'my-tasks' ? open.teams[0]?.members[0]?.account ?? null : OPEN_TO_ALL.includes(name) ? null : COORDINATOR;
  return platform.as(by).ask<Record<string, unknown>>(document, VARIABLES[name]?.());
}

describe('the example queries', () => {
  beforeEach(everythingAnswers);

  test.each(EXAMPLES)('%s answers with data', async (name) => {
    const { data, errors } = await askExample(name);
    expect(errors).toEqual([]);
    expect(Object.values(data ?? {}).every((field) => field !== null)).toBe(true);
  });
});

describe('the statements of a sub-request', () => {
  beforeEach(everythingAnswers);

  /** They verify a chain or a log, which is read page by page and anew for each proof, whatever the caller's page. */
  const READ_THROUGH = ['audit-trail', 'public-log'];

  /** With lists of so many at every level. */
  async function statementsOf(name: string, page: number): Promise<SubRequest[]> {
    using counter = countStatements();
    const { errors } = await askExample(name, exampleQuery(name).replaceAll(/first: \d+/g, `first: ${page}`));
    expect(errors).toEqual([]);
    return counter.take();
  }
  const repeated = (subRequests: readonly SubRequest[]): string[] =>
    subRequests.flatMap(({ service, statements }) => statements.filter((statement, index) => statements.indexOf(statement) !== index).map((statement) => `${service}: ${statement}`));
  const perService = (subRequests: readonly SubRequest[]): string[] => subRequests.map(({ service, statements }) => `${service} ${statements.length}`).toSorted();

  test.each(EXAMPLES)('%s: one per type and level, whether for one entity or for twenty', async (name) => {
    const many = await statementsOf(name, 20);
    const few = await statementsOf(name, 1);
    expect(many).not.toEqual([]);
    if (!READ_THROUGH.includes(name)) expect(repeated(many)).toEqual([]);
    expect(perService(few)).toEqual(perService(many));
  });

  test('are found when a loader does not batch', async () => {
    using _single = withoutBatching();
    const many = await statementsOf('district-dashboard', 20);
    expect(new Set(repeated(many).map((statement) => statement.split(':')[0]))).toEqual(new Set(['registry', 'planning', 'sampling', 'inspection', 'disclosure']));
    expect(perService(await statementsOf('district-dashboard', 1))).not.toEqual(perService(many));
  });
});

/** Every loader asks for each entity by itself. */
function withoutBatching(): Disposable {
  const { load } = DataLoader.prototype;
  DataLoader.prototype.load = function alone(key) {
    Reflect.set(this, '_maxBatchSize', 1);
    return load.call(this, key);
  };
  return { [Symbol.dispose]: () => { DataLoader.prototype.load = load; } };
}
