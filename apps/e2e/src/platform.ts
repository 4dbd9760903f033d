import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisclosure } from '@sortition/disclosure';
import { startGateway } from '@sortition/gateway';
import { readConfig as readGatewayConfig } from '@sortition/gateway/config';
import { startInspection } from '@sortition/inspection';
import { startPlanning } from '@sortition/planning';
import { startRegistry } from '@sortition/registry';
import { startSampling } from '@sortition/sampling';
import { migrateDatabase, migrateJobs, readConfig, type Subgraph } from '@sortition/service-kit';
import { testDatabase, testEnvironment, testGatewayKey, testKeyRing, type KeyPair, type KeyRing, type TestDatabase } from '@sortition/testkit';
import type { Account } from '@sortition/tool-dev/accounts';
import { startIssuer, type Issuer } from '@sortition/tool-dev/issuer';
import { graphqlClient, type Answer, type GraphqlClient, type Variables } from '@sortition/tool-dev/play/graphql-client';
import { freePorts } from '@sortition/tool-dev/play/free-port';
import { settle, underWay } from '@sortition/tool-dev/play/settle';
import { SERVICES, perService, type PerService, type ServiceName } from '@sortition/tool-dev/services';
import { LOG_KEY, signingKeyOf } from '@sortition/transparency-log';
import { businessClock, type BusinessClock } from './business-clock.ts';
import { supergraphNow, workspace } from './supergraph-now.ts';

const LOG_SIGNER = signingKeyOf('log.e2e.test', LOG_KEY, new Uint8Array(32).fill(23));

const START: PerService<typeof startRegistry> = {
  registry: startRegistry, planning: startPlanning, sampling: startSampling, inspection: startInspection,
  disclosure: (config, options) => startDisclosure(config, options, { channels: {}, logKey: LOG_SIGNER }),
};

/** All of Sortition in one process: five subgraphs on databases and feeds of their own, behind a gateway. */
export interface Platform extends AsyncDisposable {
  readonly url: string;
  readonly client: GraphqlClient;
  readonly databases: PerService<TestDatabase>;
  /** Of the subgraphs; no answer of the gateway may contain one. */
  readonly internalAddresses: readonly string[];
  as(account: Account | null): { ask<T>(document: string, variables?: Variables): Promise<Answer<T>> };
  /** Moves the business clock of every service. */
  setTime(instant: string): void;
  /** Resolves when every service has applied all news and done all its jobs. */
  settle(): Promise<void>;
  /** Which service has still to hear or to do what. */
  underWay(): Promise<string>;
  portOf(service: ServiceName): number;
  stop(service: ServiceName): Promise<void>;
  restart(service: ServiceName): Promise<void>;
}

export interface PlatformOptions {
  /** Business time at the start. */
  readonly now?: string;
  /** More environment for the gateway, such as shorter deadlines. */
  readonly gateway?: Readonly<Record<string, string>>;
}

interface Surroundings {
  readonly ports: { readonly services: PerService<number>; readonly issuer: number };
  readonly clock: BusinessClock;
  readonly gatewayKey: KeyPair;
  readonly ring: KeyRing;
  readonly databases: PerService<TestDatabase>;
}

const SETTLE_MS = 120_000; // the tests of all projects share a machine

const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

async function choosePorts(): Promise<Surroundings['ports']> {
  const first = await freePorts(SERVICES.length + 1);
  return { services: perService((_service, index) => first + index), issuer: first + SERVICES.length };
}

/** The template may be one that the service's own tests made without a queue; the queue is added to the clone, where it is missing. */
async function openDatabase(service: ServiceName): Promise<TestDatabase> {
  const database = await testDatabase({ service, migrationsDir: join(workspace, 'apps', service, 'migrations'), migrate: migrateDatabase });
  await migrateJobs(database.ownerUrl, `${service}_app`);
  return database;
}

