import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { databaseUrl, provisionDatabase } from '@sortition/embedded-postgres';

export interface TestDatabaseOptions {
  /** Such as `registry`; names the roles `registry_owner` and `registry_app`. */
  readonly service: string;
  readonly migrationsDir: string;
  /** Brings an empty database up to date: the kit's `migrateDatabase`, and whatever else the service needs. */
  readonly migrate: (target: { readonly ownerUrl: string; readonly appRole: string; readonly migrationsDir: string }) => Promise<unknown>;
}

/** A migrated database of one's own on a real PostgreSQL. */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  drop(): Promise<void>;
}

// part of every service's database, whatever the service
const KIT_MIGRATIONS = fileURLToPath(new URL('../../service-kit/migrations', import.meta.url));

function migrationsHash(directories: readonly string[]): string {
  const hash = createHash('sha256');
  for (const directory of directories.filter((each) => existsSync(each))) {
    for (const file of readdirSync(directory).filter((name) => name.endsWith('.sql')).sort()) hash.update(`${file}\0`).update(readFileSync(join(directory, file))).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

function adminUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('no test PostgreSQL: say `projectTests(import.meta.url, { postgres: true })` in vitest.config.ts');
  return url;
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Made under another name and renamed at the end, so that nobody clones a template that a killed run left half migrated. */
async function makeTemplate(client: pg.Client, template: string, { service, migrationsDir, migrate }: TestDatabaseOptions): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  const { ownerUrl } = await provisionDatabase(adminUrl(), service, draft);
  await migrate({ ownerUrl, appRole: `${service}_app`, migrationsDir });
  await client.query(`alter database ${draft} with is_template true allow_connections false`);
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function ensureTemplate(options: TestDatabaseOptions): Promise<string> {
  const template = `template_${options.service}_${migrationsHash([KIT_MIGRATIONS, options.migrationsDir])}`;
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]); // released with the connection
    const known = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) await makeTemplate(client, template, options);
  });
  return template;
}

const templates = new Map<string, Promise<string>>();

/** Clones a service's migrated template; a few dozen milliseconds. Drop it, or let the cluster's end do so. */
export async function testDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const template = templates.get(options.service) ?? ensureTemplate(options);
  templates.set(options.service, template);
  const name = `test_${options.service}_${randomBytes(6).toString('hex')}`;
  const source = await template;
  await asAdmin(async (client) => {
    await client.query(`create database ${name} template ${source} owner ${options.service}_owner`);
    await client.query(`revoke connect, temporary on database ${name} from public`);
    await client.query(`grant connect, temporary on database ${name} to ${options.service}_app`);
  });
  const drop = (): Promise<void> => asAdmin(async (client) => { await client.query(`drop database if exists ${name} with (force)`); });
  return {
    name,
    ownerUrl: databaseUrl(adminUrl(), name, `${options.service}_owner`),
    appUrl: databaseUrl(adminUrl(), name, `${options.service}_app`),
    drop,
    [Symbol.asyncDispose]: drop,
  };
}
