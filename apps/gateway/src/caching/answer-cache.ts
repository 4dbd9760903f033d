import { createHash } from 'node:crypto';
import type { AnswerStore, KeptAnswer, Moment } from './answer-store.ts';
import type { SharedOperation } from './shared-operation.ts';

/** An answer of the GraphQL pipeline. */
export interface MadeAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string | Buffer;
  readonly traceId: string;
  /** Data and nothing beside it: an answer with errors is nobody else's, and tomorrow's is another. */
  readonly isWhole: boolean;
}

/** An answer as it is given to one caller. */
export interface GivenAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: Buffer;
  /** Of the request that made it; undefined when none was made. */
  readonly traceId: string | undefined;
  /** What a cache may know of it; undefined for an answer with errors. */
  readonly freshness: { readonly etag: string; readonly ageSeconds: number; readonly maxAge: number } | undefined;
}

export type Outcome = 'hit' | 'joined' | 'miss' | 'unfollowed';

export interface AnswerCacheParts {
  readonly store: AnswerStore;
  /** Whether all that this service tells is known here. */
  readonly isFollowed: (service: string) => boolean;
  readonly clock: () => number;
  readonly count: (outcome: Outcome) => void;
}

type Make = (signal: AbortSignal) => Promise<MadeAnswer>;

/** An answer under way, and how many wait for it. */
interface Flight {
  readonly since: Moment;
  readonly answer: Promise<GivenAnswer>;
  readonly abort: AbortController;
  waiting: number;
}

const etagOf = (contentType: string, body: Buffer): string => `"${createHash('sha256').update(`${contentType}\0`).update(body).digest('base64url')}"`;

/**
 * Gives the answers to shared operations: from what is kept, from one that is under way, or anew. Only for callers without a token: what
 * one of them may read every one of them may.
 */
export function answerCache({ store, isFollowed, clock, count }: AnswerCacheParts): (operation: SharedOperation, client: AbortSignal, make: Make) => Promise<GivenAnswer> {
  const flights = new Map<string, Flight>();

  const fromStore = ({ body, contentType, etag, madeAt, maxAge }: KeptAnswer): GivenAnswer => ({
    status: 200, headers: [['content-type', contentType]], body, traceId: undefined, freshness: { etag, maxAge, ageSeconds: Math.floor((clock() - madeAt) / 1_000) },
  });

  async function madeNow({ key, policy }: SharedOperation, since: Moment | undefined, signal: AbortSignal, make: Make): Promise<GivenAnswer> {
    const madeAt = clock();
    const made = await make(signal);
    const { status, headers, traceId } = made;
    const body = typeof made.body === 'string' ? Buffer.from(made.body) : made.body;
    if (!made.isWhole) return { status, headers, traceId, body, freshness: undefined };
    const contentType = [...headers].find(([name]) => name === 'content-type')?.[1] ?? 'application/json; charset=utf-8';
    const answer: KeptAnswer = { body, contentType, etag: etagOf(contentType, body), madeAt, maxAge: policy.maxAge, tags: policy.tags };
    if (since !== undefined) store.keep(key, answer, since);
    return { ...fromStore(answer), traceId };
  }

  function take(operation: SharedOperation, make: Make): Flight {
    const abort = new AbortController();
    const since = store.now();
    const flight: Flight = { since, abort, waiting: 0, answer: madeNow(operation, since, abort.signal, make).finally(() => land(operation.key, flight)) };
    flights.set(operation.key, flight);
    return flight;
  }

  function land(key: string, flight: Flight): void {
    if (flights.get(key) === flight) flights.delete(key);
  }

  /** The last who leaves takes the work along. */
  async function board(key: string, flight: Flight, client: AbortSignal): Promise<GivenAnswer> {
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      land(key, flight);
      flight.abort.abort();
    };
    flight.waiting += 1;
    client.addEventListener('abort', leave, { once: true });
    try {
      return await flight.answer;
    } finally {
      client.removeEventListener('abort', leave);
    }
  }

  return async (operation, client, make) => {
    const { key, policy } = operation;
    if (!policy.services.every(isFollowed)) {
      count('unfollowed');
      return madeNow(operation, undefined, client, make);
    }
    const kept = store.find(key);
    if (kept !== undefined) {
      count('hit');
      return fromStore(kept);
    }
    const underWay = flights.get(key);
    // what was begun before a change is not for those who come after it
    const joined = underWay !== undefined && store.isUnchanged(underWay.since, policy.tags);
    count(joined ? 'joined' : 'miss');
    const answer = await board(key, joined ? underWay : take(operation, make), client);
    // what went wrong may be the other caller's own: an allowance that is used up, a deadline that has passed
    return joined && answer.freshness === undefined ? madeNow(operation, store.now(), client, make) : answer;
  };
}
