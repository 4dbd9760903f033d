import { Pool, type Dispatcher } from 'undici';

/** Why a sub-request brought nothing. `cancelled`, `too-late` and `too-large` say nothing about the subgraph's health. */
export type TransportFailure = 'unreachable' | 'reset' | 'timeout' | 'too-late' | 'cancelled' | 'too-large';

export interface SubgraphReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

export interface Patience {
  /** Epoch milliseconds after which waiting is pointless. */
  readonly until: number;
  /** Whether `until` is the subgraph's own deadline or what was left of the whole operation's. */
  readonly owner: 'subgraph' | 'operation';
  readonly clientGone: AbortSignal;
}

export interface SubgraphTransport {
  post(body: Buffer, headers: Readonly<Record<string, string>>, patience: Patience): Promise<SubgraphReply | TransportFailure>;
  close(): Promise<void>;
}

export interface TransportLimits {
  readonly connections: number;
  readonly maxResponseBytes: number;
}

const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function failureOf(error: unknown): TransportFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too-large';
  return typeof code === 'string' && RESET_CODES.has(code) ? 'reset' : 'unreachable';
}

const GIVEN_UP = new Error('nobody waits for this answer');

/**
 * Collects one reply. It stands directly on the dispatcher: a dashboard has a dozen sub-requests, and a readable stream and an
 * abort signal for each cost more than the bytes that come through them.
 */
class Reply implements Dispatcher.DispatchHandler {
  readonly #settle: (outcome: SubgraphReply | TransportFailure) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #contentType = '';
  #settled = false;

  constructor(settle: (outcome: SubgraphReply | TransportFailure) => void) {
    this.#settle = settle;
  }

  /** Answers at once, whether the request is still waiting for a connection or already under way. */
  giveUp(why: TransportFailure): void {
    this.#done(why);
    this.#controller?.abort(GIVEN_UP);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(GIVEN_UP);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    const contentType = headers['content-type'];
    this.#status = status;
    this.#contentType = typeof contentType === 'string' ? contentType : '';
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only, ...more] = this.#chunks;
    const text = only === undefined ? '' : more.length === 0 ? only.toString('utf8') : Buffer.concat(this.#chunks).toString('utf8');
    this.#done({ status: this.#status, contentType: this.#contentType, text });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#done(failureOf(error));
  }

  #done(outcome: SubgraphReply | TransportFailure): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#settle(outcome);
  }
}

/** Keep-alive connections to one subgraph. Answers with a failure instead of throwing: an outage is an expected outcome here. */
export function subgraphTransport(url: URL, limits: TransportLimits): SubgraphTransport {
  const pool = new Pool(url.origin, {
    connections: limits.connections,
    pipelining: 1,
    maxResponseSize: limits.maxResponseBytes,
    connect: { timeout: 1_000 },
    // Deadlines are ours, per sub-request; the client's own timers would only add a second, coarser clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = url.pathname + url.search;

  return {
    post: (body, headers, { until, owner, clientGone }) => new Promise((settle) => {
      if (clientGone.aborted) {
        settle('cancelled');
        return;
      }
      const onGone = (): void => reply.giveUp('cancelled');
      const timer = setTimeout(() => reply.giveUp(owner === 'subgraph' ? 'timeout' : 'too-late'), Math.max(0, until - Date.now()));
      const reply = new Reply((outcome) => {
        clearTimeout(timer);
        clientGone.removeEventListener('abort', onGone);
        settle(outcome);
      });
      clientGone.addEventListener('abort', onGone, { once: true });
      pool.dispatch({ path, method: 'POST', headers, body }, reply);
    }),
    close: () => pool.destroy(),
  };
}
