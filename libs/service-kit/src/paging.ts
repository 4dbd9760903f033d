import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Tx } from './database/database.ts';
import { unwrap } from './graphql-error.ts';
import type { ServiceContext } from './service-context.ts';

export const MAX_PAGE = 200;
const DEFAULT_PAGE = 20;

/** One page as it was asked for: how many, and after which position. The position is the sort key, and it ends in a unique column. */
export interface Page {
  readonly first: number;
  readonly after: readonly string[] | null;
}

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page of which only what somebody asks for is read: its rows, or how many there are in all. */
export interface Paged<T> {
  readonly edges: () => Promise<Connection<T>['edges']>;
  readonly nodes: () => Promise<Connection<T>['nodes']>;
  readonly pageInfo: () => Promise<Connection<T>['pageInfo']>;
  /** null where there are too many to count at once. */
  readonly totalCount: () => Promise<number | null>;
}

export interface Listing<T> {
  /** `page.first + 1` rows at most, after `page.after`. */
  readonly rows: (tx: Tx, page: Page) => Promise<readonly T[]>;
  readonly total: (tx: Tx) => Promise<number | null>;
  readonly positionOf: (row: T) => readonly string[];
}

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const encode = (position: readonly string[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function decode(cursor: string): Outcome<string[]> {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(position) && position.every((part) => typeof part === 'string')) return ok(position);
  } catch { /* fall through to the refusal */ }
  return refuse('INVALID_VALUE', null, { field: 'after' });
}

/** Reads `first` and `after`; a number outside 1…200 or a foreign cursor is refused, never quietly clamped. */
export function pageOf(args: PageArguments): Page {
  const first = args.first ?? DEFAULT_PAGE;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) return unwrap(refuse('INVALID_VALUE', null, { field: 'first', min: 1, max: MAX_PAGE }));
  return { first, after: args.after === null || args.after === undefined ? null : unwrap(decode(args.after)) };
}

/** Makes a page of `first + 1` rows read; the extra row only tells whether there is more. */
export function connectionOf<T>(rows: readonly T[], page: Page, positionOf: (row: T) => readonly string[]): Connection<T> {
  const nodes = rows.slice(0, page.first);
  const edges = nodes.map((node) => ({ cursor: encode(positionOf(node)), node }));
  return { edges, nodes, pageInfo: { hasNextPage: rows.length > page.first, endCursor: edges.at(-1)?.cursor ?? null } };
}

/** A page whose rows come from wherever they do, such as from a loader. */
export function pagedFrom<T>(page: Page, { rows, total, positionOf }: { readonly rows: () => Promise<readonly T[]>; readonly total: () => Promise<number | null>; readonly positionOf: (row: T) => readonly string[] }): Paged<T> {
  let reading: Promise<Connection<T>> | undefined;
  const connection = (): Promise<Connection<T>> => (reading ??= rows().then((found) => connectionOf(found, page, positionOf)));
  return { edges: async () => (await connection()).edges, nodes: async () => (await connection()).nodes, pageInfo: async () => (await connection()).pageInfo, totalCount: total };
}

/** One page as the caller may see it. */
export function paged<T>(context: ServiceContext, args: PageArguments, { rows, total, positionOf }: Listing<T>): Paged<T> {
  const page = pageOf(args);
  return pagedFrom(page, { rows: () => context.reads.read((tx) => rows(tx, page)), total: () => context.reads.read(total), positionOf });
}
