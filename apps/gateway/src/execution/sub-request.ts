import type { GatewayContext } from '../gateway-context.ts';
import type { SubgraphAnswer } from '../subgraphs/subgraph-answer.ts';

/** An operation on one subgraph, the same for every request of the client's operation that it belongs to. */
export interface SubOperation {
  readonly query: string;
  readonly mutation: boolean;
}

/** Sends the operation with these variables, an object in JSON. Never throws for what a subgraph does. */
export type SendSubRequest = (variables: string, context: GatewayContext) => Promise<SubgraphAnswer>;

/** Readies an operation for sending, once for as often as it will be sent. */
export type PrepareSubRequest = (service: string, operation: SubOperation) => SendSubRequest;
