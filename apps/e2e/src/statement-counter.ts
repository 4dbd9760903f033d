import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import pg from 'pg';

/** What one sub-request has asked of its service's database, beside the beginning and the end of its transactions. */
export interface SubRequest {
  readonly service: string;
  readonly statements: string[];
}

export interface StatementCounter extends Disposable {
  /** The sub-requests since it was last asked, those that needed the database. */
  take(): SubRequest[];
}

const ARRIVAL = 'http.server.request.start';
const OVERHEAD = /^\s*(begin|commit|rollback)\b/i;

/** The same statement for any number of values. */
const shapeOf = (text: string): string => text.replaceAll(/\$\d+/g, '?').replaceAll(/\?(, \?)+/g, '?').replaceAll(/\s+/g, ' ');

const textOf = (query: unknown): string => (typeof query === 'string' ? query : typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : 'copy');

const serviceOf = (database: string | undefined): string => database?.split('_')[1] ?? 'unknown';

function isSubRequest(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'request' in message && message.request instanceof IncomingMessage && message.request.url === '/graphql';
}

/** Listens to every connection of this process, and tells statements apart by the HTTP request in whose course they are made. */
export function countStatements(): StatementCounter {
  const courses = new AsyncLocalStorage<string[] | undefined>();
  const known = new Map<string[], SubRequest>();
  const arrived = (message: unknown): void => courses.enterWith(isSubRequest(message) ? [] : undefined);
  subscribe(ARRIVAL, arrived);
  const query: (...args: unknown[]) => unknown = pg.Client.prototype.query;
  const counted = function counted(this: pg.Client, ...args: unknown[]): unknown {
    const statements = courses.getStore();
    const text = textOf(args[0]);
    if (statements !== undefined && !OVERHEAD.test(text)) {
      statements.push(shapeOf(text));
      known.set(statements, { service: serviceOf(this.database), statements });
    }
    return query.apply(this, args);
  };
  Object.assign(pg.Client.prototype, { query: counted });
  return {
    take: () => {
      const taken = [...known.values()];
      known.clear();
      return taken;
    },
    [Symbol.dispose]: () => {
      unsubscribe(ARRIVAL, arrived);
      Object.assign(pg.Client.prototype, { query });
    },
  };
}
