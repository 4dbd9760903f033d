import { connectionOf, pageOf, read, type Connection, type Page, type ServiceContext, type Tx } from '@sortition/service-kit';

/** A page that can tell how many records there are in all, and counts them only when it is asked. */
export interface CountedConnection<T> extends Connection<T> {
  readonly countAll: () => Promise<number>;
}

export interface Listing<T> {
  readonly list: (tx: Tx, page: Page) => Promise<readonly T[]>;
  readonly count: (tx: Tx) => Promise<number>;
  readonly positionOf: (row: T) => readonly string[];
}

/** Reads one page as it was asked for. */
export async function readPage<T>(context: ServiceContext, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }, listing: Listing<T>): Promise<CountedConnection<T>> {
  const page = pageOf(args);
  const rows = await read(context, (tx) => listing.list(tx, page));
  return { ...connectionOf(rows, page, listing.positionOf), countAll: () => read(context, listing.count) };
}
