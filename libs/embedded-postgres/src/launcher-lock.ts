import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, isAlive, startOf } from './operating-system.ts';

/** Thrown to the second launcher of one data directory, which must not take the first one's server down. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

const lockFile = (directory: string): string => join(directory, 'launcher.json');

function holderOf(text: string): { readonly pid: number; readonly born: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('born' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.born === 'string' ? { pid: value.pid, born: value.born } : undefined;
  } catch {
    return undefined;
  }
}

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the launcher that took this directory is still there; a killed one leaves its file but not itself. */
export function launcherIsRunning(directory: string): boolean {
  const holder = holderOf(readLock(lockFile(directory)) ?? '');
  return holder !== undefined && isAlive(holder.pid) && startOf(holder.pid) === holder.born;
}

/** One launcher per data directory. Taking it again in the same process succeeds: that is a restart. */
export function takeLauncherLock(directory: string): void {
  const file = lockFile(directory);
  const own = JSON.stringify({ pid: process.pid, born: startOf(process.pid) });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    for (;;) {
      try {
        linkSync(draft, file); // unlike create-and-write, nobody can see a link half written
        return;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      const found = readLock(file);
      if (found === own) return;
      if (launcherIsRunning(directory)) throw new AlreadyRunning(`already running as process ${holderOf(found ?? '')?.pid} on ${directory}`);
      if (found !== undefined) removeStale(file, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of several starters that see the same dead holder, one may have replaced it already: that one's file is put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

export function releaseLauncherLock(directory: string): void {
  rmSync(lockFile(directory), { force: true });
}
