import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;
// one package, which lies in the fixture itself: nothing is downloaded
const writeLock = (version: string): void => {
  const manifest = { name: 'fixture', version, dependencies: { part: 'file:part' } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({
    name: 'fixture', version, lockfileVersion: 3, requires: true,
    packages: { '': manifest, 'node_modules/part': { resolved: 'part', link: true }, part: { version: '1.0.0' } },
  }));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  mkdirSync(join(root, 'part'));
  writeFileSync(join(root, 'part/package.json'), JSON.stringify({ name: 'part', version: '1.0.0' }));
  writeLock('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true }));

const module = pathToFileURL(join(import.meta.dirname, '../install.mjs')).href;

/** What one start says while it makes sure that everything is installed. */
async function startOne(): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `const { install } = await import(${JSON.stringify(module)}); await install(${JSON.stringify(root)});`], { cwd: root });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return said;
}

const isInstalled = (): boolean => existsSync(join(root, 'node_modules/.sortition-installed'));

test('installs once, and again only when the lock says something else', async () => {
  expect(await startOne()).toContain('Installing');
  expect(isInstalled()).toBe(true);
  expect(await startOne()).toBe('');
  writeLock('1.0.1');
  expect(await startOne()).toContain('Installing');
});

test('of two starts at once one installs, and the other waits for it', async () => {
  const said = await Promise.all([startOne(), startOne(), startOne()]);
  expect(said.filter((text) => text.includes('Installing'))).toHaveLength(1);
  expect(isInstalled()).toBe(true);
  expect(existsSync(join(root, '.install-lock'))).toBe(false);
});

test('the lock of a start that was killed does not block the next', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  writeFileSync(join(root, '.install-lock'), String(dead.pid));
  expect(await startOne()).toContain('Installing');
});
