import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../gateway-context.ts';
import type { Metrics } from './metrics.ts';

const MAX_NAME = 64;

export interface AnsweredOperation {
  readonly name: string | null | undefined;
  readonly type: string | undefined;
  readonly hasData: boolean;
  readonly errors: readonly GraphQLFormattedError[];
  /** By `performance.now()`. */
  readonly startedAt: number;
}

export interface OperationTelemetry {
  /** One log line and one observation per operation. Never variables. */
  readonly answered: (operation: AnsweredOperation, context: GatewayContext) => void;
  /** What a client sees is masked; the operators get the error itself. GraphQL errors quote values, so only their code and place. */
  readonly failed: (errors: readonly GraphQLError[], context: GatewayContext) => void;
}

export const operationTelemetry = (log: Logger, metrics: Metrics): OperationTelemetry => ({
  answered({ name, type, hasData, errors, startedAt }, { trace, identity, document }) {
    const operation = name?.slice(0, MAX_NAME) ?? 'anonymous';
    const ms = performance.now() - startedAt;
    const codes = [...new Set(errors.map((error) => String(error.extensions?.['code'])))];
    const outcome = codes.length === 0 ? 'ok' : hasData ? 'partial' : 'error';
    metrics.operationAnswered(operation, outcome, ms / 1_000);
    log.info({ trace: trace.id, operation, trusted: document !== undefined, type, outcome, codes, ms: Math.round(ms), actor: identity.subject, department: identity.department }, 'operation');
  },
  failed(errors, { trace }) {
    for (const error of errors) {
      const { code } = error.extensions;
      if (error.originalError !== undefined && code === undefined) log.error({ trace: trace.id, err: error.originalError }, 'gateway failed');
      else log.debug({ trace: trace.id, code, path: error.path }, 'error');
    }
  },
});
