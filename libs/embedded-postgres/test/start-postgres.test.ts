import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { AlreadyRunning, provisionDatabase, startPostgres, startThrowAwayPostgres, type PostgresServer } from '../src/embedded-postgres.ts';

const parents: string[] = [];
const freshDirectory = (mode = 0o711): string => {
  const parent = mkdtempSync(join(tmpdir(), 'launcher-test-'));
  chmodSync(parent, mode);
  parents.push(parent);
  return join(parent, 'cluster');
};
afterAll(() => parents.forEach((parent) => rmSync(parent, { recursive: true, force: true })));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function launchElsewhere(directory: string, port: number): Promise<{ readonly kill: () => Promise<void>; readonly launcher: number; readonly postgres: number }> {
  const child = fork(join(import.meta.dirname, 'fixture/launch.ts'), [directory, String(port)], { execArgv: ['--import', 'tsx'] });
  const [{ pid }] = await once(child, 'message');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { kill, launcher: child.pid ?? 0, postgres: pid };
}

const withRows = async (server: PostgresServer): Promise<string> => {
  const { ownerUrl } = await provisionDatabase(server.url(), 'example', 'example');
  await ask(ownerUrl, 'create table note (id int primary key)');
  await ask(ownerUrl, 'insert into note select generate_series(1, 1000)');
  return ownerUrl;
};
const rowsLeft = (ownerUrl: string) => ask(ownerUrl, 'select count(*)::int as rows from note');

