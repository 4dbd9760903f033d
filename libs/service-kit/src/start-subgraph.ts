import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { GraphQLScalarType, parse, type GraphQLSchema } from 'graphql';
import { DateTimeISOResolver, JSONResolver, LocalDateResolver } from 'graphql-scalars';
import type { Logger } from 'pino';
import type { Clock } from '@sortition/kernel';
import { auditResolvers } from './audit/audit.resolvers.ts';
import { enforceAuthorisation } from './authorisation.ts';
import { openClock } from './clock.ts';
import type { ServiceConfig } from './config.ts';
import { armCrashPoint } from './crash-point.ts';
import { openDatabase, unsafeSettings, type Database } from './database/database.ts';
import { migrateDatabase, missingMigrations } from './database/migrate.ts';
import { Reads } from './database/reads.ts';
import { follow, type Subscription } from './events/event-consumer.ts';
import { serveFeed } from './events/feed-handler.ts';
import { FeedTip } from './events/feed-tip.ts';
import { readSdl } from './federation/read-sdl.ts';
import { handleGraphql } from './http/graphql-handler.ts';
import { formatError, telemetryPlugin } from './http/apollo-plugins.ts';
import { openLog, openMetrics } from './http/telemetry.ts';
import { ANONYMOUS, IDENTITY_HEADER, identityVerifier, severalVerifier, type Identity } from './identity.ts';
import { migrateJobs, startJobs, type JobHandlers } from './jobs/jobs.ts';
import { openPersonalData, type PersonalData } from './personal-data.ts';
import type { ServiceContext } from './service-context.ts';
import { SERVICE_HEADER, serviceVerifier } from './service-identity.ts';

/** A resolver map as code generation types it; the kit adds scalars and the audit part. */
export type SubgraphResolvers = object;

/** What a service is made of. Everything else about running it is the kit's. */
export interface SubgraphDefinition {
  readonly name: string;
  readonly resolvers: (services: SubgraphServices) => SubgraphResolvers;
  readonly subscriptions?: (services: SubgraphServices) => readonly Subscription[];
  readonly jobs?: (services: SubgraphServices) => JobHandlers;
  /** Cron lines of graphile-worker for jobs that watch deadlines. */
  readonly crontab?: string;
  /** Plain HTTP beside GraphQL, such as an upload; answers true when the request was its own. */
  readonly routes?: (services: RouteServices) => (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
}

/** What the kit gives a service to work with. */
export interface SubgraphServices {
  readonly database: Database;
  readonly personalData: PersonalData;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Subgraph extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
}

/** What plain HTTP needs besides: who asks. */
export interface RouteServices extends SubgraphServices {
  /** The caller of a request without body: anonymous when it carries no assertion, undefined when it carries a bad one. */
  identify(request: IncomingMessage): Identity | undefined;
}

/** Tests fix the clock; everything else comes from the configuration. */
export interface SubgraphOptions {
  readonly clock?: Clock;
}

export const subgraphSchema = (name: string, serviceRoot: string, resolvers: SubgraphResolvers): GraphQLSchema =>
  enforceAuthorisation(buildSubgraphSchema({ typeDefs: parse(readSdl(serviceRoot)), resolvers: mergeResolvers(auditResolvers(name), resolvers) }));

// a Date stays the text of a day: a JavaScript Date would drag a time zone into it
const SCALARS = { Date: withName(LocalDateResolver, 'Date'), DateTime: withName(DateTimeISOResolver, 'DateTime'), JSON: JSONResolver };

function withName(scalar: GraphQLScalarType, name: string): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), name });
}

function mergeResolvers(kit: GraphQLResolverMap<ServiceContext>, own: SubgraphResolvers): GraphQLResolverMap<unknown> {
  const merged: Record<string, object> = { ...SCALARS };
  for (const map of [kit, own]) for (const [type, fields] of Object.entries(map)) merged[type] = typeof fields === 'object' && fields !== null && !('parseValue' in fields) ? { ...merged[type], ...fields } : fields;
  return merged as GraphQLResolverMap<unknown>;
}

