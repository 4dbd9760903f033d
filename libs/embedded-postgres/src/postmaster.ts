import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverEnvironment, type Cluster } from './init-cluster.ts';
import { isGoneWithin, isPostgres } from './operating-system.ts';

const START_TIMEOUT_MS = 60_000;

function readPidFile(data: string): { readonly pid: number; readonly status: string } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

/** Asks a server to stop: `fast` closes it cleanly, `immediate` leaves recovery to the next start. */
export async function stopPostmaster(pid: number, mode: 'fast' | 'immediate'): Promise<void> {
  if (!isPostgres(pid)) return;
  process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  if (await isGoneWithin(pid, 20_000)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await isGoneWithin(pid, 5_000))) throw new Error(`PostgreSQL (process ${pid}) does not stop`);
}

/** The server of a launcher that was killed goes on running: it is closed before our own starts. */
export async function stopLeftBehind(data: string, mode: 'fast' | 'immediate'): Promise<void> {
  const left = readPidFile(data);
  if (left !== undefined) await stopPostmaster(left.pid, mode);
}

type Attempt = { readonly started: ChildProcess } | { readonly failed: string };

async function tryStart({ data, directory, account, binaries }: Cluster, port: number, settings: Readonly<Record<string, string>>): Promise<Attempt> {
  const logFile = join(directory, 'postgres.log');
  const log = openSync(logFile, 'a'); // a file, since a pipe would tie the server's life to ours
  const logged = fstatSync(log).size;
  const child = spawn(binaries.program('postgres'), [
    '-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ], { ...account.ids, cwd: '/', env: serverEnvironment(), detached: true, stdio: ['ignore', log, log] }); // detached: Ctrl-C must reach the services first
  closeSync(log);
  let exited: string | undefined;
  child.once('error', (error) => { exited = error.message; });
  child.once('exit', (code, signal) => { exited ??= `it exited with ${code ?? signal}`; });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (exited === undefined) {
    const file = readPidFile(data);
    if (file?.pid === child.pid && file?.status === 'ready') return { started: child };
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      exited = `it was not ready after ${START_TIMEOUT_MS / 1_000} seconds`;
    }
    await sleep(15);
  }
  return { failed: `${exited}\n${readFileSync(logFile).subarray(logged).toString('utf8').slice(-1_500)}` };
}

export interface PortChoice {
  readonly port: number;
  /** Stay on the port even when it is taken for a moment: those who hold its URL come back to it. */
  readonly fixed: boolean;
}

const PORT_TRIES = 50;

/** Starts the server on the port, or on the next free one. */
export async function startPostmaster(cluster: Cluster, choice: PortChoice, settings: Readonly<Record<string, string>>): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  let { port } = choice;
  for (let tries = 1; ; tries += 1) {
    const attempt = await tryStart(cluster, port, settings);
    if ('started' in attempt) return { child: attempt.started, port };
    const portIsTaken = /could not bind|Address already in use/i.test(attempt.failed);
    // backends of a killed server hold its shared memory until they notice
    const predecessorIsLeaving = /pre-existing shared memory|lock file .* already exists/.test(attempt.failed);
    if (tries === PORT_TRIES || !(portIsTaken || predecessorIsLeaving)) throw new Error(`PostgreSQL did not start on port ${port}: ${attempt.failed}`);
    if (portIsTaken && !choice.fixed) port += 1;
    else await sleep(200);
  }
}
