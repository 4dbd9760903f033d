import { rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PostgresServer } from '@sortition/embedded-postgres';
import { openDatabases, type Databases } from '../src/platform/databases.ts';
import { prepareCity } from '../src/platform/prepare-city.ts';
import type { Settings } from '../src/platform/settings.ts';
import { fixtureSettings, makeFixtureRoot } from './fixture-root.ts';

const root = makeFixtureRoot();
const withCity: Settings = fixtureSettings(root, 21_700, { CITY_SIZE: '100' });
const ports = { gateway: 21_700, services: { registry: 0, planning: 0, sampling: 0, inspection: 0, disclosure: 0 }, issuer: 0, postgres: 21_701 };
let databases: Databases;
let server: PostgresServer | undefined;

beforeAll(async () => {
  databases = await openDatabases(withCity, ports, () => undefined);
  server = databases.server;
});
afterAll(async () => {
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function inRegistry<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: databases.urls.registry.ownerUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const noteIsThere = async () => (await inRegistry<{ there: boolean }>(`select to_regclass('note') is not null as there`))[0]?.there;

describe('a start', () => {
  beforeEach(async () => {
    await inRegistry('drop schema if exists development cascade; create table if not exists note (id int)');
  });

  it('is a first one when no city was ever loaded', async () => {
    expect(await prepareCity(withCity, databases)).toHaveProperty('load');
    expect(await noteIsThere()).toBe(true);
  });

  it('is not when the city is there, and when none is wanted', async () => {
    expect(await prepareCity(fixtureSettings(root, 21_700), databases)).toBeUndefined();
    await prepareCity(withCity, databases);
    await inRegistry(`insert into development.city (size, seed, loaded_at) values (100, 'x', now())`);
    expect(await prepareCity(withCity, databases)).toBeUndefined();
  });

  it('goes on with a city that was not told to its end, and loses nothing of it', async () => {
    await prepareCity(withCity, databases);
    await inRegistry(`insert into development.city (size, seed) values (100, 'x')`);
    expect(await prepareCity(withCity, databases)).toHaveProperty('load');
    expect(await noteIsThere()).toBe(true);
  });

  it('loads no city where the tokens are somebody else\'s to give', async () => {
    const city = await prepareCity(withCity, databases);
    const said: string[] = [];
    expect(await city?.load({ gatewayUrl: 'http://127.0.0.1:1', tokenFor: undefined, say: (message) => said.push(message), signal: new AbortController().signal })).toBeUndefined();
    expect(said).toEqual([expect.stringContaining('OIDC_ISSUER')]);
  });
});
