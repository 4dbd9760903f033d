import { Pool } from 'undici';

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
    async post(body, headers, patience) {
      const abort = new AbortController();
      let reason: TransportFailure | undefined;
      const giveUp = (why: TransportFailure) => () => {
        reason ??= why;
        abort.abort();
      };
      const onGone = giveUp('cancelled');
      if (patience.clientGone.aborted) return 'cancelled';
      patience.clientGone.addEventListener('abort', onGone, { once: true });
      const timer = setTimeout(giveUp(patience.owner === 'subgraph' ? 'timeout' : 'too-late'), Math.max(0, patience.until - Date.now()));
      try {
        const reply = await pool.request({ path, method: 'POST', headers, body, signal: abort.signal });
        const contentType = reply.headers['content-type'];
        return { status: reply.statusCode, contentType: typeof contentType === 'string' ? contentType : '', text: await reply.body.text() };
      } catch (error) {
        return reason ?? failureOf(error);
      } finally {
        clearTimeout(timer);
        patience.clientGone.removeEventListener('abort', onGone);
      }
    },
    close: () => pool.destroy(),
  };
}
