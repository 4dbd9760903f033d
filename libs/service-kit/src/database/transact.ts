import { sql } from 'drizzle-orm';
import type { Outcome, Refusal } from '@sortition/kernel';
import type { Act } from '../act.ts';
import { flushChanges } from '../audit/audit-trail.ts';
import { crashPoint } from '../crash-point.ts';
import type { Pool, Tx } from './database.ts';
import { identitySettings } from './identity-settings.ts';
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

/**
 * The only way to change state: one transaction in which the work is done, its events appended and its audit entries chained.
 * A returned refusal rolls back like a thrown error; serialization failures and deadlocks are tried again.
 */
export async function transact<T>(pool: Pool, act: Act, work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await pool.transaction(async (tx) => {
        await tx.execute(sql.raw(identitySettings(act.identity)));
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
