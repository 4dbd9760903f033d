import { fork, type ChildProcess } from 'node:child_process';
import type { PlanNode } from '@graphql-hive/router-query-planner';

/** What the planner's process is given: a supergraph to keep, in the place of others, or a document to plan on one that it keeps. */
export type Order =
  | { readonly supergraph: number; readonly sdl: string; readonly forget: readonly number[] }
  | { readonly supergraph: number; readonly document: string };

/** To each order, and one before all of them: the process is there. */
export interface Answer {
  readonly done: boolean;
  readonly node?: PlanNode;
}

const START_MS = 10_000;

/** One life of the planner's process. It carries out one order at a time, so that it is known which one it died of. */
export class PlannerLife {
  readonly #child: ChildProcess;
  #answered: ((answer: Answer | undefined) => void) | undefined;
  #cause: string | undefined;
  readonly started: Promise<boolean>;
  readonly ended: Promise<void>;
  /** The supergraphs that the process keeps, the one that was used longest ago first. */
  readonly kept = new Set<number>();

  constructor(program: URL) {
    // It reads what strangers wrote, so it has none of the gateway's secrets; what it says when it dies may quote them.
    this.#child = fork(program, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        this.#die(`ended with ${signal ?? code}`);
        resolve();
      });
      this.#child.on('error', ({ message }) => {
        this.#die(message);
        if (this.#child.pid === undefined) resolve();
      });
    });
    this.#child.on('message', (answer: Answer) => this.#answered?.(answer));
    this.started = this.#answer(START_MS).then((answer) => answer !== undefined);
  }

  /** Why it is dead; undefined while it lives. */
  get cause(): string | undefined {
    return this.#cause;
  }

  /** No answer means that the process has died of the order, or was killed because it took longer than `ms`. */
  carryOut(order: Order, ms: number): Promise<Answer | undefined> {
    if (this.#cause !== undefined) return Promise.resolve(undefined);
    const answer = this.#answer(ms);
    this.#child.send(order, (error) => {
      if (error !== null) this.#die(error.message);
    });
    return answer;
  }

  /** Whether the gateway's own process may not end before this one has answered. */
  hold(isAwaited: boolean): void {
    for (const handle of [this.#child, this.#child.channel]) {
      if (isAwaited) handle?.ref();
      else handle?.unref();
    }
  }

  end(): Promise<void> {
    this.#die('was ended');
    return this.ended;
  }

  #answer(ms: number): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const late = setTimeout(() => { this.#die(`gave no answer for ${ms} ms`); }, ms);
      this.#answered = (answer) => {
        clearTimeout(late);
        this.#answered = undefined;
        resolve(answer);
      };
    });
  }

  #die(cause: string): void {
    this.#cause ??= cause;
    this.#child.kill('SIGKILL');
    this.#answered?.(undefined);
  }
}
