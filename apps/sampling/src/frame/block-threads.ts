import { Worker } from 'node:worker_threads';
import type { KeptTickets } from '@sortition/draw';
import type { BlockDrawPlan } from './block-draw.ts';
import type { SealPlan } from './frame-seal.ts';

/** What a thread does with blocks. */
export type ThreadPlan = { readonly draw: BlockDrawPlan } | { readonly seal: SealPlan };

/** The next block, or null for what is kept of all of them. Answers come in the order of the orders. */
export interface Order {
  readonly block: Uint8Array | null;
}

/** The leaves of a block that is sealed; what is kept of those that were drawn from. */
export interface Answer {
  readonly leaves: Uint8Array;
  readonly kept: readonly KeptTickets[];
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The program of a thread lies beside this file, bundled like it; where nothing is bundled, another begins it. */
const openWorker = (workerData: ThreadPlan): Worker => (import.meta.url.endsWith('.ts')
  ? new Worker(new URL('../../scripts/block-thread.mjs', import.meta.url), { workerData, execArgv: [] })
  : new Worker(new URL('block.thread.mjs', import.meta.url), { workerData }));

/** A thread that works on blocks. However it ends before its time, whoever waits for it, or asks it again, learns of that as an error. */
class BlockThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => this.#waiting.shift()?.resolve(answer));
    worker.on('messageerror', (error) => { this.#fail(error); });
    worker.on('error', (error: Error) => { this.#fail(error); });
    worker.on('exit', (code) => { this.#fail(new Error(`a thread ended with ${code}`)); });
  }

  ask(order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(order);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

/** The thread once it is ready to work. */
async function openThread(plan: ThreadPlan): Promise<BlockThread> {
  const worker = openWorker(plan);
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => { reject(new Error(`a thread ended with ${code}`)); });
  });
  return new BlockThread(worker);
}

/** Threads that share the blocks of one frame, until they are disposed of. */
export class BlockThreads implements AsyncDisposable {
  readonly #threads: readonly BlockThread[];

  private constructor(threads: readonly BlockThread[]) {
    this.#threads = threads;
  }

  /** As many as can be had, which may be none. */
  static async open(plan: ThreadPlan, count: number, warn: (what: string) => void): Promise<BlockThreads> {
    const opened = await Promise.allSettled(Array.from({ length: count }, () => openThread(plan)));
    for (const each of opened) if (each.status === 'rejected') warn(`a thread cannot be had: ${each.reason}`);
    return new BlockThreads(opened.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])));
  }

  get count(): number {
    return this.#threads.length;
  }

  /**
   * Hands every block to a thread that is free for it, two at a time to each, so that none waits for its next. The source and who
   * takes the answers may use one connection: only the threads work at the same time.
   */
  async take(blocks: AsyncIterable<Buffer>, taken: (block: Buffer, answer: Answer) => Promise<void>): Promise<void> {
    const source = blocks[Symbol.asyncIterator]();
    let [failed, turn] = [false, Promise.resolve<unknown>(undefined)];
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const done = turn.then(work);
      turn = done.catch(() => undefined);
      return done;
    };
    const next = (): Promise<Buffer | null> => inTurn(async () => {
      const { value, done } = await source.next();
      return done === true || failed ? null : value;
    });
    const serve = async (thread: BlockThread): Promise<void> => {
      try {
        for (let block = await next(); block !== null; block = await next()) {
          const [given, answer] = [block, await thread.ask({ block })];
          await inTurn(() => taken(given, answer));
        }
      } catch (error) {
        failed = true;
        throw error;
      }
    };
    const served = await Promise.allSettled([...this.#threads, ...this.#threads].map(serve));
    await source.return?.();
    for (const each of served) if (each.status === 'rejected') throw each.reason;
  }

  /** What the threads kept of their blocks. */
  async kept(): Promise<Answer['kept'][]> {
    const answers = await Promise.all(this.#threads.map((thread) => thread.ask({ block: null })));
    return answers.map(({ kept }) => kept);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