describe('a durable cluster', () => {
  it('keeps its data and its URLs over a clean stop, and leaves no lock', async () => {
    const directory = freshDirectory();
    const first = await startPostgres({ directory, port: 21_400 });
    const ownerUrl = await withRows(first);
    await first.stop();
    expect(existsSync(join(directory, 'launcher.json'))).toBe(false);
    expect(isAlive(first.pid)).toBe(false);
    await using again = await startPostgres({ directory, port: 21_400 });
    expect(again.port).toBe(first.port);
    expect(await rowsLeft(ownerUrl)).toEqual([{ rows: 1_000 }]);
  });

  it('is durable, speaks UTF-8 and indexes Chinese text, whatever the caller\'s locale', async () => {
    process.env['LC_ALL'] = 'C';
    await using server = await startPostgres({ directory: freshDirectory(), port: 21_410 });
    delete process.env['LC_ALL'];
    expect(await ask(server.url(), "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding")).toEqual([{ fsync: 'on', commit: 'on', encoding: 'UTF8' }]);
    expect(await ask(server.url(), "select to_tsvector('simple', '国有 资产')::text as words")).toEqual([{ words: "'国有':1 '资产':2" }]);
    await ask(server.url(), 'create extension pg_trgm');
    expect(await ask(server.url(), "select cardinality(show_trgm('国有资产')) > 0 as has_trigrams")).toEqual([{ has_trigrams: true }]);
  });

  it('has its symlinks back, although no install script ran', async () => {
    await using server = await startPostgres({ directory: freshDirectory(), port: 21_420 });
    // ICU is one of the libraries behind a symlink
    expect(await ask(server.url(), `select 'b' < 'C' collate "zh-x-icu" as sorted`)).toEqual([{ sorted: true }]);
  });

  it('does not run as root, even when root starts it', async () => {
    await using server = await startPostgres({ directory: freshDirectory(), port: 21_430 });
    expect(server.account).not.toBe('root');
    expect(lstatSync(join(server.directory, 'data')).uid).not.toBe(0);
    expect(lstatSync(join(server.directory, 'secret')).mode & 0o077).toBe(0);
  });

  it.runIf(process.getuid?.() === 0)('moves to a place that its account can reach when the directory is private to root', async () => {
    const directory = freshDirectory(0o700);
    const server = await startPostgres({ directory, port: 21_440 });
    parents.push(server.directory);
    expect(server.directory).not.toBe(directory);
    expect(await ask(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('takes the next port when its own is taken', async () => {
    const other = createServer().listen(21_450, '127.0.0.1');
    await once(other, 'listening');
    await using server = await startPostgres({ directory: freshDirectory(), port: 21_450 });
    expect(server.port).toBe(21_451);
    other.close();
  });
});

describe('after a crash', () => {
  it('of PostgreSQL alone, the next start recovers every committed row', async () => {
    const directory = freshDirectory();
    const first = await startPostgres({ directory, port: 21_460 });
    const ownerUrl = await withRows(first);
    process.kill(first.pid, 'SIGKILL');
    await using _again = await startPostgres({ directory, port: 21_460 });
    expect(await rowsLeft(ownerUrl)).toEqual([{ rows: 1_000 }]);
  });

  it('of PostgreSQL under a launcher that watches it, it comes back on its port', async () => {
    const told: string[] = [];
    await using server = await startPostgres({ directory: freshDirectory(), port: 21_470, onRestart: (reason) => told.push(reason) });
    const ownerUrl = await withRows(server);
    const killed = server.pid;
    process.kill(killed, 'SIGKILL');
    for (let tries = 0; tries < 200 && server.pid === killed; tries += 1) await sleep(50);
    expect(await rowsLeft(ownerUrl)).toEqual([{ rows: 1_000 }]);
    expect(told).toEqual(['PostgreSQL ended with SIGKILL']);
  });

  it('of the launcher, the server that it left behind is closed and its data taken over', async () => {
    const directory = freshDirectory();
    const left = await launchElsewhere(directory, 21_480);
    await left.kill();
    expect(isAlive(left.postgres)).toBe(true);
    await using server = await startPostgres({ directory, port: 21_480 });
    expect(isAlive(left.postgres)).toBe(false);
    expect(await ask(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('of both, nothing blocks the next start, not even when the process ids are in use again', async () => {
    const directory = freshDirectory();
    const left = await launchElsewhere(directory, 21_490);
    await left.kill();
    process.kill(left.postgres, 'SIGKILL');
    writeFileSync(join(directory, 'launcher.json'), JSON.stringify({ pid: process.ppid, born: 'another time' }));
    const pidFile = join(directory, 'data/postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(String(left.postgres), String(process.ppid)));
    await using server = await startPostgres({ directory, port: 21_490 });
    expect(isAlive(process.ppid)).toBe(true);
    expect(await ask(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('in the middle of making the cluster, the half-made one is thrown away', async () => {
    const directory = freshDirectory();
    const made = await startPostgres({ directory, port: 21_500 });
    await made.stop();
    rmSync(join(directory, 'data/PG_VERSION'));
    await using server = await startPostgres({ directory, port: 21_500 });
    expect(await ask(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('two launchers', () => {
  it('cannot share a directory: the second is refused and the first goes on', async () => {
    const directory = freshDirectory();
    const first = await launchElsewhere(directory, 21_510);
    await expect(startPostgres({ directory, port: 21_511 })).rejects.toThrow(AlreadyRunning);
    await expect(startPostgres({ directory, port: 21_511 })).rejects.toThrow(`process ${first.launcher}`);
    expect(isAlive(first.postgres)).toBe(true);
    await first.kill();
    await (await startPostgres({ directory, port: 21_510 })).stop();
  });
});

describe('roles', () => {
  it('of one service cannot open the database of another, and the app role cannot change the schema', async () => {
    await using server = await startThrowAwayPostgres();
    const [mine, theirs] = [await provisionDatabase(server.url(), 'mine', 'mine'), await provisionDatabase(server.url(), 'theirs', 'theirs')];
    await expect(ask(mine.appUrl.replace(/mine$/, 'theirs'), 'select 1')).rejects.toThrow('permission denied for database');
    await expect(ask(mine.ownerUrl.replace(/mine$/, 'theirs'), 'select 1')).rejects.toThrow('permission denied for database');
    await expect(ask(theirs.appUrl, 'create table note (id int)')).rejects.toThrow('permission denied');
    await expect(ask(theirs.appUrl, 'create schema notes')).rejects.toThrow('permission denied');
    await ask(theirs.ownerUrl, 'create table note (id int)');
  });

  it('are the same however often a database is provisioned', async () => {
    await using server = await startThrowAwayPostgres();
    const first = await provisionDatabase(server.url(), 'mine', 'mine');
    expect(await provisionDatabase(server.url(), 'mine', 'mine')).toEqual(first);
    expect(await ask(first.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a throw-away cluster', () => {
  it('is gone when stopped', async () => {
    const server = await startThrowAwayPostgres();
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    expect(existsSync(server.directory)).toBe(false);
  });
});
