import { Pool } from 'undici';
import { Replies, type OneOfSeveral } from './replies.ts';
import { Reply, type SubgraphReply } from './reply.ts';
import type { Patience, TransportFailure } from './waiting.ts';

type Headers = Readonly<Record<string, string>>;

export interface SubgraphTransport {
  post(body: Buffer, headers: Headers, patience: Patience): Promise<SubgraphReply | TransportFailure>;
  /** Several sub-requests in one request, each with an outcome of its own. */
  postSeveral(body: Buffer, headers: Headers, patiences: readonly Patience[]): readonly Promise<OneOfSeveral>[];
  close(): Promise<void>;
}

export interface TransportLimits {
  readonly connections: number;
  readonly maxResponseBytes: number;
}

/** Keep-alive connections to one subgraph. Answers with a failure instead of throwing: an outage is an expected outcome here. */
export function subgraphTransport(url: URL, { connections, maxResponseBytes }: TransportLimits): SubgraphTransport {
  const pool = new Pool(url.origin, {
    connections,
    pipelining: 1,
    connect: { timeout: 1_000 },
    // Deadlines are ours, per sub-request; the client's own timers would only add a second, coarser clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = url.pathname + url.search;

  return {
    post(body, headers, patience) {
      const reply = new Reply(patience, maxResponseBytes);
      if (!reply.waiting.settled) pool.dispatch({ path, method: 'POST', headers, body }, reply);
      return reply.waiting.outcome;
    },
    postSeveral(body, headers, patiences) {
      const replies = new Replies(patiences, maxResponseBytes);
      pool.dispatch({ path, method: 'POST', headers, body }, replies);
      return replies.waiting.map(({ outcome }) => outcome);
    },
    close: () => pool.destroy(),
  };
}
