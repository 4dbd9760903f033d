import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './operating-system.ts';
import { stopLeftBehind } from './postmaster.ts';
import { startPostgres, type PostgresServer } from './start-postgres.ts';

const PREFIX = 'sortition-postgres-';

/** What a killed test run left: a running server and its directory. The name tells whose it is, before there is any lock in it. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const launcher = /^sortition-postgres-(\d+)-/.exec(name)?.[1];
    if (launcher === undefined || isAlive(Number(launcher))) continue;
    await stopLeftBehind(join(tmpdir(), name, 'cluster/data'), 'immediate');
    rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A cluster for one test run: quick, not durable, gone when stopped. */
export async function startThrowAwayPostgres(): Promise<PostgresServer> {
  await sweep();
  const parent = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(parent, 0o711); // the server's account must be able to pass
  const server = await startPostgres({ directory: join(parent, 'cluster'), port: 20_000 + (process.pid % 10_000), durable: false, settings: { max_connections: '400' } });
  const stop = async (): Promise<void> => {
    await server.stop('immediate');
    rmSync(parent, { recursive: true, force: true });
  };
  return { ...server, stop, [Symbol.asyncDispose]: stop };
}
