import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import type { Tx } from './database.ts';

const HEADER_BYTES = 19; // of COPY's binary format: signature, flags, length of an extension that is not used
const COLUMNS = 1;

/**
 * The bytes in the only column of a query's rows, as they are: the driver gives a `bytea` as text of twice its size, and megabytes
 * of it cost more than what is done with them. A null gives no bytes.
 */
export async function* copyBytes(tx: Tx, query: SQL): AsyncGenerator<Buffer> {
  const { sql: text } = new PgDialect().sqlToQuery(query.inlineParams()); // COPY takes no parameters
  const stream = clientOf(tx).query(to(`copy (${text}) to stdout (format binary)`));
  const bytes = new ByteReader(stream);
  try {
    await bytes.read(HEADER_BYTES);
    while ((await bytes.read(2)).readInt16BE() === COLUMNS) {
      const length = (await bytes.read(4)).readInt32BE();
      yield length < 0 ? Buffer.alloc(0) : await bytes.read(length);
    }
  } finally {
    await bytes.end(); // also for who leaves early: until then the connection takes no query, not even a rollback
  }
}

class ByteReader {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#pieces = stream[Symbol.asyncIterator]();
  }

  async read(length: number): Promise<Buffer> {
    if (this.#rest.length >= length) {
      const found = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      return found;
    }
    const gathered = Buffer.allocUnsafe(length);
    let filled = this.#rest.copy(gathered);
    while (filled < length) {
      const piece = await this.#pieces.next();
      if (piece.done === true) throw new Error('the copy ended too early');
      const taken = piece.value.copy(gathered, filled);
      filled += taken;
      this.#rest = piece.value.subarray(taken);
    }
    return gathered;
  }

  /** Reads on to the end, so that the connection is free for the next query. */
  async end(): Promise<void> {
    while ((await this.#pieces.next()).done !== true);
  }
}

/** The connection that a transaction runs on. The session keeps it private, though it has never been anything else. */
function clientOf(tx: Tx): pg.ClientBase {
  const session: unknown = Reflect.get(tx, 'session');
  const client: unknown = typeof session === 'object' && session !== null ? Reflect.get(session, 'client') : undefined;
  if (!(client instanceof pg.Client)) throw new Error('a transaction runs on one connection');
  return client;
}
