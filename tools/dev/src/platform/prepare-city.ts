import pg from 'pg';
import { provisionDatabase } from '@sortition/embedded-postgres';
import type { Account } from '../issuer/accounts.ts';
import { databaseName, type Databases } from './databases.ts';
import { SERVICES } from './services.ts';
import { clockFileOf, type Settings } from './settings.ts';

/** What is running by the time that the city moves in. */
export interface RunningServices {
  readonly gatewayUrl: string;
  /** Undefined when the tokens are somebody else's to give. */
  readonly tokenFor: ((account: Account) => Promise<string>) | undefined;
  readonly say: (message: string) => void;
}

/** The seeded city that a first start has yet to load. */
export interface City {
  load(running: RunningServices): Promise<void>;
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type CityState = 'ABSENT' | 'HALF_LOADED' | 'LOADED';

async function stateOf(client: pg.Client): Promise<CityState> {
  await client.query('create schema if not exists development');
  await client.query('create table if not exists development.city (size bigint not null, seed text not null, begun_at timestamptz not null default now(), loaded_at timestamptz)');
  const { rows } = await client.query<{ loaded: boolean }>('select loaded_at is not null as loaded from development.city');
  const [city] = rows;
  return city === undefined ? 'ABSENT' : city.loaded ? 'LOADED' : 'HALF_LOADED';
}

/** A first start that was killed while loading has nothing in it that anybody made: its databases begin anew. */
async function beginAnew({ external }: Settings, { server }: Databases): Promise<void> {
  if (server === undefined || SERVICES.some((service) => external[service] !== undefined)) throw new Error('the city was only half loaded into the databases named by *_DATABASE_URL: empty them, or start with CITY_SIZE=0');
  for (const service of SERVICES) {
    await asOwner(server.url(), (client) => client.query(`drop database if exists ${databaseName(service)} with (force)`));
    await provisionDatabase(server.url(), service, databaseName(service));
  }
}

/** Decides, before any service runs, whether this is a first start; undefined when there is nothing to load. */
export async function prepareCity(settings: Settings, databases: Databases): Promise<City | undefined> {
  const { ownerUrl } = databases.urls.registry;
  const mayLoad = SERVICES.every((service) => databases.urls[service].ownerUrl !== undefined);
  if (settings.citySize === 0 || ownerUrl === undefined || !mayLoad) return undefined;
  const state = await asOwner(ownerUrl, stateOf);
  if (state === 'LOADED') return undefined;
  if (state === 'HALF_LOADED') await beginAnew(settings, databases);

  return {
    load: ({ gatewayUrl, tokenFor, say }) => asOwner(ownerUrl, async (client) => {
      const { citySize: size, citySeed: seed } = settings;
      await stateOf(client);
      await client.query('insert into development.city (size, seed) values ($1, $2)', [size, seed]);
      say(`first start: loading a synthetic city of ${size.toLocaleString('en')} objects 首次启动：正在载入模拟城市`);
      const { loadCity } = await import('../city/load-city.ts'); // needed once in the life of an installation
      await loadCity({ databases: databases.urls, gatewayUrl, tokenFor, clockFile: clockFileOf(settings), size, seed, onProgress: say });
      await client.query('update development.city set loaded_at = now()');
    }),
  };
}
