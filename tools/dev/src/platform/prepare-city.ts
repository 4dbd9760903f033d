import pg from 'pg';
import type { Account } from '../issuer/accounts.ts';
import type { Databases } from './databases.ts';
import { SERVICES } from './services.ts';
import { clockFileOf, type Settings } from './settings.ts';

type TokenFor = (account: Account) => Promise<string>;

/** What is running by the time that the city moves in. */
export interface RunningServices {
  readonly gatewayUrl: string;
  /** Undefined when the tokens are somebody else's to give. */
  readonly tokenFor: TokenFor | undefined;
  readonly say: (message: string) => void;
  /** Ends the loading and the play when everything is being stopped. */
  readonly signal: AbortSignal;
}

/** The seeded city that is yet to be loaded, or was not told to its end. */
export interface City {
  /** Resolves when the city can be asked; its year is played on meanwhile. */
  load(running: RunningServices): Promise<PlayingCity | undefined>;
}

export interface PlayingCity {
  /** Resolves when the year is told, or cannot go on. */
  readonly year: Promise<void>;
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

interface CityRow {
  readonly size: number;
  readonly seed: string;
  readonly loaded: boolean;
}

async function recordedCity(client: pg.Client): Promise<CityRow | undefined> {
  await client.query('create schema if not exists development');
  await client.query('create table if not exists development.city (size bigint not null, seed text not null, begun_at timestamptz not null default now(), loaded_at timestamptz)');
  const { rows } = await client.query<CityRow>('select size::int as size, seed, loaded_at is not null as loaded from development.city');
  return rows[0];
}

async function playOn(ownerUrl: string, recorded: CityRow, settings: Settings, { databases, tokenFor, gatewayUrl, say, signal }: RunningServices & { readonly databases: Databases; readonly tokenFor: TokenFor }): Promise<PlayingCity> {
  const { loadCity } = await import('../city/load-city.ts'); // needed once in the life of an installation
  const { size, seed } = recorded;
  const city = await loadCity({ databases: databases.urls, gatewayUrl, tokenFor, clockFile: clockFileOf(settings), size, seed, onProgress: say, signal });
  const year = city.playOn().then(async () => {
    if (signal.aborted) return;
    await asOwner(ownerUrl, (client) => client.query('update development.city set loaded_at = now()'));
    say('the year of the city is told 城市的一年已载入');
  }).catch((error: unknown) => {
    if (!signal.aborted) say(`the year of the city stopped; the next start goes on with it. ${error instanceof Error ? error.message : String(error)}`);
  });
  return { year };
}

/** Decides, before any service runs, whether there is a city to load, or one to go on with; undefined when there is not. */
export async function prepareCity(settings: Settings, databases: Databases): Promise<City | undefined> {
  const { ownerUrl } = databases.urls.registry;
  const mayLoad = SERVICES.every((service) => databases.urls[service].ownerUrl !== undefined);
  if (settings.citySize === 0 || ownerUrl === undefined || !mayLoad) return undefined;
  const recorded = await asOwner(ownerUrl, recordedCity);
  if (recorded?.loaded === true) return undefined;

  return {
    load: async (running) => {
      const { tokenFor, say } = running;
      if (tokenFor === undefined) {
        say('no city is loaded: its people would need tokens of the issuer that OIDC_ISSUER names');
        return undefined;
      }
      const { citySize: size, citySeed: seed } = settings;
      if (recorded === undefined) await asOwner(ownerUrl, (client) => client.query('insert into development.city (size, seed) values ($1, $2)', [size, seed]));
      say(recorded === undefined
        ? `first start: loading a synthetic city of ${size.toLocaleString('en')} objects 首次启动：正在载入模拟城市`
        : `going on with the city of ${recorded.size.toLocaleString('en')} objects 继续载入模拟城市`);
      return playOn(ownerUrl, recorded ?? { size, seed, loaded: false }, settings, { ...running, databases, tokenFor });
    },
  };
}
