import type { ApolloServerPlugin } from '@apollo/server';
import { withTrace } from '../errors/present-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { OperationTelemetry } from './operation-telemetry.ts';

/** Tells of every operation of the GraphQL pipeline; the trace id goes into every error, so that a user can quote it. */
export const telemetryPlugin = (telemetry: OperationTelemetry): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async ({ contextValue }) => {
    const startedAt = performance.now();
    return {
      willSendResponse: async ({ operation, operationName, response }) => {
        const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
        const errors = result?.errors ?? [];
        if (result?.errors !== undefined) result.errors = withTrace(errors, contextValue.trace);
        if (errors.some(({ extensions }) => extensions?.['code'] === 'OVERLOADED')) response.http.headers.set('retry-after', '1');
        telemetry.answered({ name: operationName, type: operation?.operation, hasData: result?.data !== undefined && result.data !== null, errors, startedAt }, contextValue);
      },
      didEncounterErrors: async ({ errors }) => telemetry.failed(errors, contextValue),
    };
  },
});
