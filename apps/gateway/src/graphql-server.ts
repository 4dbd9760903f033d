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
import type { KnownQueries } from './known-query/known-queries.ts';
import { checkPlugin } from './limits/check-plugin.ts';
import type { CheckOperation } from './limits/operation-check.ts';
import type { OperationTelemetry } from './observability/operation-telemetry.ts';
import { telemetryPlugin } from './observability/telemetry-plugin.ts';
import type { Supergraphs } from './supergraph/supergraphs.ts';

export interface GraphqlServerParts {
  readonly config: GatewayConfig;
  readonly supergraphs: Supergraphs;
  readonly documents: DocumentRegister;
  readonly known: KnownQueries;
  readonly publicAnswers: Pick<PublicAnswers, 'supergraphChanged'>;
  readonly check: CheckOperation;
  readonly telemetry: OperationTelemetry;
  readonly log: Logger;
  /** Stops the HTTP server without cutting off what has begun. */
  readonly drain: ApolloServerPlugin<GatewayContext>;
}

const showsSchema = ({ INTROSPECTION, NODE_ENV }: GatewayConfig): boolean => INTROSPECTION ?? NODE_ENV !== 'production';

/** What every document has to obey, whoever wrote it. */
export const validationRules = (config: GatewayConfig): readonly ValidationRule[] =>
  (showsSchema(config) ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]);

/** The GraphQL pipeline: Apollo's, with everything that shows, leaks or phones home turned off. */
export async function graphqlServer({ config, supergraphs, documents, known, publicAnswers, check, telemetry, log, drain }: GraphqlServerParts): Promise<ApolloServer<GatewayContext>> {
  const open = showsSchema(config);
  const logger = { debug: () => {}, info: (text: unknown) => log.debug(text), warn: (text: unknown) => log.warn(text), error: (text: unknown) => log.error(text) };

  const server = new ApolloServer<GatewayContext>({
    gateway: federatedGateway(supergraphs),
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
      checkPlugin(check), telemetryPlugin(telemetry), known.plugin, drain,
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