async function startService({ ports, clock, gatewayKey, ring, databases }: Surroundings, service: ServiceName): Promise<Subgraph> {
  const signingKey = ring.privateKeys[service];
  if (signingKey === undefined) throw new Error(`${service} has no key`);
  const env = await testEnvironment({
    service, serviceRoot: join(workspace, 'apps', service), database: databases[service], gateway: gatewayKey,
    peers: { signingKey, publicKeys: ring.publicKeys.keys, feedUrls: perService((name) => localUrl(ports.services[name])) },
  });
  return START[service](readConfig({ ...env, PORT: String(ports.services[service]), LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' }), { clock: clock.now });
}

async function startFrontDoor({ ports, gatewayKey, ring }: Surroundings, issuer: Issuer, folder: string, env: PlatformOptions['gateway'] = {}): ReturnType<typeof startGateway> {
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, supergraphNow());
  return startGateway(readGatewayConfig({
    NODE_ENV: 'test', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', PORT: '0', SUPERGRAPH: supergraph, OIDC_ISSUER: issuer.url,
    SUBGRAPH_URLS: JSON.stringify(perService((name) => localUrl(ports.services[name]))), GATEWAY_SIGNING_KEY: JSON.stringify(gatewayKey.privateKey),
    // what is kept may be wrong for a moment; who does not ask about that reads what is there
    SERVICE_SIGNING_KEY: JSON.stringify(ring.privateKeys['gateway-feeds']), CACHE_BYTES: '0',
    // the tests of all projects share a machine: what is slow here is not yet broken
    SUBGRAPH_QUERY_MS: '20000', SUBGRAPH_MUTATION_MS: '20000', OPERATION_MS: '40000',
    // a play is acted within seconds, by a few people
    SENSITIVE_PER_MINUTE: '1000000', COST_PER_MINUTE: '1000000000', ...env,
  }));
}

export async function startPlatform({ now = '2025-01-06T09:00:00+08:00', gateway: gatewayEnv }: PlatformOptions = {}): Promise<Platform> {
  const undo: (() => PromiseLike<unknown>)[] = [];
  const dispose = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await startAll(now, gatewayEnv, undo, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function startAll(now: string, gatewayEnv: PlatformOptions['gateway'], undo: (() => PromiseLike<unknown>)[], dispose: () => Promise<void>): Promise<Platform> {
  const opened = await Promise.all(SERVICES.map(async (service) => [service, await openDatabase(service)] as const));
  undo.push(() => Promise.allSettled(opened.map(([, database]) => database.drop())));
  const databases = perService((service) => opened.find(([name]) => name === service)?.[1] ?? missing(`database for ${service}`));
  const surroundings: Surroundings = { ports: await choosePorts(), clock: businessClock(now), gatewayKey: await testGatewayKey(), ring: await testKeyRing('issuer', 'gateway-feeds', ...SERVICES), databases };
  const { ports, clock, ring } = surroundings;

  const issuer = await startIssuer({ port: ports.issuer, signingKey: ring.privateKeys['issuer'] ?? missing('key of the issuer'), people: { offered: async () => [], find: async () => undefined } });
  undo.push(() => issuer[Symbol.asyncDispose]());
  const running = new Map<ServiceName, Subgraph>();
  const stop = async (service: ServiceName): Promise<void> => {
    const subgraph = running.get(service);
    running.delete(service);
    await subgraph?.[Symbol.asyncDispose]();
  };
  const restart = async (service: ServiceName): Promise<void> => void running.set(service, await startService(surroundings, service));
  undo.push(() => Promise.allSettled(SERVICES.map(stop)));
  await Promise.all(SERVICES.map(restart));

  const folder = await mkdtemp(join(tmpdir(), 'sortition-e2e-'));
  undo.push(() => rm(folder, { recursive: true }));
  const gateway = await startFrontDoor(surroundings, issuer, folder, gatewayEnv);
  undo.push(() => gateway[Symbol.asyncDispose]());
  const client = graphqlClient({ url: gateway.url, tokenFor: issuer.tokenFor });
  return {
    url: gateway.url, client, databases, stop, restart, portOf: (service) => ports.services[service],
    internalAddresses: SERVICES.flatMap((service) => [localUrl(ports.services[service]), `:${ports.services[service]}`, `${service}.sortition.invalid`]),
    as: (account) => ({ ask: (document, variables) => client.ask(account, document, variables) }),
    setTime: clock.moveTo,
    settle: () => settle(perService((service) => databases[service].ownerUrl), SETTLE_MS),
    underWay: async () => (await underWay(perService((service) => databases[service].ownerUrl))).join('; '),
    [Symbol.asyncDispose]: dispose,
  };
}

function missing(what: string): never {
  throw new Error(`no ${what}`);
}
