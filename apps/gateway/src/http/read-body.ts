import type { IncomingMessage } from 'node:http';
import { RequestRefused } from '../errors/gateway-error.ts';

const JSON_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** A JSON body within the limit. Other types and charsets are refused unread: they are how browsers are made to post for others. */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!JSON_UTF8.test(request.headers['content-type'] ?? '')) throw new RequestRefused('UNSUPPORTED_MEDIA_TYPE');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new RequestRefused('BODY_TOO_LARGE', { limit: maxBytes });
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not tear the connection down: the refusal still has to get through.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > maxBytes) throw new RequestRefused('BODY_TOO_LARGE', { limit: maxBytes });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RequestRefused('BAD_REQUEST');
  }
}
