import { existsSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The account under which the server runs; `ids` is empty when it is simply our own. */
export interface RunAccount {
  readonly name: string;
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

interface SystemAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function systemAccounts(): SystemAccount[] {
  return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name !== undefined && uid !== undefined && gid !== undefined ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

function ownerOf(path: string): { readonly uid: number; readonly gid: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
}

const nearestExisting = (path: string): string => (existsSync(path) || path === dirname(path) ? path : nearestExisting(dirname(path)));

/**
 * PostgreSQL refuses to run as root, so root runs it as an account that exists already. Whoever owns the data comes first:
 * a cluster made by one account cannot be opened by another.
 */
export function chooseRunAccount(directory: string): RunAccount {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { name: userInfo().username, ids: {} };
  const accounts = systemAccounts();
  const owner = ownerOf(join(directory, 'data')) ?? ownerOf(nearestExisting(resolve(directory)));
  if (owner !== undefined) return { name: accounts.find(({ uid }) => uid === owner.uid)?.name ?? `uid ${owner.uid}`, ids: owner };
  for (const name of [process.env['POSTGRES_ACCOUNT'], 'postgres', 'nobody']) {
    const account = accounts.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (account !== undefined) return { name: account.name, ids: { uid: account.uid, gid: account.gid } };
  }
  throw new Error('PostgreSQL refuses to run as root, and this system has neither "postgres" nor "nobody": name an account in POSTGRES_ACCOUNT');
}

/** Whether the account may walk down to a path; a checkout below /root (0700) is the case where it may not. */
export function mayReach({ ids }: RunAccount, path: string): boolean {
  if (ids.uid === undefined) return true;
  for (let place = resolve(path); ; place = dirname(place)) {
    const stat = statSync(place, { throwIfNoEntry: false });
    if (stat !== undefined) {
      const execute = stat.uid === ids.uid ? 0o100 : stat.gid === ids.gid ? 0o010 : 0o001;
      if ((stat.mode & execute) === 0) return false;
    }
    if (place === dirname(place)) return true;
  }
}
