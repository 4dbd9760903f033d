import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../issuer/accounts.ts';
import type { Answer, AnswerError, GraphqlClient, Variables } from './graphql-client.ts';

/** Somebody who must not get through, and what is answered instead. */
export interface Trespass {
  readonly by: Account | null;
  readonly code: string;
  /** What the trespasser sends where it differs from the rightful input, such as another department. */
  readonly input?: Variables;
}

/** One act of the play. */
export interface Step {
  /** Unique within a play: the idempotency key follows from it, so a play that was cut off can be played again from the start. */
  readonly step: string;
  readonly by: Account;
  readonly document: string;
  readonly input: Variables;
  /** Refusals that only mean that another service's news has not arrived yet. */
  readonly awaits?: readonly string[];
  readonly notBy?: readonly Trespass[];
}

/** A question that is asked again until the answer satisfies. */
export interface Wait<T> {
  readonly what: string;
  readonly by: Account | null;
  readonly document: string;
  readonly variables?: Variables;
  readonly done: (data: T) => boolean;
}

export interface RefusedAttempt {
  readonly step: string;
  readonly operation: string;
  readonly by: Account | null;
  readonly code: string;
  readonly clause: string | null;
}

export interface PlayerOptions {
  readonly client: GraphqlClient;
  /** Same seed, same keys: the play continues where it was. Another seed is another play. */
  readonly seed: string;
  /** Moves the business clock of all services. */
  readonly moveTo?: (instant: string) => Promise<void>;
  /** Resolves when every service has applied all the news there is. */
  readonly settled?: () => Promise<void>;
  readonly say?: (zh: string, en: string) => void;
  /** When given, every step is first tried by those who must not do it, and what they were told is reported here. */
  readonly onRefusal?: (attempt: RefusedAttempt) => void;
  /** Any refusal of a trespasser will do: in a play that is continued the state may refuse before the role does. */
  readonly anyRefusalWillDo?: boolean;
  /** How long a service, the database or the gateway may be away. */
  readonly outageMs?: number;
  /** How long news from one service to another may be under way. */
  readonly newsMs?: number;
}

export interface Player {
  readonly seed: string;
  act<T>(step: Step): Promise<T>;
  ask<T>(by: Account | null, document: string, variables?: Variables): Promise<T>;
  until<T>(wait: Wait<T>): Promise<T>;
  moveTo(instant: string): Promise<void>;
  settled(): Promise<void>;
  say(zh: string, en: string): void;
}

/** The play cannot go on: an act was refused that should have been allowed, or allowed that should have been refused. */
export class PlayStopped extends Error {
  readonly code: string | undefined;
  readonly errors: readonly AnswerError[];
  constructor(what: string, errors: readonly AnswerError[]) {
    super(`${what}: ${errors.map(({ message, path, extensions }) => `${message} ${JSON.stringify({ path, ...extensions })}`).join('; ')}`);
    this.code = errors[0]?.extensions?.code;
    this.errors = errors;
  }
}

const POLL_MS = 100;
const OUTAGES = new Set(['UNREACHABLE', 'SUBGRAPH_UNAVAILABLE', 'OVERLOADED', 'DEADLINE_EXCEEDED', 'IDENTITY_PROVIDER_UNAVAILABLE', 'INTERNAL']);

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const operationOf = (document: string): string => /\{\s*(\w+)/.exec(document)?.[1] ?? 'unknown';

/** Plays acts through the gateway, patiently: outages and news under way are waited for, anything else stops the play. */
export function openPlayer(options: PlayerOptions): Player {
  const { client, seed, onRefusal, outageMs = 0, newsMs = 30_000 } = options;
  const say = options.say ?? (() => undefined);

  async function answered<T>(by: Account | null, document: string, variables: Variables, awaits: readonly string[] = []): Promise<Answer<T>> {
    const begun = performance.now();
    for (;;) {
      const answer = await client.ask<T>(by, document, variables);
      const code = answer.errors[0]?.extensions?.code ?? '';
      const patience = OUTAGES.has(code) ? outageMs : awaits.includes(code) ? newsMs : 0;
      if (performance.now() - begun >= patience) return answer;
      await sleep(POLL_MS);
    }
  }

  async function mustBeRefused({ step, document, input, awaits }: Step, trespass: Trespass): Promise<void> {
    const key = digest(`${seed}\0${step}\0${trespass.by?.sub ?? 'public'}`);
    const news = (awaits ?? []).filter((code) => code !== trespass.code);
    const { errors } = await answered(trespass.by, document, { input: { ...input, ...trespass.input, idempotencyKey: key } }, news);
    const { code = '', clause = null } = errors[0]?.extensions ?? {};
    if (errors.length === 0 || OUTAGES.has(code) || (code !== trespass.code && options.anyRefusalWillDo !== true)) {
      throw new PlayStopped(`${step} by ${trespass.by?.sub ?? 'the public'} was to be refused with ${trespass.code}, and was ${errors.length === 0 ? 'allowed' : 'not'}`, errors);
    }
    onRefusal?.({ step, operation: operationOf(document), by: trespass.by, code, clause });
  }

  async function ask<T>(by: Account | null, document: string, variables: Variables = {}): Promise<T> {
    const { data, errors } = await answered<T>(by, document, variables);
    if (errors.length > 0 || data === null) throw new PlayStopped(`asking ${operationOf(document)} as ${by?.sub ?? 'the public'}`, errors);
    return data;
  }

  return {
    seed, say, ask,
    moveTo: options.moveTo ?? (async () => undefined),
    settled: options.settled ?? (async () => undefined),
    async act<T>(step: Step): Promise<T> {
      for (const trespass of onRefusal === undefined ? [] : step.notBy ?? []) await mustBeRefused(step, trespass);
      const input = { ...step.input, idempotencyKey: digest(`${seed}\0${step.step}`) };
      const { data, errors } = await answered<T>(step.by, step.document, { input }, step.awaits);
      if (errors.length > 0 || data === null) throw new PlayStopped(`${step.step} by ${step.by.sub}`, errors);
      return data;
    },
    async until<T>({ what, by, document, variables = {}, done }: Wait<T>): Promise<T> {
      const begun = performance.now();
      for (;;) {
        const data = await ask<T>(by, document, variables);
        if (done(data)) return data;
        if (performance.now() - begun > newsMs + outageMs) throw new PlayStopped(`${what} did not happen`, [{ message: JSON.stringify(data) }]);
        await sleep(POLL_MS);
      }
    },
  };
}
