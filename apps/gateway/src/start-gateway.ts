import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { ANONYMOUS } from '@sortition/service-kit/identity';
import { pino } from 'pino';
import { Agent } from 'undici';
import { callerIdentity } from './access/access-token.ts';
import { publicAnswers } from './caching/public-answers.ts';
import type { GatewayConfig } from './config.ts';
import { openDocumentRegister } from './documents/document-register.ts';
import { NativePlanner } from './execution/native-planner.ts';
import { graphqlServer, validationRules } from './graphql-server.ts';
import { developmentAccounts } from './http/development-accounts.ts';
import { graphiqlFiles } from './http/graphiql.ts';
import { graphqlEndpoint } from './http/graphql-endpoint.ts';
import { healthProbe } from './http/health.ts';
import { routes } from './http/routes.ts';
import { serviceFiles } from './http/service-files.ts';
import { directAnswers } from './known-query/direct-answer.ts';
import { knownQueries } from './known-query/known-queries.ts';
import { openAllowances } from './limits/allowances.ts';
import { operationCheck } from './limits/operation-check.ts';
import { openMetrics } from './observability/metrics.ts';
import { operationTelemetry } from './observability/operation-telemetry.ts';
import { subgraph, type SubgraphLimits } from './subgraphs/subgraph.ts';
import { openSupergraphs } from './supergraph/supergraphs.ts';

export interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** Looks for another supergraph now. */
  readonly reload: () => Promise<void>;
}

const limitsOf = (config: GatewayConfig): SubgraphLimits => ({
  queryMs: config.SUBGRAPH_QUERY_MS, mutationMs: config.SUBGRAPH_MUTATION_MS,
  connections: config.SUBGRAPH_CONNECTIONS, queued: config.SUBGRAPH_QUEUE, maxResponseBytes: config.SUBGRAPH_MAX_BYTES,
  failures: config.BREAKER_FAILURES, openMs: config.BREAKER_OPEN_MS,
});

const at = (base: string, path: string): URL => {
  const url = new URL(base);
  if (path !== '/graphql' || url.pathname === '/') url.pathname = path;
  return url;
};

/** Starts the front door. Disposing of it turns unready, answers what has begun, then closes. `open` opens the supergraph. */
export async function startGateway(config: GatewayConfig, open = openSupergraphs): Promise<Gateway> {
  const log = pino({ level: config.LOG_LEVEL, base: { service: 'gateway' }, timestamp: pino.stdTimeFunctions.isoTime });
  const metrics = openMetrics();
  const tools = { signingKey: config.GATEWAY_SIGNING_KEY, limits: limitsOf(config), metrics, log };
  const probed = Object.entries(config.SUBGRAPH_URLS).map(([name, base]) => ({ subgraph: subgraph(name, at(base, '/graphql'), tools), readyUrl: at(base, '/readyz') }));
  const subgraphs = new Map(probed.map((entry) => [entry.subgraph.name, entry.subgraph]));
  metrics.watch([...subgraphs.values()]);
  const planner = new NativePlanner((what) => log.warn(what));
  const supergraphs = await open({ file: config.SUPERGRAPH ?? join(config.SERVICE_ROOT, 'supergraph.graphql'), config, subgraphs, planner, log, metrics });

  const documents = await openDocumentRegister({
    file: config.TRUSTED_DOCUMENTS, keys: config.TRUSTED_DOCUMENT_KEYS ?? { keys: [] }, rules: validationRules(config), pollMs: config.TRUSTED_DOCUMENTS_POLL_MS, log,
  });

  if (config.TRUSTED_DOCUMENTS === undefined && config.FREE_QUERIES !== 'everyone') log.warn({ freeQueries: config.FREE_QUERIES }, 'there are no trusted documents: nobody else can ask anything');

  const answers = publicAnswers({
    supergraphSdl: supergraphs.inUse().sdl, maxBytes: config.CACHE_BYTES, signingKey: config.SERVICE_SIGNING_KEY, log,
    feedUrls: new Map(Object.entries(config.SUBGRAPH_URLS).map(([name, base]) => [name, at(base, '/feeds/events')])),
  });
  metrics.watchPublicAnswers(answers);

  const allowances = openAllowances(config, () => performance.now());
  const http = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 });
  const known = knownQueries();
  const telemetry = operationTelemetry(log, metrics);
  const check = operationCheck({ costsOf: (schema) => supergraphs.of(schema).costs, maxPage: config.MAX_PAGE, budget: config.MAX_COST, allowances });
  const server = await graphqlServer({ config, supergraphs, documents, known, publicAnswers: answers, check, telemetry, log, drain: ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: config.DRAIN_MS }) });
  answers.follow();
  const probes = new Agent();
  const passing = new Agent({ connect: { timeout: 1_000 } });
  const callerOf = callerIdentity({ issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE, algorithms: config.OIDC_ALGORITHMS });
  let draining = false;
  http.on('request', routes({
    graphql: graphqlEndpoint({
      config, server, documents, known, publicAnswers: answers, allowances, callerOf,
      answerDirectly: directAnswers({ supergraphs, check, telemetry }),
      refused: (code) => metrics.operationAnswered('refused', code, 0),
      given: (operation = 'anonymous', trace, ms) => {
        metrics.operationAnswered(operation, 'ok', ms / 1_000);
        log.info({ trace: trace.id, operation, type: 'query', outcome: 'ok', ms: Math.round(ms), actor: ANONYMOUS.subject, kept: true }, 'operation');
      },
    }),
    health: healthProbe(probed, probes, () => draining, () => answers.figures().feeds),
    supergraph: supergraphs.vitals,
    graphiql: graphiqlFiles(config),
    accounts: config.DEVELOPMENT_ACCOUNTS ? developmentAccounts(config.OIDC_ISSUER) : undefined,
    files: serviceFiles({ config, dispatcher: passing, callerOf }),
    metrics, log,
  }));
  const port = await listen(http, config.PORT, config.GATEWAY_HOST);
  log.info({ port, subgraphs: [...subgraphs.keys()] }, 'ready');

  return {
    url: `http://${config.GATEWAY_HOST}:${port}`,
    reload: supergraphs.look,
    [Symbol.asyncDispose]: async () => {
      draining = true;
      supergraphs[Symbol.dispose]();
      documents[Symbol.dispose]();
      await server.stop();
      await answers[Symbol.asyncDispose]();
      await Promise.all([...subgraphs.values()].map((service) => service.close()));
      await Promise.all([probes.destroy(), passing.destroy(), planner[Symbol.asyncDispose]()]);
    },
  };
}

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
