import { connectionOf, pageOf, read, type Connection, type Page, type ServiceContext, type Tx } from '@sortition/service-kit';

/** A page whose total is counted only when somebody asks for it; null where there are too many to count at once. */
export interface Paged<T> extends Connection<T> {
  readonly totalCount: () => Promise<number | null>;
}

export interface Listing<T> {
  /** `page.first + 1` rows at most, after `page.after`. */
  readonly rows: (tx: Tx, page: Page) => Promise<readonly T[]>;
  readonly total: (tx: Tx) => Promise<number | null>;
  readonly positionOf: (row: T) => readonly string[];
}

/** Reads one page as the caller. */
export async function paged<T>(context: ServiceContext, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }, listing: Listing<T>): Promise<Paged<T>> {
  const page = pageOf(args);
  const rows = await read(context, (tx) => listing.rows(tx, page));
  return { ...connectionOf(rows, page, listing.positionOf), totalCount: () => read(context, listing.total) };
}
