import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseUrl, provisionDatabase, startPostgres, type PostgresServer } from '@sortition/embedded-postgres';
import { newId } from '@sortition/kernel';
import { migrateDatabase, migrateJobs } from '@sortition/service-kit';
import { startEventSource, testEnvironment, testGatewayKey, testKeyRing, type KeyPair } from '@sortition/testkit';
import { freePorts } from '@sortition/tool-dev/play/free-port';
import { workspace } from '../supergraph-now.ts';
import type { Mistake } from './planted-mistakes.ts';

const SERVICE_ROOT = join(workspace, 'apps/sampling');
export const LEAD = newId();
const PARTICIPANT = newId();
const OBJECTS = 60;

/** A durable cluster that comes back when it is killed. */
export async function startMortalPostgres(): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'sortition-chaos-'));
  const server = await startPostgres({ directory: join(directory, 'cluster'), port: await freePorts(1), durable: true, onRestart: () => undefined });
  const stop = async (): Promise<void> => {
    await server.stop('immediate');
    rmSync(directory, { recursive: true, force: true });
    rmSync(server.directory, { recursive: true, force: true });
  };
  return { ...server, get pid() { return server.pid; }, stop, [Symbol.asyncDispose]: stop };
}

/** What a run of the draw needs: a database with a roster, tasks that are ready, and the environment of two services on it. */
export interface DrawStage extends AsyncDisposable {
  readonly adminUrl: string;
  readonly taskIds: readonly string[];
  readonly urls: readonly string[];
  readonly environments: readonly NodeJS.ProcessEnv[];
  readonly gateway: KeyPair;
}

const rosterOf = () => ({
  rosterVersion: 1,
  objects: Array.from({ length: OBJECTS }, (_, i) => ({ objectId: newId(), divisionCode: '210100', kind: 'MARKET_ENTITY', tags: [], riskLevel: i % 4 === 0 ? 'HIGH' : null, creditLevel: null, weight: 1, active: true, ownerDepartmentId: null })),
});

/** Key items in Shenyang may be inspected again in the year (SY art.13), so that thousands of draws can use one roster. */
const readyTask = (taskId: string) => ({
  taskId, taskNumber: `SY-2025-${taskId.slice(-6)}`, name: '餐饮联合抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: LEAD, participatingDepartmentIds: [PARTICIPANT],
  divisionCode: '210100', period: { from: '2025-01-01', to: '2026-12-31' }, profile: 'SY', profileHash: 'a'.repeat(64),
  items: [{ itemId: newId(), departmentId: LEAD, name: '食品经营许可', itemClass: 'KEY', objectType: 'MARKET_ENTITY', noticeExemption: null }],
  population: { kinds: [], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [] }, ratio: '0.05', objectCount: 1_000,
  strata: [{ dimension: 'RISK', value: 'HIGH', ratio: '0.2', frequency: '2' }],
  scheme: { content: '许可与台账', modes: ['ON_SITE'], inspectorsPerDepartment: 1, teamCount: 1, specialties: [], inspectorDrawnBy: null },
});

/** Sets the stage; the roster and the first task arrive as events, as in the running platform, and further tasks are copies of it. */
export async function setDrawStage(server: PostgresServer, draws: number, mistake: Mistake | undefined): Promise<DrawStage> {
  const database = `sampling_${newId().replaceAll('-', '')}`;
  const { ownerUrl, appUrl } = await provisionDatabase(server.url(), 'sampling', database);
  await migrateDatabase({ ownerUrl, appRole: 'sampling_app', migrationsDir: join(SERVICE_ROOT, 'migrations') });
  await migrateJobs(ownerUrl, 'sampling_app');
  const adminUrl = databaseUrl(server.url(), database);
  if (mistake === 'not-durable') await query(adminUrl, `alter database ${database} set synchronous_commit = off`);

  const first = newId();
  const registry = await startEventSource();
  const planning = await startEventSource();
  registry.emit('ObjectRosterChanged', rosterOf());
  planning.emit('TaskReady', readyTask(first));

  const gateway = await testGatewayKey();
  const keys = await testKeyRing('sampling');
  const signingKey = keys.privateKeys['sampling'];
  if (signingKey === undefined) throw new Error('no key');
  const none = async (): Promise<void> => undefined;
  const env = await testEnvironment({
    service: 'sampling', serviceRoot: SERVICE_ROOT, gateway, database: { name: database, ownerUrl, appUrl, drop: none, [Symbol.asyncDispose]: none },
    peers: { signingKey, publicKeys: keys.publicKeys.keys, feedUrls: { registry: registry.url, planning: planning.url } },
  });
  const port = await freePorts(2);
  const kit = join(workspace, 'libs/service-kit');
  const taskIds = [first, ...Array.from({ length: draws - 1 }, () => newId())];
  return {
    adminUrl, taskIds, gateway, urls: [0, 1].map((i) => `http://127.0.0.1:${port + i}`),
    environments: [0, 1].map((i) => ({ ...process.env, ...env, PORT: String(port + i), KIT_MIGRATIONS: join(kit, 'migrations'), PRELUDE: join(kit, 'src/federation/prelude.graphql') })),
    [Symbol.asyncDispose]: async () => {
      await registry[Symbol.asyncDispose]();
      await planning[Symbol.asyncDispose]();
    },
  };
}

const PATIENCE_MS = 60_000;

/** Waits until roster and first task have arrived, then makes the further tasks. */
export async function multiplyTasks({ adminUrl, taskIds: [first, ...others] }: DrawStage): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const [found] = await query<{ ready: boolean }>(adminUrl, `select exists(select from sampling.task where state = 'READY') and (select count(*) from sampling.roster_object) = ${OBJECTS} as ready`);
    if (found?.ready === true) break;
    if (performance.now() > deadline) throw new Error('roster and task did not arrive');
    await sleep(50);
  }
  const columns = await query<{ name: string }>(adminUrl, "select column_name as name from information_schema.columns where table_schema = 'sampling' and table_name = 'task' and column_name not in ('id', 'task_number') order by 1");
  const list = columns.map(({ name }) => `"${name}"`).join(', ');
  await query(adminUrl, `insert into sampling.task (id, task_number, ${list}) select new.id, 'SY-2025-' || new.id, ${list} from sampling.task, unnest($1::uuid[]) as new(id) where task.id = $2`, [others, first]);
}

/** Asks as superuser; a server that is just coming back is asked again. */
export async function query<T extends pg.QueryResultRow>(url: string, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<T>(sql, [...values])).rows;
    } catch (error) {
      if (attempt === 100 || (error instanceof pg.DatabaseError && !/^(57P|08|53)/.test(error.code ?? ''))) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
