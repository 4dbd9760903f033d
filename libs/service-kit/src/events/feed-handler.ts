import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from '../database/database.ts';
import { crashPoint } from '../crash-point.ts';
import { CURSOR_HEADER } from '../service-identity.ts';
import { BEGINNING, endOfFeed, isAfter, parseCursor, printCursor, readFeed, readSigns, type Cursor } from './event-feed.ts';
import type { FeedTip } from './feed-tip.ts';

const MAX_WAIT_SECONDS = 25;

type Read = (pool: Pool, after: Cursor, limit: number) => Promise<readonly object[]>;

const NDJSON = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' };

/**
 * `GET /feeds/events?after=<cursor>&limit=n&wait=seconds`: NDJSON, held open until there is something to tell. `after=end` answers at
 * once, with the cursor from which on everything is new in a header. `signs=true` gives signs in place of events.
 */
export async function serveFeed(pool: Pool, tip: FeedTip, url: URL, request: IncomingMessage, response: ServerResponse, stopping: AbortSignal): Promise<void> {
  const after = url.searchParams.get('after');
  if (after === 'end') return void response.writeHead(200, { ...NDJSON, [CURSOR_HEADER]: printCursor(await endOfFeed(pool)) }).end();
  const cursor = after === null ? BEGINNING : parseCursor(after);
  if (cursor === undefined) {
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 'INVALID_VALUE', field: 'after' }));
    return;
  }
  const signs = url.searchParams.get('signs') === 'true';
  const read: Read = signs ? readSigns : readFeed;
  const limit = Math.min(Math.max(Number(url.searchParams.get('limit')) || 500, 1), 1_000);
  const wait = Math.min(Math.max(Number(url.searchParams.get('wait')) || 0, 0), MAX_WAIT_SECONDS);
  let gone = false;
  request.once('close', () => { gone = true; });
  const deadline = performance.now() + wait * 1_000;
  let told = await read(pool, cursor, limit);
  while (told.length === 0 && performance.now() < deadline && !gone && !stopping.aborted) {
    const { committed, settled } = await tip.next();
    if (gone || stopping.aborted) break;
    if (isAfter(signs ? committed : settled, cursor)) told = await read(pool, cursor, limit);
  }
  response.writeHead(200, NDJSON);
  response.end(told.map((line) => `${JSON.stringify(line)}\n`).join(''));
  crashPoint('feed_served');
}
