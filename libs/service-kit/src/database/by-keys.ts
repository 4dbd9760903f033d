import { sql, type Placeholder } from 'drizzle-orm';
import type { Tx } from './database.ts';

interface Preparable<T> {
  readonly prepare: (name: string) => { readonly execute: (values: Readonly<Record<string, unknown>>) => Promise<T[]> };
}

/**
 * A statement that finds by many keys, put into words once per connection: for a wide table that takes longer than anything else that
 * this process does about it.
 */
export function byKeys<T>(words: (tx: Tx, keys: Placeholder<'keys'>) => Preparable<T>): (tx: Tx, keys: readonly string[]) => Promise<T[]> {
  const prepared = new WeakMap<Tx, ReturnType<Preparable<T>['prepare']>>();
  return (tx, keys) => {
    let statement = prepared.get(tx);
    if (statement === undefined) {
      statement = words(tx, sql.placeholder('keys')).prepare('');
      prepared.set(tx, statement);
    }
    return statement.execute({ keys });
  };
}
