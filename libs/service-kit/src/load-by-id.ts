import DataLoader from 'dataloader';
import type { Tx } from './database/database.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Loads a record by id, all the ids that one request asks for in one statement. `name` tells the loaders of a request apart;
 * `find` gives the records in any order.
 */
export async function loadById<T>(context: ServiceContext, name: string, id: string, keyOf: (record: T) => string, find: (tx: Tx, ids: readonly string[]) => Promise<readonly T[]>): Promise<T | null> {
  const groups = await loadGroup(context, name, id, keyOf, find);
  return groups[0] ?? null;
}

/** Loads the records that belong to a key, such as the visits of a task, for all the keys of one request in one statement. */
export async function loadGroup<T>(context: ServiceContext, name: string, key: string, keyOf: (record: T) => string, find: (tx: Tx, keys: readonly string[]) => Promise<readonly T[]>): Promise<readonly T[]> {
  let loader = context.loaders.get(name) as DataLoader<string, readonly T[]> | undefined;
  if (loader === undefined) {
    loader = new DataLoader<string, readonly T[]>(async (keys) => {
      const found = groupBy(await context.reads.read((tx) => find(tx, keys)), keyOf);
      return keys.map((wanted) => found.get(wanted) ?? []);
    }, { maxBatchSize: 1_000 });
    context.loaders.set(name, loader);
  }
  return loader.load(key);
}

function groupBy<T>(records: readonly T[], keyOf: (record: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const group = groups.get(keyOf(record));
    if (group === undefined) groups.set(keyOf(record), [record]);
    else group.push(record);
  }
  return groups;
}
