import { sql } from 'drizzle-orm';
import type { Outcome, Refusal } from '@sortition/kernel';
import type { Act } from '../act.ts';
import { flushChanges } from '../audit/audit-trail.ts';
import { crashPoint } from '../crash-point.ts';
import type { Pool, Tx } from './database.ts';
import { sqlState } from './sql-state.ts';

const RETRYABLE = new Set(['40001', '40P01']); // serialization failure, deadlock
const ATTEMPTS = 5;

class Rollback extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Row policies read these settings; they live as long as the transaction, never as long as the pooled connection. */
const assumeIdentity = (tx: Tx, act: Act): Promise<unknown> =>
  tx.execute(sql`select set_config('app.subject', ${act.identity.subject}, true), set_config('app.department', ${act.identity.department ?? ''}, true),
    set_config('app.region', ${act.identity.region ?? ''}, true), set_config('app.roles', ${act.identity.roles.join(',')}, true), set_config('app.uscc', ${act.identity.uscc ?? ''}, true)`);

/**
 * The only way to change state: one transaction in which the work is done, its events appended and its audit entries chained.
 * A returned refusal rolls back like a thrown error; serialization failures and deadlocks are tried again.
 */
export async function transact<T>(pool: Pool, act: Act, work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await pool.transaction(async (tx) => {
        await assumeIdentity(tx, act);
        const done = await work(tx);
        if (!done.ok) throw new Rollback(done.error);
        await flushChanges(tx, act);
        crashPoint('before_commit');
        return done;
      });
      crashPoint('after_commit');
      return outcome;
    } catch (error) {
      if (error instanceof Rollback) return { ok: false, error: error.refusal };
      if (!RETRYABLE.has(sqlState(error) ?? '') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** A consistent read as the caller: row policies apply, nothing can be written. */
export async function readAs<T>(pool: Pool, act: Act, work: (tx: Tx) => Promise<T>): Promise<T> {
  return pool.transaction(async (tx) => {
    await assumeIdentity(tx, act);
    return work(tx);
  }, { accessMode: 'read only' });
}

/**
 * Reads on several connections at once, all of which see the database as the running transaction that exported the snapshot saw it,
 * but for what that transaction has written itself.
 */
export async function readAtSnapshot<T>(pool: Pool, act: Act, { snapshot, connections }: { readonly snapshot: string; readonly connections: number }, work: (readers: readonly Tx[]) => Promise<T>): Promise<T> {
  const open = (readers: readonly Tx[]): Promise<T> => (readers.length === connections ? work(readers) : pool.transaction(async (tx) => {
    await tx.execute(sql.raw(`set transaction snapshot '${snapshot}'`)); // it takes no parameter, and nothing may have been read before
    await assumeIdentity(tx, act);
    return open([...readers, tx]);
  }, { isolationLevel: 'repeatable read', accessMode: 'read only' }));
  return open([]);
}
