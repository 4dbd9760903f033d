import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok } from '@sortition/kernel';
import type { TestDatabase } from '@sortition/testkit';
import { openDatabase, type Database } from '../src/database/database.ts';
import { transact } from '../src/database/transact.ts';
import { enqueue, migrateJobs, startJobs } from '../src/jobs/jobs.ts';
import { systemIdentity, type Act } from '../src/service-kit.ts';
import { fixtureDatabase } from './fixture-service.ts';

const log = pino({ level: 'silent' });

let files: TestDatabase;
let database: Database;

beforeAll(async () => {
  files = await fixtureDatabase();
  await migrateJobs(files.ownerUrl, 'fixture_app');
  database = await openDatabase({ url: files.appUrl, applicationName: 'fixture' });
});

afterAll(async () => {
  await database.close();
  await files.drop();
});

const act = (): Act => ({ identity: systemIdentity('fixture'), now: new Date(), trace: 'test', operation: 'test' });

it('does the jobs of the app role, each with its payload', async () => {
  const done: unknown[] = [];
  const worker = await startJobs({ service: 'fixture', database, clock: () => new Date(), log, handlers: { note: async (_context, payload) => void done.push(payload) } });
  try {
    await transact(database.write, act(), async (tx) => ok(await enqueue(tx, 'note', { text: 'by lot' })));
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([{ text: 'by lot' }]);
  } finally {
    await worker.stop();
  }
});

it('goes on after the database was away when the worker asked for the first time', async () => {
  const done: unknown[] = [];
  let asked = 0;
  const away = new Proxy(database.writePool, {
    get: (pool, name: keyof pg.Pool) => {
      const value = pool[name];
      if (name !== 'connect') return typeof value === 'function' ? value.bind(pool) : value;
      return (callback?: (error: Error | undefined, client: pg.PoolClient | undefined, release: () => void) => void) => {
        asked += 1;
        const error = asked > 1 && asked < 14 ? new Error('timeout exceeded when trying to connect') : undefined;
        if (callback !== undefined) return error === undefined ? pool.connect(callback) : callback(error, undefined, () => undefined);
        return error === undefined ? pool.connect() : Promise.reject(error);
      };
    },
  });
  const worker = await startJobs({ service: 'fixture', database: { ...database, writePool: away }, clock: () => new Date(), log, handlers: { remember: async (_context, payload) => void done.push(payload) } });
  try {
    await transact(database.write, act(), async (tx) => ok(await enqueue(tx, 'remember', { text: 'after all' })));
    await expect.poll(() => done, { timeout: 30_000 }).toEqual([{ text: 'after all' }]);
  } finally {
    await worker.stop();
  }
});
