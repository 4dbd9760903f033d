import { LRUCache } from 'lru-cache';

/** An answer that anybody may have. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly contentType: string;
  /** Strong: over the bytes and their type. */
  readonly etag: string;
  /** By the clock of `AnswerStoreParts`, in milliseconds. */
  readonly madeAt: number;
  readonly maxAge: number;
  readonly tags: readonly string[];
}

/** A point in the order of changes. */
export type Moment = number;

/** Answers within a number of bytes. What has changed since an answer was begun decides whether it is kept, and whether it is given. */
export interface AnswerStore {
  /** Before anything of an answer is read. */
  now(): Moment;
  /** Whether nothing of what the tags stand for has changed since. */
  isUnchanged(since: Moment, tags: readonly string[]): boolean;
  find(key: string): KeptAnswer | undefined;
  /** Keeps an answer that was begun at `since`, unless it is too large, or something of it has changed in the meantime. */
  keep(key: string, answer: KeptAnswer, since: Moment): void;
  /** Something has changed: answers with any of the tags are dropped, and those under way will not be kept. */
  forget(tags: readonly string[]): void;
  clear(): void;
  readonly size: { readonly bytes: number; readonly answers: number };
}

export interface AnswerStoreParts {
  readonly maxBytes: number;
  readonly maxAnswerBytes: number;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
}

/** What an entry takes beside its body: key, tags, the store's own order. */
const OVERHEAD_BYTES = 1_000;

export function answerStore({ maxBytes, maxAnswerBytes, clock }: AnswerStoreParts): AnswerStore {
  const kept = new LRUCache<string, KeptAnswer>({ maxSize: maxBytes, sizeCalculation: ({ body }) => body.length + OVERHEAD_BYTES });
  const changed = new Map<string, Moment>();
  let moment: Moment = 0;

  const isUnchanged = (since: Moment, tags: readonly string[]): boolean => tags.every((tag) => (changed.get(tag) ?? 0) <= since);

  return {
    now: () => moment,
    isUnchanged,
    find(key) {
      const answer = kept.get(key);
      if (answer === undefined || clock() - answer.madeAt < answer.maxAge * 1_000) return answer;
      kept.delete(key);
      return undefined;
    },
    keep(key, answer, since) {
      if (answer.body.length <= maxAnswerBytes && isUnchanged(since, answer.tags)) kept.set(key, answer);
    },
    forget(tags) {
      moment += 1;
      for (const tag of tags) changed.set(tag, moment);
      const gone = new Set(tags);
      for (const [key, answer] of kept.entries()) if (answer.tags.some((tag) => gone.has(tag))) kept.delete(key);
    },
    clear() {
      kept.clear();
    },
    get size() {
      return { bytes: kept.calculatedSize, answers: kept.size };
    },
  };
}
