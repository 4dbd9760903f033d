import { join } from 'node:path';
import { startIssuer, type Issuer } from '../issuer/issuer.ts';
import { peopleInRegistry } from '../issuer/people-in-registry.ts';
import { bundleApp } from './bundle-app.ts';
import { openDatabases } from './databases.ts';
import { gatewayEnvironment, serviceEnvironment, type Surroundings } from './environments.ts';
import { openKeys } from './keys.ts';
import { keepLogKey } from './log-key.ts';
import { prepareCity, type PlayingCity } from './prepare-city.ts';
import { choosePorts } from './ports.ts';
import { SERVICES, type PerService, type ServiceName } from './services.ts';
import type { ExternalDatabase, Settings } from './settings.ts';
import { shutdownOn, type Shutdown } from './shutdown.ts';
import { signCommittedSupergraph } from './sign-supergraph.ts';
import { supervise, type SupervisedProcess } from './supervised-process.ts';
import { signExampleQueries } from './trusted-documents.ts';

type AppName = ServiceName | 'gateway';

/** A young generation that the garbage of its requests does not outgrow: a tenth of the gateway's time. */
const GATEWAY_NODE_OPTIONS = ['--max-semi-space-size=32'];

/** All of Sortition on one machine, each part in its own process. */
export interface Platform extends AsyncDisposable {
  readonly url: string;
  /** Undefined when OIDC_ISSUER names another. */
  readonly issuer: Issuer | undefined;
  readonly databases: PerService<ExternalDatabase>;
  readonly processes: ReadonlyMap<AppName, SupervisedProcess>;
  /** Whose year is still being played; undefined when there is nothing to load. */
  readonly city: PlayingCity | undefined;
  /** Of the embedded PostgreSQL; undefined when there is none. */
  readonly postgresPid: () => number | undefined;
}

export interface PlatformOptions {
  readonly settings: Settings;
  readonly say: (message: string) => void;
  /** More environment for one process, such as a crash point. */
  readonly extraEnvironment?: (app: AppName) => NodeJS.ProcessEnv;
  /** Stops everything, whether it has come up or is still coming up. */
  readonly signal?: AbortSignal;
}

async function bundleAll(root: string): Promise<ReadonlyMap<string, string>> {
  const apps = [...SERVICES, 'gateway'];
  return new Map(await Promise.all(apps.map(async (app) => [app, await bundleApp(root, app)] as const)));
}

/** Starts everything. When it fails, or the signal says so on the way, all that was started is stopped again. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const shutdown = shutdownOn(options.signal);
  try {
    const platform = await startAll(options, shutdown);
    options.signal?.throwIfAborted();
    return platform;
  } catch (error) {
    await shutdown[Symbol.asyncDispose]();
    throw error;
  }
}

async function startAll({ settings, say, extraEnvironment = () => ({}) }: PlatformOptions, shutdown: Shutdown): Promise<Platform> {
  const ports = await choosePorts(settings.port);
  const keys = await openKeys(settings.dataDir, process.env['PERSONAL_DATA_KEY']);
  keepLogKey(settings.dataDir);
  const supergraphKey = await signCommittedSupergraph(settings);
  const bundling = bundleAll(settings.root);
  bundling.then(() => say('services bundled'), () => undefined); // awaited below; the databases may fail first
  const databases = await openDatabases(settings, ports, say);
  const { server, urls } = databases;
  if (server !== undefined) {
    shutdown.add('database', () => server.stop());
    say(`PostgreSQL ${server.version} on port ${server.port}, run by ${server.account}, data in ${server.directory}`);
  }
  const city = await prepareCity(settings, databases);
  const trustedDocuments = await signExampleQueries(settings.root, settings.dataDir);
  const surroundings: Surroundings = { settings, ports, keys, supergraphKey, databases, trustedDocuments };
  const files = await bundling;

  const processes = new Map<AppName, SupervisedProcess>();
  const run = async (name: AppName, env: NodeJS.ProcessEnv): Promise<SupervisedProcess> => {
    const running = await supervise({ name, file: files.get(name) ?? '', env: { ...env, ...extraEnvironment(name) }, logFile: join(settings.dataDir, 'logs', `${name}.log`), nodeOptions: name === 'gateway' ? GATEWAY_NODE_OPTIONS : [], say });
    shutdown.add(name === 'gateway' ? 'gateway' : 'services', () => running.stop());
    processes.set(name, running);
    say(`${name} ready at ${running.url}`);
    return running;
  };
  const issuer = settings.oidcIssuer === undefined ? await startDevelopmentIssuer(surroundings) : undefined;
  if (issuer !== undefined) shutdown.add('issuer', () => issuer[Symbol.asyncDispose]());

  const services = SERVICES.map((service) => run(service, serviceEnvironment(surroundings, service)));
  const opening = run('gateway', gatewayEnvironment(surroundings, settings.oidcIssuer ?? issuer?.url ?? ''));
  await allSettledOrThrow([...services, opening]);
  const gateway = await opening;
  const moving = new AbortController();
  shutdown.add('gateway', async () => moving.abort());
  const playing = await city?.load({ gatewayUrl: gateway.url, tokenFor: issuer?.tokenFor, say, signal: moving.signal });
  return { url: gateway.url, issuer, databases: urls, processes, city: playing, postgresPid: () => server?.pid, [Symbol.asyncDispose]: () => shutdown[Symbol.asyncDispose]() };
}

function startDevelopmentIssuer({ ports, keys, databases }: Surroundings): Promise<Issuer> {
  const { ownerUrl, appUrl } = databases.urls.registry;
  return startIssuer({ port: ports.issuer, signingKey: keys.signing.issuer, people: peopleInRegistry(ownerUrl ?? appUrl) });
}

/** Like Promise.all, but nothing is left under way when it throws, so that all that was started can be stopped. */
async function allSettledOrThrow<T>(tasks: readonly Promise<T>[]): Promise<void> {
  const settled = await Promise.allSettled(tasks);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}
