import { setTimeout as sleep } from 'node:timers/promises';
import { CURSOR_HEADER, SERVICE_HEADER, signServiceIdentity } from '@sortition/service-kit/service-identity';
import type { JWK } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { serviceTag } from './cache-policy.ts';
import { typesChangedBy } from './told-changes.ts';

export interface Feed extends AsyncDisposable {
  readonly service: string;
  /** Whether everything that the service had told until a moment ago is known here. */
  isFollowed(): boolean;
  /** Since it last answered; undefined before it ever did. */
  silentMs(): number | undefined;
}

export interface FeedOptions {
  readonly service: string;
  readonly url: URL;
  /** Its `kid` is the name under which the service knows the gateways. */
  readonly signingKey: JWK;
  readonly isKnownType: (name: string) => boolean;
  readonly forget: (tags: readonly string[]) => void;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
  readonly log: Logger;
}

const WAIT_SECONDS = 1;
/** How old an answer may become without the gateway hearing of it: past this, nothing of the service is given from what is kept. */
export const MAX_SILENCE_MS = 3_000;
const RETRY_MS = 250;
/** Unsettled signs are given again and again: not more often than this. */
const UNSETTLED_MS = 200;
const LIMIT = 1_000;

const sign = z.object({ cursor: z.string(), type: z.string(), settled: z.boolean(), changed: z.unknown() });
type Signs = readonly z.infer<typeof sign>[];

/**
 * Follows what a service tells from now on, and forgets what it says has changed. What was not heard is not guessed: before the first
 * answer, and after a silence, everything of the service is forgotten and the feed is taken up at its end.
 */
export function followFeed({ service, url, signingKey, isKnownType, forget, clock, log }: FeedOptions): Feed {
  const stopping = new AbortController();
  let heardAt: number | undefined;
  let cursor: string | undefined;
  /** What the log was told last. */
  let told: 'followed' | 'lost' | undefined;

  const silentMs = (): number | undefined => (heardAt === undefined ? undefined : clock() - heardAt);
  const isFollowed = (): boolean => cursor !== undefined && (silentMs() ?? Infinity) < MAX_SILENCE_MS;

  async function ask(parameters: Readonly<Record<string, string>>): Promise<{ readonly end: string | null; readonly lines: readonly string[] }> {
    const asked = new URL(url);
    asked.search = new URLSearchParams(parameters).toString();
    const response = await fetch(asked, {
      headers: { [SERVICE_HEADER]: await signServiceIdentity(signingKey, service) },
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(MAX_SILENCE_MS)]),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the feed of ${service} answered ${response.status}`);
    return { end: response.headers.get(CURSOR_HEADER), lines: text.split('\n').filter((line) => line !== '') };
  }

  async function begin(): Promise<void> {
    const { end } = await ask({ after: 'end' });
    if (end === null) throw new Error(`the feed of ${service} does not say where it ends`);
    forget([serviceTag(service)]);
    cursor = end;
    heardAt = clock();
    if (told !== 'followed') log.info({ service }, 'feed followed');
    told = 'followed';
  }

  function takeIn(signs: Signs): void {
    const tags = new Set<string>();
    for (const news of signs) for (const tag of typesChangedBy(news, isKnownType) ?? [serviceTag(service)]) tags.add(tag);
    // of more than it gives at once, what is not settled would be seen only much later
    if (signs.length >= LIMIT && signs.at(-1)?.settled === false) tags.add(serviceTag(service));
    if (tags.size > 0) forget([...tags]);
  }

  async function goOn(after: string): Promise<void> {
    const { lines } = await ask({ after, signs: 'true', wait: String(WAIT_SECONDS), limit: String(LIMIT) });
    // too late to be believed of what was kept before the silence
    if (!isFollowed()) return begin();
    const signs = lines.map((line) => sign.parse(JSON.parse(line)));
    takeIn(signs);
    cursor = signs.findLast(({ settled }) => settled)?.cursor ?? after;
    heardAt = clock();
    if (signs.at(-1)?.settled === false) await sleep(UNSETTLED_MS, undefined, { signal: stopping.signal });
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await (cursor === undefined ? begin() : goOn(cursor));
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!isFollowed()) {
          if (told !== 'lost') log.warn({ service, err: error }, 'feed not followed: nothing of this service is given from what is kept');
          told = 'lost';
          cursor = undefined;
        }
        await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  const following = follow();
  return {
    service, isFollowed, silentMs,
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await following;
    },
  };
}
