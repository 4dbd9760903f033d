import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import { NoSchemaIntrospectionCustomRule, specifiedRules, type ValidationRule } from 'graphql';
import type { PublicAnswers } from './caching/public-answers.ts';
import type { GatewayConfig } from './config.ts';
import { documentCaches } from './documents/document-caches.ts';
import type { DocumentRegister } from './documents/document-register.ts';
import { presentError } from './errors/present-error.ts';
import { federatedGateway } from './federated-gateway.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { Allowances } from './limits/allowances.ts';
import { costPlugin } from './limits/cost-plugin.ts';
import { fieldCosts } from './limits/list-sizes.ts';
import type { Metrics } from './observability/metrics.ts';
import { telemetryPlugin } from './observability/telemetry-plugin.ts';
import type { Subgraph } from './subgraphs/subgraph.ts';

export interface GraphqlServerParts {
  readonly config: GatewayConfig;
  readonly supergraphSdl: string;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly documents: DocumentRegister;
  readonly publicAnswers: Pick<PublicAnswers, 'supergraphChanged'>;
  readonly allowances: Allowances;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Stops the HTTP server without cutting off what has begun. */
  readonly drain: ApolloServerPlugin<GatewayContext>;
}

const showsSchema = ({ INTROSPECTION, NODE_ENV }: GatewayConfig): boolean => INTROSPECTION ?? NODE_ENV !== 'production';

/** What every document has to obey, whoever wrote it. */
export const validationRules = (config: GatewayConfig): readonly ValidationRule[] =>
  (showsSchema(config) ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]);

/** The GraphQL pipeline: Apollo's, with everything that shows, leaks or phones home turned off. */
export async function graphqlServer({ config, supergraphSdl, subgraphs, documents, publicAnswers, allowances, log, metrics, drain }: GraphqlServerParts): Promise<ApolloServer<GatewayContext>> {
  // Read when the gateway is built; without it the library reports to its vendor and asks the cloud's metadata address who we are.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const open = showsSchema(config);
  const logger = { debug: () => {}, info: (text: unknown) => log.debug(text), warn: (text: unknown) => log.warn(text), error: (text: unknown) => log.error(text) };

  const server = new ApolloServer<GatewayContext>({
    gateway: federatedGateway(supergraphSdl, subgraphs, logger),
    logger,
    introspection: open,
    hideSchemaDetailsFromClientErrors: !open,
    includeStacktraceInErrorResponses: false,
    ...documentCaches(documents),
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    validationOptions: { maxErrors: 3 },
    formatError: presentError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
      costPlugin({ costs: fieldCosts(supergraphSdl), maxPage: config.MAX_PAGE, budget: config.MAX_COST, allowances }),
      telemetryPlugin(log, metrics), drain,
      {
        serverWillStart: async () => ({
          schemaDidLoadOrUpdate({ apiSchema, coreSupergraphSdl }) {
            void documents.holdAgainst(apiSchema);
            if (coreSupergraphSdl !== undefined) publicAnswers.supergraphChanged(coreSupergraphSdl);
          },
        }),
      },
    ],
  });
  await server.start();
  return server;
}
