import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openKeys, type PlatformKeys } from '@sortition/tool-dev/keys';
import { startPlatform, type Platform } from '@sortition/tool-dev/platform';
import { SERVICES } from '@sortition/tool-dev/services';
import { readSettings } from '@sortition/tool-dev/settings';
import { ANONYMOUS, IDENTITY_HEADER, signIdentity } from '@sortition/service-kit/identity';
import { familyOf } from './process-cost.ts';

export interface CityOptions {
  readonly root: string;
  readonly size: number;
  readonly seed: string;
  readonly port: number;
  readonly say: (message: string) => void;
}

/** The real services with the seeded city, its year told. */
export interface CityPlatform extends AsyncDisposable {
  readonly dataDir: string;
  readonly keys: PlatformKeys;
  readonly gatewayUrl: string;
  readonly issuerUrl: string;
  readonly registryUrl: string;
  /** URL of every subgraph by its name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Processes of every service, and of PostgreSQL with all its connections, as they are at this moment. */
  readonly parts: () => Readonly<Record<string, readonly number[]>>;
}

/** A machine that is busy must not keep the city from being asked what there is. */
const PATIENCE = { SUBGRAPH_QUERY_MS: '60000', OPERATION_MS: '60000' };

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** What decides which data a city has: how it is told, the shape of the tables, its size and its seed. How it is read may change. */
function cityHash({ root, size, seed }: CityOptions): string {
  const hash = createHash('sha256').update(`${size} ${seed}`);
  const folders = [...SERVICES.map((service) => `apps/${service}/migrations`), 'libs/service-kit/migrations', 'tools/dev/src/city', 'tools/dev/src/play'];
  for (const file of folders.flatMap((folder) => filesBelow(join(root, folder)))) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

/** Starts the services on a city that is kept from run to run; the first of a kind takes minutes, because its year is played. */
export async function startCity(options: CityOptions): Promise<CityPlatform> {
  const { root, size, seed, port, say } = options;
  const dataDir = join(root, '.data/bench', cityHash(options));
  const settings = readSettings({ PORT: String(port), DATA_DIR: dataDir, CITY_SIZE: String(size), CITY_SEED: seed, LOG_LEVEL: 'warn' }, root);
  const platform = await startPlatform({ settings, say, extraEnvironment: (app) => (app === 'gateway' ? PATIENCE : {}) });
  try {
    await platform.city?.year;
    const { issuer, databases, processes } = platform;
    if (issuer === undefined) throw new Error('the city has no issuer');
    return {
      dataDir,
      keys: await openKeys(dataDir, undefined),
      gatewayUrl: platform.url,
      issuerUrl: issuer.url,
      registryUrl: databases.registry.ownerUrl ?? databases.registry.appUrl,
      subgraphs: Object.fromEntries(SERVICES.map((service) => [service, `${processes.get(service)?.url ?? ''}/graphql`])),
      parts: () => partsOf(platform),
      [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
    };
  } catch (error) {
    await platform[Symbol.asyncDispose]();
    throw error;
  }
}

function partsOf({ processes, postgresPid }: Platform): Record<string, number[]> {
  const postgres = postgresPid();
  const services = SERVICES.map((service): [string, number[]] => [service, [processes.get(service)?.pid ?? 0]]);
  return Object.fromEntries([...services, ['postgresql', postgres === undefined ? [] : familyOf(postgres)]]);
}

/** The schemas that the subgraphs show of themselves: some peers compose them instead of reading a supergraph. */
export async function subgraphSchemas({ subgraphs, keys }: CityPlatform): Promise<Record<string, string>> {
  const body = JSON.stringify({ query: '{ _service { sdl } }' });
  const told = await Promise.all(Object.entries(subgraphs).map(async ([name, url]) => {
    const headers = { 'content-type': 'application/json', [IDENTITY_HEADER]: await signIdentity(ANONYMOUS, keys.signing.gateway, name, Buffer.from(body)) };
    const { data }: { readonly data: { readonly _service: { readonly sdl: string } } } = JSON.parse(await (await fetch(url, { method: 'POST', headers, body })).text());
    return [name, data._service.sdl] as const;
  }));
  return Object.fromEntries(told);
}
