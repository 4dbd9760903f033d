import type { GraphQLError } from 'graphql';
import type { GatewayContext } from '../gateway-context.ts';
import type { JsonObject } from '../json-object.ts';

/** One run of an operation: what it was given, and what has been gathered so far. */
export interface Execution {
  readonly context: GatewayContext;
  /** As the client sent them. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Coerced and with their defaults, for conditions. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: JsonObject;
  /** Their places are those of the gathered data. */
  readonly errors: GraphQLError[];
}

export type Step = (execution: Execution) => Promise<void>;
