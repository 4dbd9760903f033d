import type { IncomingMessage } from 'node:http';
import { RequestRefused } from '../errors/gateway-error.ts';

const JSON_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** A JSON body within the limit. Other types and charsets are refused unread: they are how browsers are made to post for others. */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!JSON_UTF8.test(request.headers['content-type'] ?? '')) throw new RequestRefused('UNSUPPORTED_MEDIA_TYPE');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new RequestRefused('BODY_TOO_LARGE', { limit: maxBytes });
  const body = await bytesOf(request, maxBytes);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RequestRefused('BAD_REQUEST');
  }
}

function bytesOf(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      // The connection must not be torn down: the refusal still has to get through.
      request.pause();
      reject(new RequestRefused('BODY_TOO_LARGE', { limit: maxBytes }));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new RequestRefused('BAD_REQUEST'));
    });
  });
}
