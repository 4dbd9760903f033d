import type { JWK } from 'jose';
import type { Logger } from 'pino';
import { answerCache, type GivenAnswer, type MadeAnswer, type Outcome } from './answer-cache.ts';
import { answerStore } from './answer-store.ts';
import { followFeed, type Feed } from './feed-follower.ts';
import { sharedOperations, type PublicRequest, type SharedOperation } from './shared-operation.ts';

export interface PublicAnswersOptions {
  readonly supergraphSdl: string;
  readonly maxBytes: number;
  /** Undefined when the gateway may not read feeds: then nothing is kept. */
  readonly signingKey: JWK | undefined;
  /** Of each service that answers. */
  readonly feedUrls: ReadonlyMap<string, URL>;
  readonly log: Logger;
}

/** What is known of the answers that are kept. */
export interface KeptFigures {
  readonly outcomes: ReadonlyMap<Outcome, number>;
  /** How often something was forgotten because it had changed. */
  readonly purges: number;
  readonly bytes: number;
  readonly answers: number;
  readonly feeds: readonly Feed[];
}

/** The answers that everybody may have, kept in this process alone. */
export interface PublicAnswers extends AsyncDisposable {
  /** Whether anything is kept. */
  readonly keeps: boolean;
  /** Undefined when the answer is not for everybody. */
  shared(request: PublicRequest): SharedOperation | undefined;
  answer(operation: SharedOperation, client: AbortSignal, make: (signal: AbortSignal) => Promise<MadeAnswer>): Promise<GivenAnswer>;
  /** Another supergraph answers from here on; what the one before has answered is dropped. */
  supergraphChanged(sdl: string): void;
  /** Begins to listen to the services; until one of them is heard, nothing of it is kept. */
  follow(): void;
  figures(): KeptFigures;
}

/** One answer may not crowd out all the others. */
const SHARE_OF_ONE = 1 / 16;

const clock = (): number => performance.now();

export function publicAnswers({ supergraphSdl, maxBytes, signingKey, feedUrls, log }: PublicAnswersOptions): PublicAnswers {
  let operations = sharedOperations(supergraphSdl);
  let current = supergraphSdl;
  if (signingKey === undefined && maxBytes > 0) log.warn('no answers are kept: without SERVICE_SIGNING_KEY nobody would say when they are wrong');
  const outcomes = new Map<Outcome, number>();
  let purges = 0;
  const store = answerStore({ maxBytes: Math.max(maxBytes, 1), maxAnswerBytes: maxBytes * SHARE_OF_ONE, clock });
  const forget = (tags: readonly string[]): void => {
    purges += 1;
    store.forget(tags);
  };
  const feeds = new Map<string, Feed>();

  const keeps = signingKey !== undefined && maxBytes > 0;
  return {
    keeps,
    shared: (request) => operations.find(request),
    answer: answerCache({
      store, clock,
      isFollowed: (service) => feeds.get(service)?.isFollowed() ?? false,
      count: (outcome) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1),
    }),
    supergraphChanged(sdl) {
      if (sdl === current) return;
      current = sdl;
      operations = sharedOperations(sdl);
      store.clear();
    },
    follow() {
      if (signingKey === undefined || !keeps) return;
      for (const [service, url] of feedUrls) feeds.set(service, followFeed({ service, url, signingKey, isKnownType: (name) => operations.knows(name), forget, clock, log }));
    },
    figures: () => ({ outcomes, purges, ...store.size, feeds: [...feeds.values()] }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...feeds.values()].map((feed) => feed[Symbol.asyncDispose]()));
    },
  };
}
