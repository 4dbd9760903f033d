import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

export interface ChildOptions {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where it writes what it has to say. */
  readonly logFile: string;
  readonly nodeOptions?: readonly string[];
}

const READY_MS = 60_000;

/** A process of the benchmark that says by a message when it is ready, and ends when nobody listens any more. */
export async function startChild({ file, env, logFile, nodeOptions = [] }: ChildOptions): Promise<ChildProcess> {
  const log = openSync(logFile, 'a');
  const child = fork(file, [], { env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', ...env }, execArgv: [...nodeOptions], stdio: ['ignore', log, log, 'ipc'] });
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error(`it ended before it was ready; see ${logFile}`)));
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`it was not ready after ${READY_MS / 1_000} s; see ${logFile}`)), READY_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended, late]);
    const reason = reasonIn(message);
    if (reason !== undefined) throw new Error(reason);
    return child;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    ended.catch(() => undefined);
    late.catch(() => undefined);
    waiting.abort();
  }
}

/** A contender that cannot run here says why. */
const reasonIn = (message: unknown): string | undefined => (typeof message === 'object' && message !== null && 'cannot' in message ? String(message.cannot) : undefined);

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(timer);
}

/** Asks a process by a message and waits for its answer. One question at a time. */
export async function askChild<T>(child: ChildProcess, question: object): Promise<T> {
  const waiting = new AbortController();
  const ended = once(child, 'exit', { signal: waiting.signal }).then(() => Promise.reject(new Error('the process ended before it answered')));
  ended.catch(() => undefined);
  child.send(question);
  const [answer] = await Promise.race([once(child, 'message', { signal: waiting.signal }), ended]);
  waiting.abort();
  if (typeof answer === 'object' && answer !== null && 'failed' in answer) throw new Error(String(answer.failed));
  return answer;
}
