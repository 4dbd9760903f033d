/** Why a sub-request brought nothing. `cancelled`, `too-late` and `too-large` say nothing about the subgraph's health. */
export type TransportFailure = 'unreachable' | 'reset' | 'timeout' | 'too-late' | 'cancelled' | 'too-large';

export interface Patience {
  /** Epoch milliseconds after which waiting is pointless. */
  readonly until: number;
  /** Whether `until` is the subgraph's own deadline or what was left of the whole operation's. */
  readonly owner: 'subgraph' | 'operation';
  readonly clientGone: AbortSignal;
}

/** Waits for one outcome as long as there is patience; the first outcome counts. */
export class Waiting<T> {
  readonly outcome: Promise<T | TransportFailure>;
  readonly #clientGone: AbortSignal;
  readonly #givenUp: () => void;
  readonly #timer: NodeJS.Timeout;
  #resolve: (outcome: T | TransportFailure) => void = () => undefined;
  #settled = false;

  /** `givenUp` hears when nobody waits any more, though nothing has come. */
  constructor({ until, owner, clientGone }: Patience, givenUp: () => void) {
    this.outcome = new Promise((resolve) => { this.#resolve = resolve; });
    this.#clientGone = clientGone;
    this.#givenUp = givenUp;
    this.#timer = setTimeout(() => this.giveUp(owner === 'subgraph' ? 'timeout' : 'too-late'), Math.max(0, until - Date.now()));
    if (clientGone.aborted) this.giveUp('cancelled');
    else clientGone.addEventListener('abort', this.#onGone, { once: true });
  }

  get settled(): boolean {
    return this.#settled;
  }

  giveUp(why: TransportFailure): void {
    if (this.#settled) return;
    this.settle(why);
    this.#givenUp();
  }

  settle(outcome: T | TransportFailure): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#clientGone.removeEventListener('abort', this.#onGone);
    this.#resolve(outcome);
  }

  readonly #onGone = (): void => this.giveUp('cancelled');
}
