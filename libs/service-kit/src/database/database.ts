import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

export type Pool = NodePgDatabase;

/** A pool of several connections, of which a read takes one. */
export type ConnectionPool = Pool & { readonly $client: pg.Pool };

/** What a store takes. The pool does not fit: a store cannot step outside of its caller's transaction. */
export type Tx = Parameters<Parameters<Pool['transaction']>[0]>[0];

export interface Database {
  readonly write: ConnectionPool;
  readonly read: ConnectionPool;
  readonly writePool: pg.Pool;
  close(): Promise<void>;
}

const DURABLE = { fsync: 'on', full_page_writes: 'on' } as const;

export async function openDatabase(options: { readonly url: string; readonly readUrl?: string | undefined; readonly applicationName: string; readonly poolSize?: number }): Promise<Database> {
  const open = (connectionString: string): pg.Pool => {
    const pool = new pg.Pool({ connectionString, max: options.poolSize ?? 10, application_name: options.applicationName, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 });
    pool.on('error', () => undefined); // a lost idle connection is replaced by the pool; the next query reports what matters
    pool.on('connect', (client) => { client.on('error', () => undefined); });
    return pool;
  };
  const writePool = open(options.url);
  const readPool = options.readUrl === undefined ? writePool : open(options.readUrl);
  return {
    write: drizzle({ client: writePool }),
    read: drizzle({ client: readPool }),
    writePool,
    close: async () => {
      await writePool.end();
      if (readPool !== writePool) await readPool.end();
    },
  };
}

/** An acknowledged draw must survive a power cut; kill -9 cannot show that fsync is off, so ask. */
export async function unsafeSettings(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; setting: string }>("select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')");
  return rows
    .filter(({ name, setting }) => (name === 'synchronous_commit' ? setting === 'off' : setting !== DURABLE[name === 'fsync' ? 'fsync' : 'full_page_writes']))
    .map(({ name, setting }) => `${name}=${setting}`);
}
