import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { presentError, withTrace } from '../errors/present-error.ts';
import type { OperationResult } from '../execution/operation-executor.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { CheckOperation } from '../limits/operation-check.ts';
import type { OperationTelemetry } from '../observability/operation-telemetry.ts';
import { sharedByCaller } from '../sharing/shared-by-caller.ts';
import type { Supergraphs } from '../supergraph/supergraphs.ts';
import type { KnownQuery } from './known-queries.ts';

/** A response as it goes to everybody who shares it. */
export interface DirectAnswer {
  /** In bytes where several take it, so that it is encoded once. */
  readonly body: string | Buffer;
  readonly errors: readonly GraphQLFormattedError[];
  readonly hasData: boolean;
}

export interface DirectAnswerParts {
  readonly supergraphs: Pick<Supergraphs, 'of'>;
  readonly check: CheckOperation;
  readonly telemetry: OperationTelemetry;
}

/** What waiting for those who ask again may cost one who asks for the first time. */
const MOST_WAIT_FOR_ANSWERED_MS = 5;

type Variables = Readonly<Record<string, unknown>>;

/** Answers a known query without the GraphQL pipeline; undefined when there is something that the pipeline has to refuse in its own way. */
export type AnswerDirectly = (query: KnownQuery, given: Variables, context: GatewayContext) => Promise<DirectAnswer | undefined>;

const presentedError = (error: GraphQLError): GraphQLFormattedError =>
  presentError({ ...error.toJSON(), extensions: { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' } });

function answerOf(data: string, errors: readonly GraphQLFormattedError[], forSeveral: boolean): DirectAnswer {
  const body = errors.length === 0 ? `{"data":${data}}\n` : `{"errors":${JSON.stringify(errors)},"data":${data}}\n`;
  return { body: forSeveral ? Buffer.from(body) : body, errors, hasData: data !== 'null' };
}

export function directAnswers({ supergraphs, check, telemetry }: DirectAnswerParts): AnswerDirectly {
  const sharedBy = sharedByCaller<DirectAnswer | undefined>(MOST_WAIT_FOR_ANSWERED_MS);

  async function run({ schema, document, operation, queryHash }: KnownQuery, variables: Variables, context: GatewayContext, aboard: number): Promise<DirectAnswer | undefined> {
    const { data, errors }: OperationResult = await supergraphs.of(schema).execute({ queryHash, document, operation, request: { variables }, context });
    if (data === undefined) return undefined;
    if (errors.length > 0) telemetry.failed(errors, context);
    return answerOf(data, withTrace(errors.map(presentedError), context.trace), aboard > 1);
  }

  return async (query, given, context) => {
    const startedAt = performance.now();
    const { schema, document, operation, queryHash } = query;
    try {
      check({ schema, document, operation, given }, context);
    } catch {
      return undefined;
    }
    const key = `${queryHash} ${operation.name?.value ?? ''} ${JSON.stringify(given)}`;
    const answer = await sharedBy(context.identity)(key, context.signal, (signal, aboard) => run(query, given, { ...context, signal }, aboard));
    if (answer !== undefined) telemetry.answered({ name: operation.name?.value, type: operation.operation, startedAt, ...answer }, context);
    return answer;
  };
}
