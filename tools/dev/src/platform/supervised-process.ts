import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessOptions {
  readonly name: string;
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly nodeOptions: readonly string[];
  /** Told when the process died and when it is back. */
  readonly say: (message: string) => void;
}

/** A service's process, which is started again when it dies, until it is told to stop. */
export interface SupervisedProcess {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;
const BACKOFF_MS = [100, 500, 1_000, 2_000, 5_000];
const STEADY_MS = 30_000;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function start({ file, env, logFile, nodeOptions }: ProcessOptions): ChildProcess {
  const log = openSync(logFile, 'a');
  const child = fork(file, [], { env, execArgv: ['--enable-source-maps', ...nodeOptions], stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  return child;
}

/** Waits for the app's `{ ready: true, url }`. */
function whenReady(child: ChildProcess, { name, logFile }: ProcessOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`was not ready after ${READY_MS / 1_000} seconds`), READY_MS);
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new Error(`${name} ${what}. The end of ${logFile}:\n${readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-40).join('\n')}`));
    };
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('url' in message) || typeof message.url !== 'string') return;
      clearTimeout(timer);
      resolve(message.url);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
}

function beginLog(logFile: string): void {
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.previous`);
}

/** Starts a process and resolves when it is ready; one that does not become ready the first time is the caller's error. */
export async function supervise(options: ProcessOptions): Promise<SupervisedProcess> {
  beginLog(options.logFile);
  let child = start(options);
  let stopping = false;

  async function keepAlive(startedAt: number, failures: number): Promise<void> {
    const how = hasEnded(child) ? child.exitCode ?? child.signalCode : await new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    if (stopping) return;
    const inARow = Date.now() - startedAt > STEADY_MS ? 0 : failures;
    const wait = BACKOFF_MS[Math.min(inARow, BACKOFF_MS.length - 1)] ?? 0;
    options.say(`${options.name} ended with ${how}; starting it again in ${wait} ms`);
    await sleep(wait);
    if (stopping) return;
    child = start(options);
    const again = Date.now();
    whenReady(child, options).then(() => options.say(`${options.name} is back`), () => child.kill('SIGKILL'));
    return keepAlive(again, inARow + 1);
  }

  try {
    const url = await whenReady(child, options);
    void keepAlive(Date.now(), 0);
    return {
      name: options.name,
      url,
      get pid() { return child.pid ?? 0; },
      stop: () => {
        stopping = true;
        return stop(child);
      },
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}
