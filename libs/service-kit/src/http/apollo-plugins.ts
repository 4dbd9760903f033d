import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { refusal, type Refusal } from '@sortition/kernel';
import { sqlState } from '../database/sql-state.ts';
import { refusalError } from '../graphql-error.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Metrics } from './telemetry.ts';

const NOT_A_KEY = '22P02'; // a text that is no uuid where PostgreSQL expects one

/** What the caller can mend, or should only try again: an id that cannot be one, and more callers than connections. */
function knownFailure(error: unknown): Refusal | undefined {
  if (sqlState(error) === NOT_A_KEY) return refusal('INVALID_VALUE', null, { field: 'id' });
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.message.startsWith('timeout exceeded when trying to connect')) return refusal('OVERLOADED', null);
  }
  return undefined;
}

/** Refusals and GraphQL's own errors pass; anything else is a bug: logged in full, told as INTERNAL. */
export const formatError = (log: Logger) => (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError) return formatted;
  const known = knownFailure(original);
  if (known !== undefined) return { ...refusalError(known).toJSON(), ...(formatted.path === undefined ? {} : { path: formatted.path }) };
  log.error({ err: original, path: formatted.path }, 'resolver failed');
  return { ...refusalError(refusal('INTERNAL', null)).toJSON(), ...(formatted.path === undefined ? {} : { path: formatted.path }) };
};

/** Counts and times each operation by its name; the trace id goes into the log line and into every error. */
export const telemetryPlugin = (log: Logger, metrics: Metrics): ApolloServerPlugin<ServiceContext> => ({
  requestDidStart: async ({ contextValue }) => {
    const startedAt = performance.now();
    return {
      willSendResponse: async ({ operationName, response }) => {
        const operation = operationName ?? 'anonymous';
        const seconds = (performance.now() - startedAt) / 1_000;
        const failed = response.body.kind === 'single' && response.body.singleResult.errors !== undefined;
        metrics.requests.inc({ operation, outcome: failed ? 'error' : 'ok' });
        metrics.duration.observe({ operation }, seconds);
        log.debug({ trace: contextValue.trace, operation, ms: Math.round(seconds * 1_000), failed }, 'request');
      },
    };
  },
});
