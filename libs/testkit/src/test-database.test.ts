import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabaseOptions } from './test-database.ts';

const migrationsDir = mkdtempSync(join(tmpdir(), 'testkit-'));
writeFileSync(join(migrationsDir, '20260101000000_make-note.sql'), 'create table note (id int primary key)');
afterAll(() => rmSync(migrationsDir, { recursive: true }));

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

let migrated = 0;
const options: TestDatabaseOptions = {
  service: 'example',
  migrationsDir,
  migrate: async ({ ownerUrl, appRole }) => {
    migrated += 1;
    await ask(ownerUrl, `create table note (id int primary key); grant select, insert on note to ${appRole}`);
  },
};

test('each test file gets its own clone of a template that was migrated once', async () => {
  await using first = await testDatabase(options);
  await using second = await testDatabase(options);
  await ask(first.appUrl, 'insert into note values (1)');
  expect(await ask(first.appUrl, 'select id from note')).toEqual([{ id: 1 }]);
  expect(await ask(second.appUrl, 'select id from note')).toEqual([]);
  expect(migrated).toBe(1);
});

test('the app role works with the data and cannot change the schema', async () => {
  await using database = await testDatabase(options);
  await expect(ask(database.appUrl, 'create table other (id int)')).rejects.toThrow(/permission denied/);
  await expect(ask(database.appUrl, 'drop table note')).rejects.toThrow(/must be owner/);
  await ask(database.ownerUrl, 'create table other (id int)');
});

test('the roles of one service cannot open the database of another', async () => {
  await using mine = await testDatabase(options);
  await using theirs = await testDatabase({ ...options, service: 'other' });
  const trespass = new URL(mine.appUrl);
  trespass.pathname = `/${theirs.name}`;
  await expect(ask(trespass.toString(), 'select 1')).rejects.toThrow(/permission denied for database/);
});

test('a dropped database is gone, whoever is still connected', async () => {
  const database = await testDatabase(options);
  const lingering = new pg.Client({ connectionString: database.appUrl });
  lingering.on('error', () => undefined);
  await lingering.connect();
  await database.drop();
  await expect(ask(database.appUrl, 'select 1')).rejects.toThrow(/does not exist/);
  await lingering.end();
});
