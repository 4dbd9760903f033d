import type { GatewayContext } from '../gateway-context.ts';
import { sharedByCaller } from '../sharing/shared-by-caller.ts';
import type { SubgraphAnswer } from './subgraph-answer.ts';
import type { SubgraphFailure } from './subgraph.ts';

/** What came of asking a subgraph. */
export interface Exchange {
  readonly first: SubgraphAnswer | SubgraphFailure;
  /** The same once more, with nothing in it that `first` has. */
  readonly again: () => SubgraphAnswer | SubgraphFailure;
}

export const failed = (failure: SubgraphFailure): Exchange => ({ first: failure, again: () => failure });

/**
 * The same of the same caller is asked once at a time, even by different operations: two dashboards of one office want the same names.
 * An execution takes its answer to pieces, so each gets one of its own.
 */
export function sharedExchanges(): (context: GatewayContext, text: string, ask: (gone: AbortSignal) => Promise<Exchange>) => Promise<SubgraphAnswer | SubgraphFailure> {
  const sharedBy = sharedByCaller<Exchange>(0);
  const taken = new WeakSet<Exchange>();
  return async ({ identity, signal }, text, ask) => {
    const exchange = await sharedBy(identity)(text, signal, ask);
    if (taken.has(exchange)) return exchange.again();
    taken.add(exchange);
    return exchange.first;
  };
}
