import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { GatewayContext } from '../gateway-context.ts';
import type { Metrics } from './metrics.ts';

const MAX_NAME = 64;

/** One log line and one observation per operation; the trace id goes into every error, so that a user can quote it. Never variables. */
export const telemetryPlugin = (log: Logger, metrics: Metrics): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async ({ contextValue }) => {
    const startedAt = performance.now();
    const { trace, identity, document } = contextValue;
    return {
      willSendResponse: async ({ operation, operationName, response }) => {
        const name = operationName?.slice(0, MAX_NAME) ?? 'anonymous';
        const ms = performance.now() - startedAt;
        const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
        const codes = [...new Set(result?.errors?.map((error) => String(error.extensions?.['code'])))];
        if (result?.errors !== undefined) {
          result.errors = result.errors.map((error) => ({ ...error, extensions: { ...error.extensions, traceId: trace.id } }));
        }
        if (codes.includes('OVERLOADED')) response.http.headers.set('retry-after', '1');
        const outcome = codes.length === 0 ? 'ok' : result?.data === undefined || result.data === null ? 'error' : 'partial';
        metrics.operationAnswered(name, outcome, ms / 1_000);
        log.info({ trace: trace.id, operation: name, trusted: document !== undefined, type: operation?.operation, outcome, codes, ms: Math.round(ms), actor: identity.subject, department: identity.department }, 'operation');
      },
      // What a client sees is masked; the operators get the error itself. GraphQL errors quote values, so only their code and place.
      didEncounterErrors: async ({ errors }) => {
        for (const error of errors) {
          const { code } = error.extensions;
          if (error.originalError !== undefined && code === undefined) log.error({ trace: trace.id, err: error.originalError }, 'gateway failed');
          else log.debug({ trace: trace.id, code, path: error.path }, 'error');
        }
      },
    };
  },
});
