import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { startPlatform, type Platform } from '../src/platform/platform.ts';
import { SERVICES } from '../src/platform/services.ts';
import { fixtureSettings, makeFixtureRoot } from './fixture-root.ts';

const roots: string[] = [];
const freshRoot = (): string => {
  const root = makeFixtureRoot();
  roots.push(root);
  return root;
};
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })));

const start = (root: string, port: number, env: Readonly<Record<string, string>> = {}, say: (message: string) => void = () => undefined): Promise<Platform> =>
  startPlatform({ settings: fixtureSettings(root, port, env), say });

const ask = async (url: string, path: string): Promise<Record<string, string>> => {
  const answer: Record<string, string> = JSON.parse(await (await fetch(new URL(path, url))).text());
  return answer;
};

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe('a running platform', () => {
  it('gives each service its own database as a role without DDL, the keys it needs, and nobody else\'s database', async () => {
    await using platform = await start(freshRoot(), 21_100);
    for (const service of SERVICES) {
      const url = platform.processes.get(service)?.url ?? '';
      expect(await ask(url, '/db')).toEqual({ role: `${service}_app`, database: `sortition_${service}`, fsync: 'on' });
      const env = await ask(url, '/env');
      expect(Object.keys(env).filter((name) => name.endsWith('DATABASE_URL')).toSorted()).toEqual(['DATABASE_URL', 'OWNER_DATABASE_URL']);
      expect(JSON.parse(env['SERVICE_SIGNING_KEY'] ?? '')).toMatchObject({ kid: service, d: expect.any(String) });
      expect(env['GATEWAY_PUBLIC_KEYS']).not.toContain('"d"');
      expect(JSON.parse(env['FEED_URLS'] ?? '')).toHaveProperty(service, url);
      expect(env['LOG_SIGNING_KEY_FILE'] !== undefined).toBe(service === 'disclosure');
    }
    expect(await ask(platform.url, '/env')).not.toHaveProperty('DATABASE_URL');
  });

  it('starts a service that died again, on the address that the others know', async () => {
    const said: string[] = [];
    await using platform = await start(freshRoot(), 21_120, {}, (message) => said.push(message));
    const planning = platform.processes.get('planning');
    const [pid, url] = [planning?.pid ?? 0, planning?.url ?? ''];
    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => ask(url, '/db'))).toHaveProperty('role', 'planning_app');
    expect(platform.processes.get('planning')?.pid).not.toBe(pid);
    expect(said).toContainEqual(expect.stringContaining('planning ended with SIGKILL'));
  });

  it('starts a PostgreSQL that was killed again, behind the same URL', async () => {
    await using platform = await start(freshRoot(), 21_140);
    const pid = platform.postgresPid() ?? 0;
    process.kill(pid, 'SIGKILL');
    const url = platform.processes.get('sampling')?.url ?? '';
    await eventually(async () => expect(platform.postgresPid()).not.toBe(pid));
    expect(await eventually(() => ask(url, '/db'))).toHaveProperty('database', 'sortition_sampling');
  });
});

describe('starting', () => {
  it('says which port is taken when it is the one that people were told', async () => {
    const other = createServer().listen(21_160, '127.0.0.1');
    await once(other, 'listening');
    await expect(start(freshRoot(), 21_160)).rejects.toThrow('port 21160 is taken');
    other.close();
  });

  it('steps aside when an inner port is taken', async () => {
    const other = createServer().listen(21_182, '127.0.0.1');
    await once(other, 'listening');
    await using platform = await start(freshRoot(), 21_180);
    expect(platform.processes.get('registry')?.url).toBe('http://127.0.0.1:21181');
    expect(platform.processes.get('planning')?.url).toBe('http://127.0.0.1:21183');
    other.close();
  });

  it('refuses a second start on the same data, and leaves the first alone', async () => {
    const root = freshRoot();
    const first = fork(join(import.meta.dirname, 'fixture/start-fixture.ts'), [root], { execArgv: ['--import', 'tsx'], env: { ...process.env, PORT: '21200', DATA_DIR: join(root, '.data'), CITY_SIZE: '0' } });
    const [{ url }] = await once(first, 'message');
    await expect(start(root, 21_220)).rejects.toThrow(`already running as process ${first.pid}`);
    expect(await ask(url, '/env')).toHaveProperty('PORT', '21200');
    first.kill('SIGTERM');
    await once(first, 'exit');
  });

  it('ends a start that is interrupted on the way and leaves nothing behind', async () => {
    const stopping = new AbortController();
    const root = freshRoot();
    const starting = startPlatform({ settings: fixtureSettings(root, 21_240), signal: stopping.signal, say: (message) => message.startsWith('PostgreSQL') && stopping.abort() });
    await expect(starting).rejects.toThrow();
    await using again = await start(root, 21_240);
    expect(await ask(again.url, '/env')).toHaveProperty('PORT', '21240');
  });
});

it('after kill -9 of the whole start, the services go by themselves and the next start takes over the data', async () => {
  const root = freshRoot();
  const first = fork(join(import.meta.dirname, 'fixture/start-fixture.ts'), [root], { execArgv: ['--import', 'tsx'], env: { ...process.env, PORT: '21260', DATA_DIR: join(root, '.data'), CITY_SIZE: '0' } });
  const [{ processes, postgres }] = await once(first, 'message');
  first.kill('SIGKILL');
  await eventually(async () => expect(processes.every(isGone)).toBe(true));
  expect(isGone(postgres)).toBe(false);
  await using platform = await start(root, 21_260);
  expect(isGone(postgres)).toBe(true);
  expect(await ask(platform.processes.get('registry')?.url ?? '', '/db')).toHaveProperty('role', 'registry_app');
});
