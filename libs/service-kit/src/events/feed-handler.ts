import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../database/database.ts';
import { crashPoint } from '../crash-point.ts';
import { BEGINNING, parseCursor, readFeed } from './event-feed.ts';

const MAX_WAIT_SECONDS = 25;
const POLL_MS = 150;

/** `GET /feeds/events?after=<cursor>&limit=n&wait=seconds`: NDJSON, held open until there is something to tell. */
export async function serveFeed(pool: Pool, url: URL, request: IncomingMessage, response: ServerResponse, stopping: AbortSignal): Promise<void> {
  const after = url.searchParams.get('after');
  const cursor = after === null ? BEGINNING : parseCursor(after);
  if (cursor === undefined) {
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 'INVALID_VALUE', field: 'after' }));
    return;
  }
  const limit = Math.min(Math.max(Number(url.searchParams.get('limit')) || 500, 1), 1_000);
  const wait = Math.min(Math.max(Number(url.searchParams.get('wait')) || 0, 0), MAX_WAIT_SECONDS);
  let gone = false;
  request.once('close', () => { gone = true; });
  const deadline = performance.now() + wait * 1_000;
  let events = await readFeed(pool, cursor, limit);
  while (events.length === 0 && performance.now() < deadline && !gone && !stopping.aborted) {
    await sleep(POLL_MS);
    if (gone || stopping.aborted) break; // the pool is about to close
    events = await readFeed(pool, cursor, limit);
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  response.end(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  crashPoint('feed_served');
}
