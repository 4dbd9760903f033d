import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A service process that is started again as often as it dies, each life with the next place at which it kills itself. */
export class Mortal {
  readonly deaths: Record<string, number> = {};
  readonly #bundle: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #nextPoint: () => string | undefined;
  #child: ChildProcess | undefined;
  #ending = false;
  #cause: 'itself' | 'at any moment' | null = 'itself';

  constructor(bundle: string, env: NodeJS.ProcessEnv, nextPoint: () => string | undefined) {
    this.#bundle = bundle;
    this.#env = env;
    this.#nextPoint = nextPoint;
  }

  live(): void {
    const point = this.#ending ? undefined : this.#nextPoint();
    const child = fork(this.#bundle, [], { env: { ...this.#env, ...(point === undefined ? {} : { CRASH_AT: point }) }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    this.#child = child;
    child.once('exit', (_code, signal) => {
      if (signal === 'SIGKILL' && this.#cause !== null) this.#note(this.#cause === 'itself' ? (point ?? '').split(':')[0] ?? '' : this.#cause);
      this.#cause = 'itself';
      if (!this.#ending) setTimeout(() => this.live(), signal === 'SIGKILL' ? 0 : 200); // it may not start while the database is away
    });
  }

  /** Kills it now, wherever it is. */
  murder(): void {
    this.#kill('at any moment');
  }

  /** Begins another life, which counts as no death. */
  renew(): void {
    this.#kill(null);
  }

  #kill(cause: 'at any moment' | null): void {
    if (this.#child?.connected !== true) return;
    this.#cause = cause;
    this.#child.kill('SIGKILL');
  }

  /** One last life without a crash point, to let everything arrive; it may take more than one while the machine is busy. */
  async mend(): Promise<void> {
    this.#ending = true;
    for (let life = 1; life <= 10; life++) {
      await this.end();
      this.live();
      const child = this.#child;
      if (child === undefined) return;
      const isReady = await Promise.race([once(child, 'message').then(() => true), once(child, 'exit').then(() => false)]);
      if (isReady) return;
    }
    throw new Error('the service does not come back');
  }

  async end(): Promise<void> {
    this.#ending = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  #note(how: string): void {
    this.deaths[how] = (this.deaths[how] ?? 0) + 1;
  }
}
