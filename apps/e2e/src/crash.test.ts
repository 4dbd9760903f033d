import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { businessClock } from '@sortition/tool-dev/clock-file';
import { startPlatform, type Platform } from '@sortition/tool-dev/platform';
import { freePorts } from '@sortition/tool-dev/play/free-port';
import { graphqlClient } from '@sortition/tool-dev/play/graphql-client';
import type { PlayedTask } from '@sortition/tool-dev/play/joint-task';
import { outsider } from '@sortition/tool-dev/play/people';
import { jointTaskScenes } from '@sortition/tool-dev/play/play-joint-task';
import { openPlayer, type Player } from '@sortition/tool-dev/play/player';
import { settle } from '@sortition/tool-dev/play/settle';
import { SERVICES, perService, type PerService, type ServiceName } from '@sortition/tool-dev/services';
import { clockFileOf, readSettings, type Settings } from '@sortition/tool-dev/settings';
import { foundDistrict, publishPlan } from './district.ts';
import { jointTaskOf } from './joint-task-of.ts';
import { PATIENCE_MS } from './open-play.ts';
import { workspace } from './supergraph-now.ts';

/** Every service dies again and again, each at the moment where a crash hurts it most: before or after it commits, after it applied an event, before it told of one. */
const CRASHES: PerService<string> = {
  registry: 'feed_served:40', planning: 'after_commit:30', sampling: 'event_applied:12', inspection: 'before_commit:45', disclosure: 'cursor_moved:25',
};

let settings: Settings;
let platform: Platform;
let deaths: string[];

beforeAll(async () => {
  settings = readSettings({ DATA_DIR: mkdtempSync(join(tmpdir(), 'sortition-crash-')), PORT: String(await freePorts(8)), CITY_SIZE: '0', LOG_LEVEL: 'fatal' }, workspace);
  deaths = [];
  platform = await startPlatform({
    settings,
    say: (message) => { if (/ended with/.test(message)) deaths.push(message.split(' ')[0] ?? ''); },
    extraEnvironment: (app) => (app === 'gateway' ? {} : { CRASH_AT: CRASHES[app] }),
  });
});

afterAll(async () => {
  await platform?.[Symbol.asyncDispose]();
  if (settings !== undefined) rmSync(settings.dataDir, { recursive: true, force: true });
});

const ownerUrl = (service: ServiceName): string => platform.databases[service].ownerUrl ?? '';

function player(): Player {
  const { issuer, url } = platform;
  if (issuer === undefined) throw new Error('a platform of our own has its issuer');
  const clock = businessClock(clockFileOf(settings));
  return openPlayer({
    client: graphqlClient({ url, tokenFor: issuer.tokenFor }), seed: 'crash', outageMs: PATIENCE_MS, newsMs: PATIENCE_MS,
    moveTo: async (instant) => clock.moveTo(instant), settled: () => settle(perService(ownerUrl), PATIENCE_MS),
  });
}

/** Plays the whole path; `between` happens after each scene of the task. */
async function playPath(between: (stage: string) => void): Promise<PlayedTask> {
  const playing = player();
  await playing.moveTo('2025-01-08T09:00:00+08:00');
  const district = await foundDistrict(playing);
  await playing.moveTo('2025-03-03T09:00:00+08:00');
  const plan = await publishPlan(playing, district);
  const { task, scenes } = jointTaskScenes(playing, jointTaskOf(district, plan.entryIds[0] ?? '', { key: 'spring', outcomes: { NO_PROBLEM_FOUND: 2, PROBLEM_ORDERED_TO_CORRECT: 1 } }));
  for (const scene of scenes) {
    await playing.moveTo(scene.at);
    await scene.play();
    between(scene.stage);
  }
  await playing.settled();
  return task;
}

async function query<T extends pg.QueryResultRow>(service: ServiceName, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: ownerUrl(service) });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** How many events of each type every service has told, and how often their effects are there. */
async function ledger(): Promise<unknown> {
  const told = await Promise.all(SERVICES.map(async (service) => [service, await query(service, 'select type, count(*)::int as n, count(distinct id)::int as distinct from kit.event group by type order by type')] as const));
  const [effects] = await query('disclosure', 'select (select count(*) from disclosure.publication)::int as publications, (select count(*) from disclosure.public_result)::int as results, (select count(*) from disclosure.channel_message)::int as messages');
  return { told: Object.fromEntries(told), effects };
}

const kill = (pid: number | undefined): void => { if (pid !== undefined && pid > 0) process.kill(pid, 'SIGKILL'); };

test('killed again and again, services, gateway and database included, the path comes to the same end, with every event told and applied once', { timeout: 600_000 }, async () => {
  const task = await playPath((stage) => {
    if (stage === 'DRAWN') kill(platform.postgresPid());
    if (stage === 'TEAMED') kill(platform.processes.get('gateway')?.pid);
    if (stage === 'SCHEDULED') kill(platform.processes.get('inspection')?.pid);
  });
  expect(new Set(deaths)).toEqual(new Set([...SERVICES, 'PostgreSQL', 'gateway']));

  const asking = player();
  const TASK = 'query($id: ID!) { task(id: $id) { state history { state } } verifyAudit { registry { intact } planning { intact } sampling { intact } inspection { intact } disclosure { intact } } }';
  const found = await asking.ask<{ task: { state: string; history: { state: string }[] }; verifyAudit: Record<string, { intact: boolean }> }>(outsider('AUDITOR'), TASK, { id: task.taskId });
  expect(found.task.history.map(({ state }) => state)).toEqual(['DRAFT', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED']);
  expect(Object.values(found.verifyAudit).every(({ intact }) => intact)).toBe(true);

  const results = 2 * task.visits.length;
  const count = async (service: ServiceName, type: string) => (await query<{ n: number }>(service, `select count(*)::int as n from kit.event where type = '${type}'`))[0]?.n;
  expect(await count('planning', 'TaskCreated')).toBe(1);
  expect(await count('sampling', 'ObjectDrawConfirmed')).toBe(1);
  expect(await count('inspection', 'ResultFormed')).toBe(results);
  expect(await count('disclosure', 'PublicationFinal')).toBe(results);
  const before = await ledger();
  expect(before).toMatchObject({ effects: { publications: results, results } });

  // the performance is given again from the start, as after a crash of the performer: nothing is done twice
  const again = await playPath(() => undefined);
  expect({ ...again, teams: [] }).toEqual({ ...task, teams: [] });
  expect(await ledger()).toEqual(before);
});
