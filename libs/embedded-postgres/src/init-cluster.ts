import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeBinaries } from './native-binaries.ts';
import type { RunAccount } from './run-account.ts';

export interface Cluster {
  readonly directory: string;
  readonly data: string;
  readonly account: RunAccount;
  readonly binaries: NativeBinaries;
  readonly password: string;
}

const CTYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8', 'zh_CN.UTF-8', 'zh_CN.utf8'];

/** A UTF-8 character type that this system has. Under plain C, pg_trgm finds no trigram in Chinese text. */
function utf8Ctype(): string | undefined {
  if (process.platform === 'win32') return undefined;
  const known = new Set((spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? '').split('\n').map((name) => name.trim()));
  return CTYPES.find((name) => known.has(name));
}

/** The caller's locale and PG* settings must not change how a cluster behaves. */
export const serverEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LD_)/.test(name)));

/** Makes the data directory when there is none; one that an interrupted initdb left half made is thrown away first. */
export function initCluster({ directory, data, account, binaries, password }: Cluster, durable: boolean): void {
  if (existsSync(join(data, 'PG_VERSION'))) return refuseOtherMajor(data, binaries.version);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = join(directory, `.password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = account.ids;
  if (uid !== undefined && gid !== undefined) for (const path of [data, passwordFile]) chownSync(path, uid, gid);
  const ctype = utf8Ctype();
  const made = spawnSync(binaries.program('initdb'), [
    '-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`,
    '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C',
    ...(ctype === undefined ? [] : [`--lc-ctype=${ctype}`]),
    ...(durable ? [] : ['--no-sync']),
  ], { ...account.ids, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (made.status === 0) return;
  rmSync(data, { recursive: true, force: true });
  throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
}

function refuseOtherMajor(data: string, version: string): void {
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (!version.startsWith(`${major}.`)) throw new Error(`${data} was made by PostgreSQL ${major}, the programs are ${version}: copy the data over, or name another DATA_DIR`);
}
