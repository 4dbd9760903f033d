import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GivenAnswer } from './answer-cache.ts';

/** On what, beside the address, an answer depends. */
export const VARY = 'Authorization, Accept, Accept-Encoding';

/** Whether the client says that it has this answer already (RFC 9110, 13.1.2): for reading, weak comparison is enough. */
function isKnownTo({ headers }: IncomingMessage, etag: string): boolean {
  const known = headers['if-none-match'];
  return known !== undefined && (known.trim() === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
}

/** Gives an answer, and lets caches keep it where it has an address of its own that means nothing else: a trusted document by GET. */
export function giveAnswer(request: IncomingMessage, response: ServerResponse, { status, headers, body, traceId, freshness }: GivenAnswer, mayBeKept: boolean): void {
  if (traceId !== undefined) response.setHeader('x-trace-id', traceId);
  response.statusCode = status;
  if (freshness !== undefined && mayBeKept) {
    const { etag, ageSeconds, maxAge } = freshness;
    response.setHeader('cache-control', `public, max-age=${maxAge}`);
    response.setHeader('age', ageSeconds);
    response.setHeader('etag', etag);
    if (isKnownTo(request, etag)) {
      response.statusCode = 304;
      return void response.end();
    }
  }
  for (const [name, value] of headers) response.setHeader(name, value);
  response.end(body);
}
