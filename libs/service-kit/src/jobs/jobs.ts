import { sql } from 'drizzle-orm';
import { Logger as WorkerLogger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import { newId, type Clock, type Outcome } from '@sortition/kernel';
import type { Act } from '../act.ts';
import type { Database, Tx } from '../database/database.ts';
import { transact } from '../database/transact.ts';
import { systemIdentity } from '../identity.ts';
import { startSteadyWorker, type SteadyWorker } from './steady-worker.ts';

/** Work that a service owes itself: a deadline to watch, a channel to deliver to. Runs at least once, so it must be idempotent. */
export type JobHandlers = Readonly<Record<string, (context: JobContext, payload: unknown) => Promise<void>>>;

export interface JobContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** One transaction on the service's own account. */
  transact<T>(operation: string, work: (tx: Tx, act: Act) => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

/** Queues a job in the transaction that makes it necessary. A job with the same key replaces the one that waits; `delaySeconds` counts real time, whatever the business clock says. */
export async function enqueue(tx: Tx, task: string, payload: Readonly<Record<string, unknown>>, options: { readonly key?: string; readonly runAt?: Date; readonly delaySeconds?: number } = {}): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, run_at => coalesce(${options.runAt?.toISOString() ?? null}::timestamptz, now() + make_interval(secs => ${options.delaySeconds ?? null}::double precision)), job_key => ${options.key ?? null})`);
}

// The worker enables row security on its tables without a policy, so that nobody but their owner sees a job; nobody else can connect here.
const LET_THE_APP_ROLE_PASS = `do $$ declare guarded regclass; begin
  for guarded in select oid::regclass from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity loop
    execute format('alter table %s disable row level security', guarded);
  end loop;
end $$`;

/** The queue's own tables, made by the owner; the app role may only use them. */
export async function migrateJobs(ownerUrl: string, appRole: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, schema: 'graphile_worker' });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const role = client.escapeIdentifier(appRole);
    await client.query(`grant usage on schema graphile_worker to ${role}; grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
      grant usage, select on all sequences in schema graphile_worker to ${role}; grant execute on all functions in schema graphile_worker to ${role}`);
    await client.query(LET_THE_APP_ROLE_PASS);
  } finally {
    await client.end();
  }
}

export async function startJobs(options: { readonly service: string; readonly database: Database; readonly clock: Clock; readonly log: Logger; readonly handlers: JobHandlers; readonly crontab?: string | undefined }): Promise<SteadyWorker> {
  const { database, clock, log, service } = options;
  const context: JobContext = {
    database, clock, log,
    transact: (operation, work) => {
      const act: Act = { identity: systemIdentity(service), now: clock(), trace: newId(), operation };
      return transact(database.write, act, (tx) => work(tx, act));
    },
  };
  const taskList = Object.fromEntries(Object.entries(options.handlers).map(([name, handler]) => [name, (payload: unknown) => handler(context, payload)]));
  return startSteadyWorker({
    pgPool: database.writePool, concurrency: 2, pollInterval: 500, noHandleSignals: true, taskList,
    ...(options.crontab === undefined ? {} : { crontab: options.crontab }),
    logger: quietLogger(log),
  }, log);
}

const quietLogger = (log: Logger): WorkerLogger => new WorkerLogger(() => (level, message) => {
  if (level === 'error') log.error({ job: true }, message);
  else log.debug({ job: true }, message);
});
