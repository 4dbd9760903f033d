import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId, ok } from '@sortition/kernel';
import { testKeyRing } from '@sortition/testkit';
import { BEGINNING, endOfFeed, parseCursor, readFeed, readSigns, type FeedEvent } from '../src/events/event-feed.ts';
import { applyOnce, type ConsumerOptions } from '../src/events/event-consumer.ts';
import { SERVICE_HEADER, appendEvent, signServiceIdentity, systemIdentity, transact, type Act } from '../src/service-kit.ts';
import { startFixture, type Fixture } from './fixture-service.ts';

let fixture: Fixture;
let owner: pg.Client;
beforeAll(async () => {
  fixture = await startFixture();
  owner = new pg.Client({ connectionString: fixture.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await fixture[Symbol.asyncDispose]();
});

const act: Act = { identity: systemIdentity('fixture'), now: new Date('2026-03-02T01:00:00Z'), trace: 't', operation: 'test' };
const complete = (taskId: string) => transact(fixture.subgraph.database.write, act, async (tx) => {
  await appendEvent(tx, act, 'TaskCompleted', { taskId, completedAt: act.now.toISOString() });
  return ok(undefined);
});

const eventOf = (taskId: string): Promise<FeedEvent> => vi.waitFor(async () => {
  const event = (await readFeed(fixture.subgraph.database.read, BEGINNING, 100)).find(({ payload }) => (payload as { taskId: string }).taskId === taskId);
  if (event === undefined) throw new Error('not served yet');
  return event;
}, { timeout: 10_000, interval: 50 });

describe('the feed', () => {
  it('holds back what a running transaction may still precede, and then loses nothing', async () => {
    const [early, late] = [newId(), newId()];
    await owner.query('begin');
    await owner.query(`insert into kit.event (id, type, version, payload, occurred_at, actor, trace) values ($1, 'TaskCompleted', 1, $2, now(), 'a', 't')`, [newId(), { taskId: early, completedAt: '2026-03-02T01:00:00Z' }]);
    await complete(late);
    const before = await readFeed(fixture.subgraph.database.read, BEGINNING, 100);
    expect(before).toEqual([]);
    await owner.query('commit');
    // the horizon is the cluster's: a transaction in another database may hold it back for a moment
    await vi.waitFor(async () => {
      const after = await readFeed(fixture.subgraph.database.read, BEGINNING, 100);
      expect(after.map(({ payload }) => (payload as { taskId: string }).taskId)).toEqual([early, late]);
    }, { timeout: 10_000, interval: 50 });
  });

  it('goes on exactly after a cursor', async () => {
    const all = await readFeed(fixture.subgraph.database.read, BEGINNING, 100);
    const cursor = parseCursor(all[0]?.cursor ?? '');
    expect(await readFeed(fixture.subgraph.database.read, cursor ?? BEGINNING, 100)).toEqual(all.slice(1));
  });
});

describe('signs', () => {
  const read = () => fixture.subgraph.database.read;

  it('are seen as soon as they are committed, unsettled while an earlier one may come, and again once they are settled', async () => {
    const end = await endOfFeed(read());
    await owner.query('begin');
    await owner.query('select pg_current_xact_id()'); // a transaction that runs long, and writes nothing here
    await complete(newId());
    const early = await readSigns(read(), end, 100);
    expect(early).toEqual([{ cursor: expect.any(String), type: 'TaskCompleted', settled: false, changed: null }]);
    expect(await readFeed(read(), end, 100)).toEqual([]);
    await owner.query('commit');
    await vi.waitFor(async () => { expect(await readSigns(read(), end, 100)).toEqual([{ ...early[0], settled: true }]); }, { timeout: 10_000, interval: 50 });
  });

  it('miss nothing that becomes visible after the end they start from, however early its transaction began', async () => {
    await owner.query('begin');
    await owner.query(`insert into kit.event (id, type, version, payload, occurred_at, actor, trace) values ($1, 'PublicDataChanged', 1, $2, now(), 'a', 't')`, [newId(), { types: ['Note'] }]);
    await complete(newId());
    const end = await endOfFeed(read());
    await owner.query('commit');
    expect(await readSigns(read(), end, 100)).toContainEqual(expect.objectContaining({ type: 'PublicDataChanged', changed: ['Note'] }));
  });

  it('are told by the database, once for a transaction, whoever writes to a table that the public reads', async () => {
    await owner.query("create trigger tell_public_change after insert or update or delete on fixture.note for each statement execute function kit.tell_public_change('Note', 'Motto')");
    const end = await endOfFeed(read());
    await owner.query('begin');
    await owner.query("select set_config('app.roles', 'SYSTEM', true)");
    await owner.query('insert into fixture.note (id, text) values ($1, $3), ($2, $3)', [newId(), newId(), 'by hand']);
    await owner.query("update fixture.note set text = 'changed' where text = 'by hand'");
    await owner.query('commit');
    const told = (await readSigns(read(), end, 100)).filter(({ type }) => type === 'PublicDataChanged');
    expect(told.map(({ changed }) => changed)).toEqual([['Note', 'Motto']]);
    await owner.query('drop trigger tell_public_change on fixture.note');
  });
});

const ask = async (query: string) => fetch(`${fixture.subgraph.url}/feeds/events?${query}`, { headers: { [SERVICE_HEADER]: await signServiceIdentity(fixture.signingKey, 'fixture') } });

it('answers over HTTP from its end on, and holds the line until there is something to tell', async () => {
  const cursor = (await ask('after=end')).headers.get('x-sortition-cursor') ?? '';
  const startedAt = performance.now();
  expect(await (await ask(`after=${cursor}&signs=true&wait=1`)).text()).toBe('');
  expect(performance.now() - startedAt).toBeGreaterThan(900);
  const held = ask(`after=${cursor}&signs=true&wait=20`);
  await complete(newId());
  expect(await (await held).text()).toContain('"type":"TaskCompleted"');
  const settled = ask(`after=${(await ask('after=end')).headers.get('x-sortition-cursor') ?? ''}&wait=20`);
  await complete(newId());
  expect(await (await settled).text()).toContain('"type":"TaskCompleted"');
});

it('is looked at no more often for many who wait than for one', async () => {
  const cursor = (await ask('after=end')).headers.get('x-sortition-cursor') ?? '';
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  const looksFor = async (followers: number): Promise<number> => {
    asked.mockClear();
    const told = await Promise.all(Array.from({ length: followers }, async () => (await ask(`after=${cursor}&signs=true&wait=1`)).text()));
    expect(told.join('')).toBe('');
    return asked.mock.calls.filter(([query]) => JSON.stringify(query).includes('from kit.event')).length - followers; // each reads once when it comes
  };
  const forOne = await looksFor(1);
  expect(forOne).toBeGreaterThan(1);
  expect(await looksFor(8)).toBeLessThan(2 * forOne);
  asked.mockRestore();
});

describe('a consumer', () => {
  it('applies an event once, however often it is delivered and by how many', async () => {
    const taskId = newId();
    await complete(taskId);
    const event = await eventOf(taskId);
    const keys = await testKeyRing('fixture');
    const signingKey = keys.privateKeys['fixture'];
    if (signingKey === undefined) throw new Error('the fixture is incomplete');
    const options: ConsumerOptions = { service: 'fixture', pool: fixture.subgraph.database.write, feedUrls: {}, signingKey, clock: () => act.now, log: pino({ level: 'silent' }) };
    let applied = 0;
    const subscription = { source: 'planning', handlers: { TaskCompleted: async () => { await sleep(100); applied += 1; } } }; // long enough for all to be at it before the first cursor is there
    await Promise.all(Array.from({ length: 5 }, () => applyOnce(options, subscription, event)));
    await applyOnce(options, subscription, event);
    expect(applied).toBe(1);
  });

  it('keeps neither effect nor cursor when the effect fails', async () => {
    const keys = await testKeyRing('fixture');
    const signingKey = keys.privateKeys['fixture'];
    if (signingKey === undefined) throw new Error('the fixture is incomplete');
    const options: ConsumerOptions = { service: 'fixture', pool: fixture.subgraph.database.write, feedUrls: {}, signingKey, clock: () => act.now, log: pino({ level: 'silent' }) };
    const taskId = newId();
    await complete(taskId);
    const event = await eventOf(taskId);
    const failing = { source: 'other', handlers: { TaskCompleted: async () => { throw new Error('not now'); } } };
    await expect(applyOnce(options, failing, event)).rejects.toThrow('not now');
    const { rows } = await fixture.subgraph.database.write.execute(sql`select 1 from kit.consumer_cursor where source = 'other'`);
    expect(rows).toEqual([]);
  });
});

it('serves events in the order of numbers, so that none is passed over when a number gains a digit', async () => {
  for (const [tx, seq] of [['10', '9000009'], ['9', '9000010'], ['10', '9000100'], ['9', '9000099'], ['10', '99']]) {
    await owner.query(`insert into kit.event (tx, seq, id, type, version, payload, occurred_at, actor, trace) overriding system value values ($1, $2, $3, 'TaskCompleted', 1, $4, now(), 'a', 't')`, [tx, seq, newId(), { taskId: newId(), completedAt: '2026-03-02T01:00:00Z' }]);
  }
  const served = await readFeed(fixture.subgraph.database.read, BEGINNING, 5);
  expect(served.map(({ cursor }) => cursor)).toEqual(['9-9000010', '9-9000099', '10-99', '10-9000009', '10-9000100']);
});
