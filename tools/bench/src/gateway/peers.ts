import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs exactly what the peers' own lock says, without any install script, when that is not what is there. */
export function installPeers(folder: string, say: (message: string) => void): void {
  const wanted = `${createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex')} ${process.platform}-${process.arch}`;
  const stamp = join(folder, 'node_modules/.sortition-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing the peers');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('the peers could not be installed');
  writeFileSync(stamp, wanted);
}

const PACKAGES = ['@apollo/gateway', '@apollo/server', '@graphql-hive/gateway-runtime', '@graphql-hive/router-runtime', 'graphql', 'mercurius/node_modules/mercurius', 'mercurius/node_modules/@mercuriusjs/gateway', 'mercurius/node_modules/graphql'];

/** Of everything that is measured, as it is installed. */
export function versionsOf(folder: string): Record<string, string> {
  const installed = PACKAGES.map((name): [string, string] => {
    const file = join(folder, name.includes('node_modules') ? name : `node_modules/${name}`, 'package.json');
    const { version }: { readonly version?: string } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    return [name.replace('/node_modules', ''), version ?? 'not installed'];
  });
  return Object.fromEntries([['node', process.versions.node], ...installed]);
}
