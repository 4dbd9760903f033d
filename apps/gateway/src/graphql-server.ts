import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { GatewayConfig } from './config.ts';
import { presentError } from './errors/present-error.ts';
import { federatedGateway } from './federated-gateway.ts';
import type { GatewayContext } from './gateway-context.ts';
import { costPlugin } from './limits/cost-plugin.ts';
import type { Metrics } from './observability/metrics.ts';
import { telemetryPlugin } from './observability/telemetry-plugin.ts';
import type { Supergraphs } from './supergraph/supergraphs.ts';

export interface GraphqlServerParts {
  readonly config: GatewayConfig;
  readonly supergraphs: Supergraphs;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Stops the HTTP server without cutting off what has begun. */
  readonly drain: ApolloServerPlugin<GatewayContext>;
}

/** The GraphQL pipeline: Apollo's, with everything that shows, leaks or phones home turned off. */
export async function graphqlServer({ config, supergraphs, log, metrics, drain }: GraphqlServerParts): Promise<ApolloServer<GatewayContext>> {
  const open = config.INTROSPECTION ?? config.NODE_ENV !== 'production';
  const logger = { debug: () => {}, info: (text: unknown) => log.debug(text), warn: (text: unknown) => log.warn(text), error: (text: unknown) => log.error(text) };

  const server = new ApolloServer<GatewayContext>({
    gateway: federatedGateway(supergraphs),
    logger,
    introspection: open,
    hideSchemaDetailsFromClientErrors: !open,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    validationOptions: { maxErrors: 3 },
    formatError: presentError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
      costPlugin((schema) => supergraphs.of(schema).costs, config.MAX_PAGE, config.MAX_COST), telemetryPlugin(log, metrics), drain,
    ],
  });
  await server.start();
  return server;
}