async function prepareDatabase(name: string, config: ServiceConfig, log: Logger): Promise<Database> {
  const appRole = decodeURIComponent(new URL(config.DATABASE_URL).username);
  const migrationsDir = join(config.SERVICE_ROOT, 'migrations');
  if (config.OWNER_DATABASE_URL !== undefined) {
    const applied = await migrateDatabase({ ownerUrl: config.OWNER_DATABASE_URL, appRole, migrationsDir });
    await migrateJobs(config.OWNER_DATABASE_URL, appRole);
    if (applied.length > 0) log.info({ applied }, 'migrated');
  }
  const database = await openDatabase({ url: config.DATABASE_URL, readUrl: config.READ_DATABASE_URL, applicationName: name });
  const missing = await missingMigrations(database.writePool, migrationsDir);
  if (missing.length > 0) throw new Error(`the database lacks migrations: ${missing.join(', ')}`);
  const unsafe = await unsafeSettings(database.writePool);
  if (unsafe.length > 0 && config.NODE_ENV === 'production') throw new Error(`refusing to run on a database that may lose acknowledged draws: ${unsafe.join(', ')}`);
  if (unsafe.length > 0) log.warn({ unsafe }, 'this database may lose acknowledged draws; accepted outside production only');
  return database;
}

/** Starts a subgraph: database, schema, feeds, jobs, HTTP. Disposing of it drains all of them in the opposite order. */
export async function startSubgraph(definition: SubgraphDefinition, config: ServiceConfig, options: SubgraphOptions = {}): Promise<Subgraph> {
  armCrashPoint(process.env['CRASH_AT'], config.NODE_ENV);
  const { name } = definition;
  const log = openLog(name, config.LOG_LEVEL);
  const metrics = openMetrics(name);
  const database = await prepareDatabase(name, config, log);
  const services: SubgraphServices = { database, log, personalData: openPersonalData(config.PERSONAL_DATA_KEY), clock: options.clock ?? openClock(config.CLOCK_FILE, config.NODE_ENV) };

  const http = createServer({ keepAliveTimeout: 65_000 });
  const server = new ApolloServer<ServiceContext>({
    schema: subgraphSchema(name, config.SERVICE_ROOT, definition.resolvers(services)),
    introspection: config.NODE_ENV !== 'production',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatError(log),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(), ApolloServerPluginDrainHttpServer({ httpServer: http }), telemetryPlugin(log, metrics)],
  });
  await server.start();

  const stopping = new AbortController();
  const verify = identityVerifier(config.GATEWAY_PUBLIC_KEYS, name);
  const graphql = {
    server, verify, log, verifySeveral: severalVerifier(config.GATEWAY_PUBLIC_KEYS, name),
    contextFor: (identity: ServiceContext['identity'], trace: string): ServiceContext => ({ service: name, identity, trace, database, reads: new Reads(database.read, identity), clock: services.clock, log, loaders: new Map() }),
  };
  const tip = new FeedTip(database.read, stopping.signal);
  const verifyService = serviceVerifier(config.SERVICE_PUBLIC_KEYS, name);
  const routes = definition.routes?.({
    ...services,
    identify: (request) => {
      const token = single(request.headers[IDENTITY_HEADER]);
      return token === undefined ? ANONYMOUS : verify(token, new Uint8Array(0));
    },
  });

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://subgraph');
    if (url.pathname === '/livez') return void response.end('ok');
    if (url.pathname === '/readyz') return answerReadiness(response, database, stopping.signal);
    if (url.pathname === '/metrics') return void response.setHeader('content-type', metrics.registry.contentType).end(await metrics.registry.metrics());
    if (url.pathname === '/graphql') return handleGraphql(graphql, request, response);
    if (url.pathname === '/feeds/events') {
      const asker = await verifyService(single(request.headers[SERVICE_HEADER]));
      if (asker === undefined) return void response.writeHead(401).end();
      return serveFeed(database.read, tip, url, request, response, stopping.signal);
    }
    if (await routes?.(request, response, url)) return;
    response.writeHead(404).end();
  };
  http.on('request', (request, response) => {
    route(request, response).catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split('?')[0] }, 'request failed');
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const port = await listen(http, config.PORT);

  const consumer = { service: name, pool: database.write, feedUrls: config.FEED_URLS, signingKey: config.SERVICE_SIGNING_KEY, clock: services.clock, log };
  const following = (definition.subscriptions?.(services) ?? []).map((subscription) => follow(consumer, subscription, stopping.signal));
  const handlers = definition.jobs?.(services);
  const runner = handlers === undefined ? undefined : await startJobs({ service: name, database, clock: services.clock, log, handlers, crontab: definition.crontab });

  return {
    url: `http://127.0.0.1:${port}`,
    database,
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await runner?.stop();
      await Promise.all(following);
      await server.stop();
      await database.close();
    },
  };
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Ready is: not stopping, and the database answers. A peer that is down does not make this service unready. */
async function answerReadiness(response: ServerResponse, database: Database, stopping: AbortSignal): Promise<void> {
  const ready = !stopping.aborted && await database.writePool.query('select 1').then(() => true, () => false);
  response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ ready }));
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
