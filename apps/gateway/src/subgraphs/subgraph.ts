import type { JWK } from 'jose';
import type { Logger } from 'pino';
import { presented } from '../errors/gateway-error.ts';
import type { SendSubRequest, SubOperation } from '../execution/sub-request.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { AnswerShape } from './answer-shape.ts';
import { circuitBreaker, type BreakerPolicy, type BreakerState } from './circuit-breaker.ts';
import { departures } from './departures.ts';
import type { SubgraphReply } from './reply.ts';
import { retryBudget } from './retry-budget.ts';
import { failed, sharedExchanges, type Exchange } from './shared-exchange.ts';
import { subgraphAnswer, type SubgraphAnswer } from './subgraph-answer.ts';
import { subgraphTransport, type TransportLimits } from './subgraph-transport.ts';
import type { Patience, TransportFailure } from './waiting.ts';

export interface SubgraphLimits extends TransportLimits, BreakerPolicy {
  readonly queryMs: number;
  readonly mutationMs: number;
  /** Sub-requests that may wait for a connection; one more is refused. */
  readonly queued: number;
}

export interface SubgraphTools {
  readonly signingKey: JWK;
  readonly limits: SubgraphLimits;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export type SubgraphFailure = TransportFailure | 'circuit-open' | 'overloaded' | 'server-error' | 'refused' | 'garbage';

export interface SubgraphVitals {
  readonly breaker: BreakerState;
  readonly inFlight: number;
  readonly lastFailure: { readonly kind: SubgraphFailure; readonly at: string } | null;
}

export interface Subgraph {
  readonly name: string;
  /** `fits` tells what data may answer the operation. */
  readonly prepare: (operation: SubOperation, fits: AnswerShape) => SendSubRequest;
  readonly vitals: () => SubgraphVitals;
  readonly close: () => Promise<void>;
}

// These are about one request, its client or its budget. Counting them would let one caller close a department for everybody.
const NOT_THE_SUBGRAPHS_FAULT: ReadonlySet<SubgraphFailure> = new Set(['cancelled', 'too-late', 'too-large', 'refused']);

const judge = (reply: SubgraphReply): SubgraphAnswer | SubgraphFailure => {
  if (reply.status >= 500) return 'server-error';
  // A subgraph that rejects the gateway's own assertion is misconfigured; its 401 says nothing about the client.
  if (reply.status === 401 || reply.status === 403) return 'refused';
  return subgraphAnswer(reply) ?? (reply.status >= 400 ? 'refused' : 'garbage');
};

const errorCodeOf = (failure: SubgraphFailure) => {
  if (failure === 'overloaded') return 'OVERLOADED';
  return failure === 'too-late' ? 'DEADLINE_EXCEEDED' : 'SUBGRAPH_UNAVAILABLE';
};

interface Prepared {
  readonly mutation: boolean;
  readonly fits: AnswerShape;
}

function patienceOf(ownMs: number, { deadline, signal }: GatewayContext): Patience {
  const own = Date.now() + ownMs;
  return own <= deadline ? { until: own, owner: 'subgraph', clientGone: signal } : { until: deadline, owner: 'operation', clientGone: signal };
}

/** One department's service as the gateway sees it: signed requests, a deadline, a bulkhead and a breaker; failures become errors beside the data. */
export function subgraph(name: string, url: URL, { signingKey, limits, metrics, log }: SubgraphTools): Subgraph {
  const transport = subgraphTransport(url, limits);
  const depart = departures(name, transport, signingKey);
  const breaker = circuitBreaker(limits, () => performance.now());
  const retries = retryBudget();
  const share = sharedExchanges();
  let inFlight = 0;
  let lastFailure: SubgraphVitals['lastFailure'] = null;

  async function send({ mutation, fits }: Prepared, text: string, context: GatewayContext): Promise<Exchange> {
    const departing = { body: text, alone: mutation, context, patience: patienceOf(mutation ? limits.mutationMs : limits.queryMs, context) };
    let reply = await depart(departing);
    // A kept-alive connection may be closed by the other side just as it is used. A query can be asked again; a mutation may have happened.
    // It leaves by itself: of several that were lost together, one may be what the subgraph breaks of.
    if (reply === 'reset' && !mutation && retries.spend()) reply = await depart({ ...departing, alone: true });
    const judged = (): SubgraphAnswer | SubgraphFailure => {
      const verdict = typeof reply === 'string' ? reply : judge(reply);
      return typeof verdict !== 'string' && verdict.data && !fits(verdict.data) ? 'garbage' : verdict;
    };
    return { first: judged(), again: judged };
  }

  async function guarded(prepared: Prepared, text: string, context: GatewayContext): Promise<Exchange> {
    if (inFlight >= limits.connections + limits.queued) return failed('overloaded');
    if (!breaker.admit()) return failed('circuit-open');
    inFlight += 1;
    try {
      const exchange = await send(prepared, text, context);
      const { first } = exchange;
      if (typeof first !== 'string') {
        breaker.succeeded();
        retries.earn();
      } else if (NOT_THE_SUBGRAPHS_FAULT.has(first)) breaker.abandoned();
      else breaker.failed();
      return exchange;
    } catch (error) {
      breaker.abandoned();
      throw error;
    } finally {
      inFlight -= 1;
    }
  }

  return {
    name,
    prepare({ query, mutation }, fits) {
      const prepared: Prepared = { mutation, fits };
      const head = `{"query":${JSON.stringify(query)},"variables":`;
      return async (variables, context) => {
        const startedAt = performance.now();
        const text = `${head}${variables}}`;
        const outcome = mutation ? (await guarded(prepared, text, context)).first : await share(context, text, (signal) => guarded(prepared, text, { ...context, signal }));
        const failure = typeof outcome === 'string' ? outcome : undefined;
        metrics.subgraphAnswered(name, failure ?? 'ok', (performance.now() - startedAt) / 1_000);
        if (typeof outcome !== 'string') return outcome;
        if (outcome !== 'cancelled') {
          lastFailure = { kind: outcome, at: new Date().toISOString() };
          log.warn({ trace: context.trace.id, service: name, failure: outcome, breaker: breaker.state() }, 'sub-request failed');
        }
        return { data: null, errors: [presented(errorCodeOf(outcome), { service: name })] };
      };
    },
    vitals: () => ({ breaker: breaker.state(), inFlight, lastFailure }),
    close: () => transport.close(),
  };
}
