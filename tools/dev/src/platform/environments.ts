import { join } from 'node:path';
import type { JWK } from 'jose';
import type { Databases } from './databases.ts';
import { publicKeys, type PlatformKeys } from './keys.ts';
import { logKeyFileOf } from './log-key.ts';
import type { Ports } from './ports.ts';
import { SERVICES, perService, type ServiceName } from './services.ts';
import { clockFileOf, type Settings } from './settings.ts';
import { supergraphFileOf } from './sign-supergraph.ts';

export interface Surroundings {
  readonly settings: Settings;
  readonly ports: Ports;
  readonly keys: PlatformKeys;
  readonly supergraphKey: JWK;
  readonly databases: Databases;
  /** Of the gateway: the documents that it trusts, and by whose signature. */
  readonly trustedDocuments: NodeJS.ProcessEnv;
}

const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

/** What every process inherits. The databases' URLs stay behind: a service knows its own, and no other's. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/(^|_)DATABASE_URL$/.test(name)));
}

const common = ({ settings }: Surroundings, app: string): NodeJS.ProcessEnv => ({
  ...inherited(),
  NODE_ENV: 'development',
  LOG_LEVEL: settings.logLevel,
  SERVICE_ROOT: join(settings.root, 'apps', app),
});

export function serviceEnvironment(surroundings: Surroundings, service: ServiceName): NodeJS.ProcessEnv {
  const { settings, ports, keys, databases } = surroundings;
  const { appUrl, ownerUrl } = databases.urls[service];
  const kit = join(settings.root, 'libs/service-kit');
  return {
    ...common(surroundings, service),
    PORT: String(ports.services[service]),
    DATABASE_URL: appUrl,
    ...(ownerUrl === undefined ? {} : { OWNER_DATABASE_URL: ownerUrl }),
    GATEWAY_PUBLIC_KEYS: JSON.stringify(publicKeys(keys.signing.gateway)),
    SERVICE_SIGNING_KEY: JSON.stringify(keys.signing[service]),
    SERVICE_PUBLIC_KEYS: JSON.stringify(publicKeys(keys.signing['gateway-feeds'], ...SERVICES.map((name) => keys.signing[name]))),
    FEED_URLS: JSON.stringify(perService((name) => localUrl(ports.services[name]))),
    PERSONAL_DATA_KEY: keys.personalData,
    CLOCK_FILE: clockFileOf(settings),
    ...(service === 'disclosure' ? { LOG_SIGNING_KEY_FILE: logKeyFileOf(settings.dataDir) } : {}),
    KIT_MIGRATIONS: join(kit, 'migrations'),
    PRELUDE: join(kit, 'src/federation/prelude.graphql'),
  };
}

export function gatewayEnvironment(surroundings: Surroundings, issuer: string): NodeJS.ProcessEnv {
  const { settings, ports, keys, supergraphKey, trustedDocuments } = surroundings;
  return {
    // a year of a city is played through the front door within minutes, by a few people
    SENSITIVE_PER_MINUTE: '1000000', COST_PER_MINUTE: '1000000000',
    ...common(surroundings, 'gateway'),
    PORT: String(ports.gateway),
    SUBGRAPH_URLS: JSON.stringify(perService((name) => localUrl(ports.services[name]))),
    GATEWAY_SIGNING_KEY: JSON.stringify(keys.signing.gateway),
    SUPERGRAPH: supergraphFileOf(settings.dataDir),
    SUPERGRAPH_KEYS: JSON.stringify(publicKeys(supergraphKey)),
    SERVICE_SIGNING_KEY: JSON.stringify(keys.signing['gateway-feeds']),
    OIDC_ISSUER: issuer,
    DEVELOPMENT_ACCOUNTS: String(settings.oidcIssuer === undefined),
    ...trustedDocuments,
    EXAMPLE_QUERIES: join(settings.root, 'docs/queries'),
  };
}
