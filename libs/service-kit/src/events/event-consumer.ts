import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import type { JWK } from 'jose';
import type { Logger } from 'pino';
import { invariant, ok, type Clock } from '@sortition/kernel';
import { EVENTS, isEventType, type EventPayload, type EventType } from '@sortition/events';
import type { Act } from '../act.ts';
import { crashPoint } from '../crash-point.ts';
import type { Pool, Tx } from '../database/database.ts';
import { consumerCursor } from '../database/kit.table.ts';
import { transact } from '../database/transact.ts';
import { systemIdentity } from '../identity.ts';
import { SERVICE_HEADER, signServiceIdentity } from '../service-identity.ts';
import { BEGINNING, isAfter, parseCursor, printCursor, type Cursor, type FeedEvent } from './event-feed.ts';

/** What a service does with the events of another: each effect and the cursor's move are one transaction. */
export type EventHandlers = { readonly [T in EventType]?: (tx: Tx, act: Act, payload: EventPayload<T>) => Promise<void> };

/** From which service, which events, and what follows. */
export interface Subscription {
  readonly source: string;
  readonly handlers: EventHandlers;
}

export interface ConsumerOptions {
  readonly service: string;
  readonly pool: Pool;
  readonly feedUrls: Readonly<Record<string, string>>;
  readonly signingKey: JWK;
  readonly clock: Clock;
  readonly log: Logger;
}

const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000] as const;

/** The cursor, locked. Before the first event there is no row to lock, and two instances would both apply it: the row is made first. */
async function lockCursor(tx: Tx, source: string, now: Date): Promise<Cursor> {
  const lock = () => tx.select().from(consumerCursor).where(eq(consumerCursor.source, source)).for('update');
  let [row] = await lock();
  if (row === undefined) {
    await tx.insert(consumerCursor).values({ source, tx: BEGINNING.tx, seq: BigInt(BEGINNING.seq), updatedAt: now }).onConflictDoNothing();
    [row] = await lock();
  }
  invariant(row !== undefined, 'a cursor stays');
  return { tx: row.tx, seq: row.seq.toString() };
}

async function applyEvent<T extends EventType>(tx: Tx, act: Act, type: T, event: FeedEvent, handlers: EventHandlers): Promise<void> {
  const handler = handlers[type];
  if (handler === undefined) return;
  const { version, schema } = EVENTS[type];
  // versions n and n+1 are accepted before anyone emits n+1; anything newer must stop here rather than be half understood
  invariant(event.version <= version + 1, `${type} version ${event.version} is newer than this service knows`);
  await handler(tx, act, schema.parse(event.payload) as EventPayload<T>);
}

/** Applies one event exactly once: a repeated delivery finds the cursor already past it. */
export async function applyOnce(options: ConsumerOptions, subscription: Subscription, event: FeedEvent): Promise<void> {
  const position = parseCursor(event.cursor);
  invariant(position !== undefined, 'a feed gives well-formed cursors');
  const act: Act = { identity: systemIdentity(options.service), now: options.clock(), trace: event.trace, operation: event.type };
  const outcome = await transact(options.pool, act, async (tx) => {
    if (!isAfter(position, await lockCursor(tx, subscription.source, act.now))) return ok(undefined);
    if (isEventType(event.type)) await applyEvent(tx, act, event.type, event, subscription.handlers);
    crashPoint('event_applied');
    const moved = { tx: position.tx, seq: BigInt(position.seq), updatedAt: options.clock() };
    await tx.insert(consumerCursor).values({ source: subscription.source, ...moved }).onConflictDoUpdate({ target: consumerCursor.source, set: moved });
    return ok(undefined);
  });
  invariant(outcome.ok, 'an event handler throws, it does not refuse');
  crashPoint('cursor_moved');
}

async function storedCursor(options: ConsumerOptions, source: string): Promise<string> {
  const [row] = await options.pool.select().from(consumerCursor).where(eq(consumerCursor.source, source));
  return printCursor(row === undefined ? BEGINNING : { tx: row.tx, seq: row.seq.toString() });
}

async function pull(options: ConsumerOptions, subscription: Subscription, baseUrl: string, stopping: AbortSignal): Promise<void> {
  const url = new URL('/feeds/events', baseUrl);
  url.searchParams.set('after', await storedCursor(options, subscription.source));
  url.searchParams.set('wait', '20');
  const response = await fetch(url, {
    headers: { [SERVICE_HEADER]: await signServiceIdentity(options.signingKey, subscription.source) },
    signal: AbortSignal.any([stopping, AbortSignal.timeout(40_000)]),
  });
  const body = await response.text();
  invariant(response.ok, `the feed of ${subscription.source} answered ${response.status}`);
  for (const line of body.split('\n')) {
    if (line === '' || stopping.aborted) continue;
    await applyOnce(options, subscription, JSON.parse(line));
  }
}

/** Follows a feed until told to stop. A source that is down, or an event that cannot be applied, is tried again and never skipped. */
export async function follow(options: ConsumerOptions, subscription: Subscription, stopping: AbortSignal): Promise<void> {
  const baseUrl = options.feedUrls[subscription.source];
  if (baseUrl === undefined) {
    options.log.warn({ source: subscription.source }, 'no feed URL: events of this service are not followed');
    return;
  }
  let failures = 0;
  while (!stopping.aborted) {
    try {
      await pull(options, subscription, baseUrl, stopping);
      failures = 0;
    } catch (error) {
      if (stopping.aborted) return;
      options.log.warn({ source: subscription.source, failures, err: error }, 'feed not followed, trying again');
      await sleep(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)], undefined, { signal: stopping }).catch(() => undefined);
      failures += 1;
    }
  }
}
