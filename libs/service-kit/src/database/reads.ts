import { sql } from 'drizzle-orm';
import { NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { PoolClient } from 'pg';
import type { Act } from '../act.ts';
import type { Identity } from '../identity.ts';
import type { ConnectionPool, Pool, Tx } from './database.ts';
import { identitySettings } from './identity-settings.ts';
import { NamingSession } from './naming-session.ts';
import { sqlState } from './sql-state.ts';

interface Snapshot {
  readonly tx: Tx;
  /** Gives the connection back as soon as it has forgotten the identity; nobody has to wait for that. */
  end(failure?: unknown): void;
}

const dialect = new PgDialect();

/** One for each connection: statements that were put into words for it are kept beside it. */
const transactions = new WeakMap<PoolClient, Tx>();

function transactionOn(client: PoolClient): Tx {
  const known = transactions.get(client);
  if (known !== undefined) return known;
  const tx: Tx = new NodePgTransaction(dialect, new NamingSession(client, dialect, undefined), undefined);
  transactions.set(client, tx);
  return tx;
}

/** One message begins the transaction and assumes the identity: what follows is read under it, or not at all. */
async function openSnapshot(pool: ConnectionPool, identity: Identity): Promise<Snapshot> {
  const opening = `begin isolation level repeatable read read only; ${identitySettings(identity)}`;
  const client = await pool.$client.connect();
  try {
    await client.query(opening);
  } catch (error) {
    giveBack(client);
    throw error;
  }
  return { tx: transactionOn(client), end: (failure) => giveBack(client, failure) };
}

const OUTDATED_PLAN = '0A000'; // a migration has changed what a named statement returns

/** A connection that cannot end its transaction, or whose plans have grown old, is closed, never given to another caller. */
function giveBack(client: PoolClient, failure?: unknown): void {
  client.query('rollback').then(() => client.release(sqlState(failure) === OUTDATED_PLAN), () => client.release(true));
}

/** A consistent read as the caller: row policies apply, nothing can be written. */
export async function readAs<T>(pool: ConnectionPool, { identity }: Pick<Act, 'identity'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const snapshot = await openSnapshot(pool, identity);
  try {
    const answer = await work(snapshot.tx);
    snapshot.end();
    return answer;
  } catch (error) {
    snapshot.end(error);
    throw error;
  }
}

/**
 * Reads on several connections at once, all of which see the database as the running transaction that exported the snapshot saw it,
 * but for what that transaction has written itself.
 */
export async function readAtSnapshot<T>(pool: Pool, { identity }: Pick<Act, 'identity'>, { snapshot, connections }: { readonly snapshot: string; readonly connections: number }, work: (readers: readonly Tx[]) => Promise<T>): Promise<T> {
  const open = (readers: readonly Tx[]): Promise<T> => (readers.length === connections ? work(readers) : pool.transaction(async (tx) => {
    await tx.execute(sql.raw(`set transaction snapshot '${snapshot}'`)); // it takes no parameter, and nothing may have been read before
    await tx.execute(sql.raw(identitySettings(identity)));
    return open([...readers, tx]);
  }, { isolationLevel: 'repeatable read', accessMode: 'read only' }));
  return open([]);
}

/**
 * The reads of one request, one after the other on one connection: those that follow each other without a pause, as the loaders of a
 * query do level by level, see one snapshot and share the price of a transaction. A request that pauses, be it to wait for another
 * connection, holds none. A read must not wait for another read of its request: it would wait for itself.
 */
export class Reads {
  readonly #pool: ConnectionPool;
  readonly #identity: Identity;
  #snapshot: Snapshot | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(pool: ConnectionPool, identity: Identity) {
    this.#pool = pool;
    this.#identity = identity;
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const answer = this.#last.then(() => this.#run(work));
    this.#last = answer.catch(() => undefined).then(() => {
      this.#waiting -= 1;
      // what the answer leads to is asked for before the event loop turns
      if (this.#waiting === 0) setImmediate(() => { if (this.#waiting === 0) this.#end(); });
    });
    return answer;
  }

  /** What is read from here on sees what has been written up to here. */
  renew(): void {
    this.#last = this.#last.then(() => this.#end());
  }

  async #run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#snapshot ??= await openSnapshot(this.#pool, this.#identity);
    try {
      return await work(this.#snapshot.tx);
    } catch (error) {
      this.#end(error); // a failed statement spoils its transaction for those who wait
      throw error;
    }
  }

  #end(failure?: unknown): void {
    this.#snapshot?.end(failure);
    this.#snapshot = undefined;
  }
}
