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
  #murdered = false;

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
      if (signal === 'SIGKILL') this.#note(this.#murdered ? 'at any moment' : (point ?? '').split(':')[0] ?? '');
      this.#murdered = false;
      if (!this.#ending) setTimeout(() => this.live(), signal === 'SIGKILL' ? 0 : 200); // it may not start while the database is away
    });
  }

  /** Kills it now, wherever it is. */
  murder(): void {
    if (this.#child?.connected !== true) return;
    this.#murdered = true;
    this.#child.kill('SIGKILL');
  }

  /** One last life without a crash point, to let everything arrive. */
  async mend(): Promise<void> {
    this.#ending = true;
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    this.live();
    if (this.#child !== undefined) await Promise.race([once(this.#child, 'message'), once(this.#child, 'exit').then(() => { throw new Error('the service does not come back'); })]);
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
