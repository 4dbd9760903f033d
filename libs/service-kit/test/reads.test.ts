import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '@sortition/testkit';
import { among } from '../src/database/among.ts';
import { byKeys } from '../src/database/by-keys.ts';
import { openDatabase } from '../src/database/database.ts';
import { Reads, readAs } from '../src/database/reads.ts';
import type { Database, Tx } from '../src/service-kit.ts';
import { ANONYMOUS, type Identity } from '../src/service-kit.ts';
import { fixtureDatabase, note, planner } from './fixture-service.ts';

let source: TestDatabase;
let database: Database;
beforeAll(async () => {
  source = await fixtureDatabase();
  database = await openDatabase({ url: source.appUrl, applicationName: 'reads', poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await source.drop();
});

const curious: Identity = { ...planner, subject: "o'brien \\ \" $1; select 1 --", department: 'D2', region: '500112', roles: ['PLANNER', 'AUDITOR'], uscc: '91500112MA5U00001X' };
const SETTINGS = sql`select current_setting('app.subject', true) as subject, current_setting('app.department', true) as department, current_setting('app.region', true) as region,
  current_setting('app.roles', true) as roles, current_setting('app.uscc', true) as uscc`;
const settingsIn = async (tx: Tx): Promise<unknown> => (await tx.execute(SETTINGS)).rows[0];
const CURIOUS = { subject: curious.subject, department: 'D2', region: '500112', roles: 'PLANNER,AUDITOR', uscc: curious.uscc };
const NOBODY = { subject: '', department: '', region: '', roles: '', uscc: '' };

/** What the only connection of the pool holds once it is free again. A setting that was never made is null. */
const leftBehind = async (): Promise<unknown> => (await database.write.execute(sql`select ${sql.join(Object.keys(NOBODY).map((name) => sql`coalesce(current_setting(${`app.${name}`}, true), '') as ${sql.identifier(name)}`), sql`, `)}, current_setting('transaction_isolation') as isolation`)).rows[0];
const CLEAN = { ...NOBODY, isolation: 'read committed' };
const backendOf = async (tx: Tx): Promise<number> => Number((await tx.execute(sql`select pg_backend_pid() as pid`)).rows[0]?.['pid']);

async function asAdmin(statement: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
  await client.connect();
  await client.query(statement, [...values]);
  await client.end();
}

describe.each([
  ['a single read', <T>(work: (tx: Tx) => Promise<T>) => readAs(database.read, { identity: curious }, work)],
  ['the reads of a request', <T>(work: (tx: Tx) => Promise<T>) => new Reads(database.read, curious).read(work)],
] as const)('the identity of %s', (_name, read) => {
  beforeEach(async () => { await read(settingsIn); });

  it('is that of the caller, to the letter', async () => {
    expect(await read(settingsIn)).toEqual(CURIOUS);
  });

  it('leaves the pooled connection with the read', async () => {
    expect(await leftBehind()).toEqual(CLEAN);
  });

  it('leaves it too when a statement, or the work itself, has failed', async () => {
    await expect(read((tx) => tx.execute(sql`select 1 / 0`))).rejects.toThrow();
    expect(await leftBehind()).toEqual(CLEAN);
    await expect(read(async () => { throw new Error('changed its mind'); })).rejects.toThrow('changed its mind');
    expect(await leftBehind()).toEqual(CLEAN);
  });

  it('leaves it when the statement is cancelled, and dies with the connection when that is killed', async () => {
    const sleeping = (stop: string) => read(async (tx) => {
      const pid = await backendOf(tx);
      await Promise.all([tx.execute(sql`select pg_sleep(20)`), sleep(100).then(() => asAdmin(`select ${stop}($1)`, [pid]))]);
    });
    await expect(sleeping('pg_cancel_backend')).rejects.toThrow();
    expect(await leftBehind()).toEqual(CLEAN);
    await expect(sleeping('pg_terminate_backend')).rejects.toThrow();
    expect(await leftBehind()).toEqual(CLEAN);
  });

  it('cannot write', async () => {
    await expect(read((tx) => tx.execute(sql`insert into fixture.note (id, text, department) values (gen_random_uuid(), 'x', 'D2')`))).rejects.toMatchObject({ cause: { code: '25006' } });
  });
});

describe('an identity that no setting can hold', () => {
  it('reads nothing', async () => {
    await expect(readAs(database.read, { identity: { ...curious, subject: 'a\0b' } }, settingsIn)).rejects.toThrow('zero byte');
    expect(await leftBehind()).toEqual(CLEAN);
  });
});

describe('the reads of a request', () => {
  const startOf = async (tx: Tx): Promise<unknown> => (await tx.execute(sql`select now()::text || pg_backend_pid() as at`)).rows[0];

  it('share one snapshot while one leads to the next', async () => {
    const reads = new Reads(database.read, planner);
    const [first, second] = await Promise.all([reads.read(startOf), reads.read(startOf)]);
    expect(second).toEqual(first);
    expect(await reads.read(startOf)).toEqual(first);
  });

  it('hold no connection while the request waits for something else', async () => {
    const reads = new Reads(database.read, planner);
    await reads.read(startOf);
    const other = new Reads(database.read, ANONYMOUS); // there is only one connection
    await other.read(startOf);
    await reads.read(startOf);
  });

  it('do not suffer from the mistake of one of them', async () => {
    const reads = new Reads(database.read, curious);
    const outcomes = await Promise.allSettled([reads.read(settingsIn), reads.read((tx) => tx.execute(sql`select 'x'::uuid`)), reads.read(settingsIn)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ value: CURIOUS });
  });

  it('see after a change what was changed', async () => {
    await using spare = await fixtureDatabase();
    const own = await openDatabase({ url: spare.appUrl, applicationName: 'renewing', poolSize: 2 });
    const reads = new Reads(own.read, planner);
    const count = () => reads.read(async (tx) => Number((await tx.execute(sql`select count(*) as n from fixture.note`)).rows[0]?.['n']));
    const before = count();
    await before;
    await own.write.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.department', 'D1', true), set_config('app.roles', 'SYSTEM', true)`);
      await tx.execute(sql`insert into fixture.note (id, text, department) values (gen_random_uuid(), 'x', 'D1')`);
      reads.renew();
    });
    expect(await count()).toBe(await before + 1);
    await own.close();
  });
});

