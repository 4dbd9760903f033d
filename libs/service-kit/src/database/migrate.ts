import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const LOCK = 7_274_001;
const FILE_NAME = /^\d{14}_[a-z0-9-]+\.sql$/;

interface Migration {
  readonly scope: string;
  readonly name: string;
  readonly body: string;
  readonly sha256: string;
}

function readMigrations(scope: string, directory: string): Migration[] {
  return readdirSync(directory).filter((name) => name.endsWith('.sql')).sort().map((name) => {
    if (!FILE_NAME.test(name)) throw new Error(`migration ${name}: the name must be YYYYMMDDhhmmss_what-it-does.sql`);
    const body = readFileSync(join(directory, name), 'utf8');
    return { scope, name, body, sha256: createHash('sha256').update(body).digest('hex') };
  });
}

/** What is still to be applied; refuses an edited, vanished or back-dated file rather than guessing. */
function pendingOf(files: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(files.map(({ name }) => name));
  for (const name of applied.keys()) if (!known.has(name)) throw new Error(`migration ${name} was applied but its file is gone`);
  const last = [...applied.keys()].sort().at(-1) ?? '';
  return files.filter(({ name, sha256 }) => {
    const before = applied.get(name);
    if (before !== undefined && before !== sha256) throw new Error(`migration ${name} was changed after it had been applied`);
    if (before === undefined && name < last) throw new Error(`migration ${name} is dated before ${last}, which is already applied`);
    return before === undefined;
  });
}

async function apply(client: pg.Client, { scope, name, body, sha256 }: Migration): Promise<void> {
  const record = { text: 'insert into kit.schema_migration (scope, name, sha256) values ($1, $2, $3)', values: [scope, name, sha256] };
  if (body.startsWith('-- no-transaction')) {
    for (const statement of body.split('--> statement-breakpoint')) await client.query(statement);
    await client.query(record);
    return;
  }
  await client.query('begin');
  try {
    await client.query(body);
    await client.query(record);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const kitMigrations = (): string => process.env['KIT_MIGRATIONS'] ?? join(dirname(fileURLToPath(import.meta.url)), '../../migrations');

/**
 * Brings a service's database up to date: the kit's part first, then the service's. One process at a time, in the order of the
 * names, each file once and unchanged. Returns the names that were applied now.
 */
export async function migrateDatabase(options: { readonly ownerUrl: string; readonly appRole: string; readonly migrationsDir: string }): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create schema if not exists kit');
    await client.query('create table if not exists kit.schema_migration (scope text not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(), primary key (scope, name))');
    const done: string[] = [];
    for (const [scope, directory] of [['kit', kitMigrations()], ['service', options.migrationsDir]] as const) {
      const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from kit.schema_migration where scope = $1', [scope]);
      for (const migration of pendingOf(readMigrations(scope, directory), new Map(rows.map(({ name, sha256 }) => [name, sha256])))) {
        await apply(client, migration);
        done.push(migration.name);
      }
    }
    await grantKit(client, options.appRole);
    return done;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await client.end();
  }
}

/** Events and audit entries are for ever: the app role may add and read them, and nothing else. */
async function grantKit(client: pg.Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole);
  await client.query(`grant usage on schema kit to ${role};
    grant select, insert on kit.event, kit.audit_entry to ${role};
    grant select, insert, update on kit.consumer_cursor, kit.idempotency to ${role};
    grant select, update on kit.audit_head to ${role};
    grant select on kit.schema_migration to ${role}`);
}

/** For a service that may not migrate: is its database at the version that the code expects? */
export async function missingMigrations(pool: pg.Pool, migrationsDir: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>("select name from kit.schema_migration where scope = 'service'");
  const applied = new Set(rows.map(({ name }) => name));
  return readMigrations('service', migrationsDir).map(({ name }) => name).filter((name) => !applied.has(name));
}
