import { Worker } from 'node:worker_threads';
import { readSupergraph, type Reading } from './read-supergraph.ts';

/** What a thread answers: what it has read, or what is wrong with it. */
export type Read = { readonly reading: Reading } | { readonly wrong: string };

/** The program of the thread lies beside this file, bundled like it; where nothing is bundled, another begins it. */
const PROGRAM = import.meta.url.endsWith('.ts') ? new URL('../../scripts/reading-thread.mjs', import.meta.url) : new URL('reading.thread.mjs', import.meta.url);
/** Swaps come seldom, but some come together. */
const IDLE_MS = 10_000;

/**
 * Reads supergraphs, one at a time, beside the thread that answers requests: Apollo's gateway reads each in one turn, which takes some
 * hundred milliseconds. The thread is begun with the first, and ends when there was none for a while.
 */
export class ReadingThread implements Disposable {
  readonly #program: URL;
  #worker: Worker | undefined;
  #answered: ((answer: Read | undefined) => void) | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(program = PROGRAM) {
    this.#program = program;
  }

  async read(sdl: string): Promise<Reading> {
    clearTimeout(this.#idle);
    const answer = await this.#ask(sdl);
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
    if (answer === undefined) return readSupergraph(sdl); // the thread's end says nothing about the supergraph
    if ('wrong' in answer) throw new Error(answer.wrong);
    return answer.reading;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#idle);
    this.#end();
  }

  #ask(sdl: string): Promise<Read | undefined> {
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.#worker ??= this.#begin();
      this.#worker.postMessage(sdl);
    });
  }

  #begin(): Worker {
    const worker = new Worker(this.#program, { execArgv: [] });
    const end = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#answered?.(undefined);
    };
    worker.on('message', (answer: Read) => this.#answered?.(answer));
    worker.on('error', end);
    worker.on('exit', end);
    return worker;
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}
