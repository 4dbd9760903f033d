import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { initCluster, type Cluster } from './init-cluster.ts';
import { releaseLauncherLock, takeLauncherLock } from './launcher-lock.ts';
import { findBinaries } from './native-binaries.ts';
import { startPostmaster, stopLeftBehind, stopPostmaster } from './postmaster.ts';
import { chooseRunAccount, mayReach } from './run-account.ts';

export interface PostgresOptions {
  /** Holds the cluster, its log and its secret; moved below /var/lib when the server's account cannot reach it. */
  readonly directory: string;
  /** Taken if free, else the next free one. Keep it below 32768, where outgoing connections take theirs. */
  readonly port: number;
  /** False only for data that may be lost: a throw-away cluster of tests. */
  readonly durable?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** When given, a server that dies is started again on its port, and this is told. */
  readonly onRestart?: (reason: string) => void;
}

export interface PostgresServer extends AsyncDisposable {
  readonly version: string;
  /** The operating system's account that runs it. */
  readonly account: string;
  readonly directory: string;
  readonly port: number;
  /** Of the postmaster that runs now. */
  readonly pid: number;
  /** As superuser. */
  url(database?: string): string;
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
};
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' };

function secretOf(directory: string): string {
  const file = join(directory, 'secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

function openCluster(wanted: string, durable: boolean): Cluster {
  const account = chooseRunAccount(wanted);
  const elsewhere = join(existsSync('/var/lib') ? '/var/lib' : tmpdir(), 'sortition', createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  const directory = mayReach(account, dirname(wanted)) ? wanted : elsewhere;
  mkdirSync(directory, { recursive: true });
  takeLauncherLock(directory);
  try {
    const cluster = { directory, data: join(directory, 'data'), account, binaries: findBinaries(account, directory), password: secretOf(directory) };
    initCluster(cluster, durable);
    return cluster;
  } catch (error) {
    releaseLauncherLock(directory);
    throw error;
  }
}

/** Starts a real PostgreSQL from npm on the loopback interface, whatever state an earlier run left its directory in. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const durable = options.durable ?? true;
  const cluster = openCluster(resolve(options.directory), durable);
  const settings = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE), ...options.settings };
  try {
    await stopLeftBehind(cluster.data, durable ? 'fast' : 'immediate');
    const first = await startPostmaster(cluster, { port: options.port, fixed: false }, settings);
    const { port } = first;
    let { child } = first;
    let stopping: Promise<void> | undefined;

    const watch = (): void => {
      child.unref();
      child.once('exit', (code, signal) => {
        if (stopping !== undefined || options.onRestart === undefined) return;
        options.onRestart(`PostgreSQL ended with ${code ?? signal}`);
        startPostmaster(cluster, { port, fixed: true }, settings).then(
          (again) => {
            child = again.child;
            watch();
            if (stopping !== undefined) void stopPostmaster(again.child.pid ?? 0, 'fast');
          },
          (error: unknown) => options.onRestart?.(error instanceof Error ? error.message : String(error)),
        );
      });
    };
    watch();

    const stop = async (mode: 'fast' | 'immediate'): Promise<void> => {
      await stopPostmaster(child.pid ?? 0, mode);
      releaseLauncherLock(cluster.directory);
    };
    return {
      version: cluster.binaries.version,
      account: cluster.account.name,
      directory: cluster.directory,
      port,
      get pid() { return child.pid ?? 0; },
      url: (database = 'postgres') => `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${database}`,
      stop: (mode = 'fast') => (stopping ??= stop(mode)),
      [Symbol.asyncDispose]: () => (stopping ??= stop('fast')),
    };
  } catch (error) {
    releaseLauncherLock(cluster.directory);
    throw error;
  }
}
