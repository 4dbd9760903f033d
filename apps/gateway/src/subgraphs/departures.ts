import { IDENTITY_HEADER, signIdentity, signSeveral } from '@sortition/service-kit/identity';
import { MOST_TOGETHER, SEVERAL_TYPE, severalLines, type DepartingSubRequest } from '@sortition/service-kit/several-sub-requests';
import type { JWK } from 'jose';
import type { GatewayContext } from '../gateway-context.ts';
import { childTraceparent } from '../observability/trace.ts';
import type { SubgraphReply } from './reply.ts';
import type { SubgraphTransport } from './subgraph-transport.ts';
import type { Patience, TransportFailure } from './waiting.ts';

export interface Departing {
  readonly body: string;
  /** Leaves by itself, whatever else leaves. */
  readonly alone: boolean;
  readonly context: GatewayContext;
  readonly patience: Patience;
}

type Outcome = SubgraphReply | TransportFailure;

interface Waiting extends Departing {
  readonly settle: (outcome: Outcome | Promise<Outcome>) => void;
}

/** Characters of a request of several: far below what a subgraph reads. */
const MOST_LENGTH = 500_000;

/**
 * Sends sub-requests to one subgraph. Queries that leave in one turn of the event loop leave in one request, where the subgraph has said
 * that it takes several: one signature, one exchange, and still an answer for each as soon as there is one. A mutation leaves by itself.
 */
export function departures(name: string, transport: SubgraphTransport, signingKey: JWK): (departing: Departing) => Promise<Outcome> {
  let takesSeveral = false;
  let leaving: Waiting[] = [];

  const learnFrom = (outcome: Outcome): Outcome => {
    if (typeof outcome !== 'string') takesSeveral = outcome.takesSeveral;
    return outcome;
  };

  async function byItself({ body: text, context, patience }: Departing): Promise<Outcome> {
    const body = Buffer.from(text);
    return learnFrom(await transport.post(body, {
      'content-type': 'application/json',
      accept: 'application/json',
      [IDENTITY_HEADER]: await signIdentity(context.identity, signingKey, name, body),
      traceparent: childTraceparent(context.trace),
      'x-trace-id': context.trace.id,
      'x-deadline': String(patience.until),
    }, patience));
  }

  const lineOf = ({ body, context: { identity, trace }, patience }: Departing): DepartingSubRequest =>
    ({ identity, traceId: trace.id, traceparent: childTraceparent(trace), deadline: patience.until, body });

  function together(several: readonly Waiting[]): void {
    const body = Buffer.from(severalLines(several.map(lineOf)));
    const outcomes = transport.postSeveral(body, { 'content-type': SEVERAL_TYPE, accept: SEVERAL_TYPE, [IDENTITY_HEADER]: signSeveral(signingKey, name, body) }, several.map(({ patience }) => patience));
    for (const [place, outcome] of outcomes.entries()) {
      const mine = several[place];
      mine?.settle(outcome.then((found) => (found === 'ask-alone' ? byItself(mine) : learnFrom(found))));
    }
  }

  function depart(): void {
    const waiting = leaving;
    leaving = [];
    for (let from = 0; from < waiting.length;) {
      let to = from + 1;
      let length = waiting[from]?.body.length ?? 0;
      while (to < waiting.length && to - from < MOST_TOGETHER) {
        length += waiting[to]?.body.length ?? 0;
        if (length > MOST_LENGTH) break;
        to += 1;
      }
      const [first, ...others] = waiting.slice(from, to);
      if (first !== undefined && others.length === 0) first.settle(byItself(first));
      else if (first !== undefined) together([first, ...others]);
      from = to;
    }
  }

  return (departing) => {
    // a line break in a body could make it speak of another caller
    if (departing.alone || !takesSeveral || departing.body.includes('\n')) return byItself(departing);
    return new Promise((settle) => {
      if (leaving.length === 0) setImmediate(depart);
      leaving.push({ ...departing, settle });
    });
  };
}
