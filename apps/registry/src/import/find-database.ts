import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { databaseUrl, provisionDatabase, startPostgres } from '@sortition/embedded-postgres';
import { migrateDatabase } from '@sortition/service-kit';

export interface FoundDatabase extends AsyncDisposable {
  /** As the registry's app role. */
  readonly url: string;
  readonly personalDataKey: string | undefined;
}

const DATABASE = 'sortition_registry';

/** The database that was named, or that of the platform below the data directory, whether it is running or not. */
export async function findDatabase(named: string | undefined, dataDir: string, migrationsDir: string): Promise<FoundDatabase> {
  const keys = join(dataDir, 'keys.json');
  const kept: { readonly personalData?: string } = existsSync(keys) ? JSON.parse(readFileSync(keys, 'utf8')) : {};
  const personalDataKey = process.env['PERSONAL_DATA_KEY'] ?? kept.personalData;
  if (named !== undefined) return { url: named, personalDataKey, [Symbol.asyncDispose]: async () => undefined };
  const directory = join(dataDir, 'postgres');
  const running = runningServer(directory);
  if (running !== undefined) return { url: databaseUrl(running, DATABASE, 'registry_app'), personalDataKey, [Symbol.asyncDispose]: async () => undefined };
  const server = await startPostgres({ directory, port: 5_499 });
  const { ownerUrl, appUrl } = await provisionDatabase(server.url(), 'registry', DATABASE);
  await migrateDatabase({ ownerUrl, appRole: 'registry_app', migrationsDir });
  return { url: appUrl, personalDataKey, [Symbol.asyncDispose]: () => server.stop() };
}

/** The superuser's URL of the platform's server, when it runs. */
function runningServer(wanted: string): string | undefined {
  const elsewhere = join(existsSync('/var/lib') ? '/var/lib' : tmpdir(), 'sortition', createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 16));
  for (const directory of [wanted, elsewhere]) {
    const pidFile = join(directory, 'data/postmaster.pid');
    if (!existsSync(pidFile)) continue;
    const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
    if (isAlive(Number(pid))) return `postgres://postgres:${readFileSync(join(directory, 'secret'), 'utf8').trim()}@127.0.0.1:${port}/postgres`;
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
