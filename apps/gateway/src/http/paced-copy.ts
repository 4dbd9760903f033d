import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  readonly bytesPerSecond: number;
  /** How long a reader may take nothing. */
  readonly stallMs: number;
}

/** What is sent ahead of the pace, so that a small file comes at once. */
const AHEAD_MS = 1_000;

/** Resolves when the reader has taken what was written; rejects when it has gone, or has not within the time. */
async function taken(response: ServerResponse, event: 'drain' | 'finish', stallMs: number): Promise<void> {
  const over = new AbortController();
  const gone = (): void => over.abort();
  response.once('close', gone);
  try {
    if (response.destroyed) throw new Error('the reader has gone');
    await once(response, event, { signal: AbortSignal.any([over.signal, AbortSignal.timeout(stallMs)]) });
  } finally {
    response.off('close', gone);
  }
}

/**
 * Hands a body on as fast as its reader takes it, but not faster than the pace; holds no more of it than one chunk. A reader that takes
 * nothing for too long is cut off, and so is one that takes a little at a time, since a whole chunk has to go within that time. The
 * body is released whichever way it ends, and a body that ends early never looks whole.
 */
export async function copyPaced(body: AsyncIterable<Uint8Array>, response: ServerResponse, { bytesPerSecond, stallMs }: Pace): Promise<void> {
  let due = performance.now(); // when all that was written should have gone at the pace
  try {
    for await (const chunk of body) {
      if (!response.write(chunk)) await taken(response, 'drain', stallMs);
      const now = performance.now();
      due = Math.max(due, now) + (chunk.length / bytesPerSecond) * 1_000;
      if (due - now > AHEAD_MS) await sleep(due - now - AHEAD_MS);
    }
    const finished = taken(response, 'finish', stallMs);
    response.end();
    await finished;
  } catch {
    response.destroy();
  }
}
