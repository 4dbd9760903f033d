import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '@sortition/testkit';
import { migrateDatabase } from '../src/service-kit.ts';
import { fixtureDatabase } from './fixture-service.ts';

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await fixtureDatabase();
  directory = mkdtempSync(join(tmpdir(), 'sortition-migrations-'));
  writeFileSync(join(directory, '20260101000000_create-note.sql'), FIRST);
});
afterEach(async () => {
  rmSync(directory, { recursive: true });
  await database.drop();
});

const FIRST = readFileSync(new URL('./fixture/migrations/20260101000000_create-note.sql', import.meta.url), 'utf8');
const add = (name: string, body: string): void => writeFileSync(join(directory, name), body);
const migrate = () => migrateDatabase({ ownerUrl: database.ownerUrl, appRole: 'fixture_app', migrationsDir: directory });

describe('migrations', () => {
  it('apply each file once, in the order of the names, though four processes start at once', async () => {
    add('20260102000000_add-count.sql', 'alter table fixture.note add column count int; select set_config(\'app.roles\', \'SYSTEM\', true); insert into fixture.note (id, text) values (gen_random_uuid(), \'once\')');
    const applied = await Promise.all([migrate(), migrate(), migrate(), migrate()]);
    expect(applied.flat()).toEqual(['20260102000000_add-count.sql']);
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query("select set_config('app.roles', 'SYSTEM', false)");
    expect((await client.query("select count(*)::int as n from fixture.note where text = 'once'")).rows).toEqual([{ n: 1 }]);
    await client.end();
  });

  it.each([
    ['an edited file', () => add('20260101000000_create-note.sql', `${FIRST} -- edited`), 'was changed after it had been applied'],
    ['a back-dated file', () => add('20250101000000_too-late.sql', 'select 1'), 'is dated before'],
    ['a vanished file', () => rmSync(join(directory, '20260101000000_create-note.sql')), 'its file is gone'],
    ['a careless name', () => add('0002.sql', 'select 1'), 'the name must be'],
  ])('refuse %s', async (_name, spoil, message) => {
    spoil();
    await expect(migrate()).rejects.toThrow(message);
  });

  it('leave nothing of a file that fails', async () => {
    add('20260103000000_half.sql', 'create table fixture.half (x int); select no_such_function()');
    await expect(migrate()).rejects.toThrow('20260103000000_half.sql failed');
    add('20260103000000_half.sql', 'create table fixture.half (x int)');
    expect(await migrate()).toEqual(['20260103000000_half.sql']);
  });
});