describe('a statement of a read', () => {
  const findSome = (tx: Tx, count: number) => tx.select().from(note).where(among(note.id, Array.from({ length: count }, () => randomUUID())));
  const kept = sql`select name, generic_plans::int as unplanned from pg_prepared_statements where statement like 'select "id"%"fixture"."note"%'`;
  const UNTIL_COMPARED = 5; // so often the database plans for the values at hand before it compares

  it('is parsed and planned once per connection, for one key and for many', async () => {
    const reads = new Reads(database.read, planner);
    for (let asked = 0; asked < UNTIL_COMPARED; asked += 1) await reads.read((tx) => findSome(tx, 1));
    await reads.read((tx) => findSome(tx, 1));
    await reads.read((tx) => findSome(tx, 20));
    const { rows } = await reads.read((tx) => tx.execute(kept));
    expect(rows).toMatchObject([{ unplanned: 2 }]);
    await reads.read((tx) => tx.select().from(note).where(inArray(note.text, ['a', 'b'])));
    expect((await reads.read((tx) => tx.execute(kept))).rows).toEqual(rows); // a list would have a plan for each length
  });

  it('that was put into words for one caller finds for another what that one may see, in reads and in changes', async () => {
    let worded = 0;
    const findNotes = byKeys((tx, ids) => { worded += 1; return tx.select().from(note).where(among(note.id, ids)); });
    const ours = { id: randomUUID(), text: 'ours', department: planner.department };
    const theirs = { id: randomUUID(), text: 'theirs', department: curious.department };
    const ids = [ours.id, theirs.id];
    const found = await database.write.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.roles', 'SYSTEM', true)`);
      await tx.insert(note).values([ours, theirs]);
      return findNotes(tx, ids);
    });
    expect(found).toHaveLength(2);
    expect(await readAs(database.read, { identity: planner }, (tx) => findNotes(tx, ids))).toEqual([ours]);
    expect(await readAs(database.read, { identity: curious }, (tx) => findNotes(tx, ids))).toEqual([theirs]);
    expect(await readAs(database.read, { identity: ANONYMOUS }, (tx) => findNotes(tx, ids))).toEqual([]);
    expect(await readAs(database.read, { identity: curious }, (tx) => findNotes(tx, []))).toEqual([]);
    expect(worded).toBe(2); // for the change, and for the only connection of the pool
  });

  it.each([
    ['a single read', <T>(database: Database, work: (tx: Tx) => Promise<T>) => readAs(database.read, { identity: planner }, work)],
    ['the reads of a request', <T>(database: Database, work: (tx: Tx) => Promise<T>) => new Reads(database.read, planner).read(work)],
  ] as const)('is planned anew by a new connection when a migration has changed what it returns: %s', async (_name, read) => {
    await using spare = await fixtureDatabase();
    const own = await openDatabase({ url: spare.appUrl, applicationName: 'migrated', poolSize: 1 });
    const find = () => read(own, (tx) => findSome(tx, 1));
    await find();
    const owner = new pg.Client({ connectionString: spare.ownerUrl });
    await owner.connect();
    await owner.query('alter table fixture.note alter column text type varchar(200)');
    await owner.end();
    await expect(find()).rejects.toMatchObject({ cause: { code: '0A000' } });
    expect(await find()).toEqual([]);
    await own.close();
  });
});
