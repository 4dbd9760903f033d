import { parentPort } from 'node:worker_threads';
import type { Read } from './reading-thread.ts';
import { readSupergraph } from './read-supergraph.ts';

/** The thread that reads supergraphs, one after the other. */

async function read(sdl: string): Promise<Read> {
  try {
    return { reading: await readSupergraph(sdl) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (sdl: string) => void read(sdl).then((answer) => parentPort?.postMessage(answer)));
