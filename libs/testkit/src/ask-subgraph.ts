/** A GraphQL request as the gateway would send it. */
export interface Question {
  readonly url: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Signs the body as the caller: the kit's `signIdentity` with the identity, the test's gateway key and the service as audience. */
  readonly sign?: (body: Uint8Array) => Promise<string>;
}

/** The answer as it stood on the wire. */
export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Asks a running subgraph over HTTP, with the identity header when there is somebody to sign for. */
export async function askSubgraph({ url, document, variables, sign }: Question): Promise<Answer> {
  const body = new TextEncoder().encode(JSON.stringify({ query: document, variables }));
  const identity = sign === undefined ? {} : { 'x-sortition-identity': await sign(body) };
  const response = await fetch(new URL('/graphql', url), { method: 'POST', headers: { 'content-type': 'application/json', ...identity }, body });
  const text = await response.text();
  const answer: Partial<Pick<Answer, 'data' | 'errors'>> = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, data: answer.data, errors: answer.errors ?? [] };
}
