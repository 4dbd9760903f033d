import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Runner, type RunnerOptions } from 'graphile-worker';
import type { Logger } from 'pino';

/** The worker of a service's queue, until it is told to stop. */
export interface SteadyWorker {
  stop(): Promise<void>;
}

const FAILURES_IN_A_ROW = 5;
const PAUSE_MS = 1_000;

/**
 * A worker that outlives the database's absences. graphile-worker keeps the failure of its very first question for ever and then
 * never finds a job again; so a worker that fails several times in a row is replaced by a new one.
 */
export async function startSteadyWorker(options: Omit<RunnerOptions, 'events'>, log: Logger): Promise<SteadyWorker> {
  const stopping = new AbortController();
  let current: Promise<Runner | undefined> = start();

  function start(): Promise<Runner> {
    const events = new EventEmitter();
    let failures = 0;
    for (const found of ['worker:getJob:empty', 'job:start']) events.on(found, () => { failures = 0; });
    events.on('worker:getJob:error', () => {
      failures += 1;
      if (failures === FAILURES_IN_A_ROW && !stopping.signal.aborted) current = replace(current);
    });
    return run({ ...options, events });
  }

  async function replace(failed: Promise<Runner | undefined>): Promise<Runner | undefined> {
    log.warn({ job: true }, 'the worker finds no jobs, a new one takes its place');
    await (await failed)?.stop().catch(() => undefined);
    for (;;) {
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      const started = await start().catch(() => undefined); // the database is still away
      if (started !== undefined) return started;
    }
  }

  await current;
  return {
    stop: async () => {
      stopping.abort();
      await (await current)?.stop();
    },
  };
}
