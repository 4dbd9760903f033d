import { createHmac } from 'node:crypto';
import pg from 'pg';

export interface ProvisionedDatabase {
  /** May change the schema. */
  readonly ownerUrl: string;
  /** May not. */
  readonly appUrl: string;
}

/** Roles' passwords follow from the superuser's, which is random per cluster: nothing more has to be kept. */
export function rolePassword(adminUrl: string, role: string): string {
  return createHmac('sha256', decodeURIComponent(new URL(adminUrl).password)).update(role).digest('base64url');
}

/** The same server and another database or role. */
export function databaseUrl(adminUrl: string, database: string, role?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role;
    url.password = rolePassword(adminUrl, role);
  }
  return url.toString();
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = known.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${client.escapeIdentifier(role)} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(password)}`);
}

/**
 * A service's database with its two roles: `<service>_owner` owns it and migrates it, `<service>_app` works in it and
 * has no right to change the schema. No other role may even connect. Repeating it changes nothing.
 */
export async function provisionDatabase(adminUrl: string, service: string, database: string): Promise<ProvisionedDatabase> {
  const [owner, app] = [`${service}_owner`, `${service}_app`];
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', ['sortition roles']); // two clients creating one role collide
    for (const role of [owner, app]) await ensureRole(client, role, rolePassword(adminUrl, role));
    await client.query('select pg_advisory_unlock(hashtext($1))', ['sortition roles']);
    const known = await client.query('select 1 from pg_database where datname = $1', [database]);
    const name = client.escapeIdentifier(database);
    if (known.rowCount === 0) await client.query(`create database ${name} owner ${client.escapeIdentifier(owner)}`);
    await client.query(`revoke connect, temporary on database ${name} from public`);
    await client.query(`grant connect, temporary on database ${name} to ${client.escapeIdentifier(app)}`);
  } finally {
    await client.end();
  }
  return { ownerUrl: databaseUrl(adminUrl, database, owner), appUrl: databaseUrl(adminUrl, database, app) };
}
