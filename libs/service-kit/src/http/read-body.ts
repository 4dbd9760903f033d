import type { IncomingMessage } from 'node:http';

const MAX_BODY = 4 * 1024 * 1024; // representations of a full page of entities, with room

/** The whole body, or undefined when it is larger than a sub-request can be. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
