import type { Account } from '../issuer/accounts.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** An error of the API as it came over the wire. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly clause?: string | null; readonly [detail: string]: unknown };
}

export interface Answer<T> {
  /** 0 when nobody answered. */
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly AnswerError[];
}

/** Asks the gateway as somebody; null is the public. */
export interface GraphqlClient {
  ask<T>(by: Account | null, document: string, variables?: Variables): Promise<Answer<T>>;
}

export interface GraphqlClientOptions {
  /** Of the gateway. */
  readonly url: string;
  readonly tokenFor: (account: Account) => Promise<string>;
}

const nobodyAnswered = <T>(reason: unknown): Answer<T> =>
  ({ status: 0, data: null, errors: [{ message: reason instanceof Error ? reason.message : String(reason), extensions: { code: 'UNREACHABLE' } }] });

function readAnswer<T>(status: number, text: string): Answer<T> {
  if (!text.startsWith('{')) return nobodyAnswered(`HTTP ${status}`);
  const { data, errors }: { readonly data?: T | null; readonly errors?: readonly AnswerError[] } = JSON.parse(text);
  return { status, data: data ?? null, errors: errors ?? [] };
}

/** A client of the gateway with one token per account. A gateway that is not there is an answer (`UNREACHABLE`), not an exception. */
export function graphqlClient({ url, tokenFor }: GraphqlClientOptions): GraphqlClient {
  const tokens = new Map<string, string>();

  async function authorisation(by: Account | null): Promise<Record<string, string>> {
    if (by === null) return {};
    const token = tokens.get(by.sub) ?? await tokenFor(by);
    tokens.set(by.sub, token);
    return { authorization: `Bearer ${token}` };
  }

  return {
    async ask<T>(by: Account | null, document: string, variables: Variables = {}): Promise<Answer<T>> {
      try {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...await authorisation(by) },
          body: JSON.stringify({ query: document, variables }),
        });
        return readAnswer<T>(response.status, await response.text());
      } catch (error) {
        return nobodyAnswered(error);
      }
    },
  };
}
