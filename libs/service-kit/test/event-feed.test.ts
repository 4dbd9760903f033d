import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId, ok } from '@sortition/kernel';
import { testKeyRing } from '@sortition/testkit';
import { BEGINNING, parseCursor, readFeed, type FeedEvent } from '../src/events/event-feed.ts';
import { applyOnce, type ConsumerOptions } from '../src/events/event-consumer.ts';
import { appendEvent, systemIdentity, transact, type Act } from '../src/service-kit.ts';
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
