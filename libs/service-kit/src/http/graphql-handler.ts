import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { newId, refusal } from '@sortition/kernel';
import { refusalError } from '../graphql-error.ts';
import { IDENTITY_HEADER, type Identity } from '../identity.ts';
import type { ServiceContext } from '../service-context.ts';
import { readBody } from './read-body.ts';

export interface GraphqlHandler {
  readonly server: ApolloServer<ServiceContext>;
  readonly verify: (token: string | undefined, body: Uint8Array) => Identity | undefined;
  readonly contextFor: (identity: Identity, trace: string) => ServiceContext;
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const refuseRequest = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Identity first: a request that no gateway has signed never reaches the GraphQL parser. */
export async function handleGraphql({ server, verify, contextFor }: GraphqlHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = await readBody(request);
  if (bytes === undefined) return refuseRequest(response, 413, { errors: [{ message: 'request body too large' }] });
  const identity = verify(single(request.headers[IDENTITY_HEADER]), bytes);
  if (identity === undefined) return refuseRequest(response, 401, { errors: [refusalError(refusal('UNAUTHENTICATED', null)).toJSON()] });
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    return refuseRequest(response, 400, { errors: [{ message: 'request body is not JSON' }] });
  }
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const trace = single(request.headers['x-trace-id']) ?? newId();
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'POST', headers, search: '', body },
    context: async () => contextFor(identity, trace),
  });
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  response.end(answer.body.kind === 'complete' ? answer.body.string : undefined);
}
