import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { newId, refusal } from '@sortition/kernel';
import type { Logger } from 'pino';
import { refusalError } from '../graphql-error.ts';
import { IDENTITY_HEADER, type Identity } from '../identity.ts';
import type { ServiceContext } from '../service-context.ts';
import { answerLine, SEVERAL_TYPE, subRequestsIn, TAKES_SEVERAL_HEADER, type SubRequestOfSeveral } from '../several-sub-requests.ts';
import { readBody } from './read-body.ts';

export interface GraphqlHandler {
  readonly server: ApolloServer<ServiceContext>;
  readonly verify: (token: string | undefined, body: Uint8Array) => Identity | undefined;
  readonly verifySeveral: (token: string | undefined, body: Uint8Array) => boolean;
  readonly contextFor: (identity: Identity, trace: string) => ServiceContext;
  readonly log: Logger;
}

interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly text: string;
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const refused = (status: number, error: object): GraphqlAnswer => ({ status, headers: [['content-type', 'application/json']], text: JSON.stringify({ errors: [error] }) });
const unsigned = (): GraphqlAnswer => refused(401, refusalError(refusal('UNAUTHENTICATED', null)).toJSON());
const NOT_JSON = refused(400, { message: 'request body is not JSON' });

function give(response: ServerResponse, { status, headers, text }: GraphqlAnswer): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.statusCode = status;
  response.end(text);
}

/** Identity first: a request that no gateway has signed never reaches the GraphQL parser. */
export async function handleGraphql(handler: GraphqlHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader(TAKES_SEVERAL_HEADER, 'true');
  const bytes = await readBody(request);
  if (bytes === undefined) return give(response, refused(413, { message: 'request body too large' }));
  const token = single(request.headers[IDENTITY_HEADER]);
  if (request.headers['content-type'] === SEVERAL_TYPE) {
    if (!handler.verifySeveral(token, bytes)) return give(response, unsigned());
    const subRequests = subRequestsIn(bytes.toString('utf8'));
    return subRequests === undefined ? give(response, NOT_JSON) : answerSeveral(handler, subRequests, response);
  }
  const identity = handler.verify(token, bytes);
  if (identity === undefined) return give(response, unsigned());
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  give(response, await answerOf(handler, { identity, traceId: single(request.headers['x-trace-id']) ?? newId(), body: bytes.toString('utf8') }, { method: request.method ?? 'POST', headers }));
}

async function answerOf({ server, contextFor }: GraphqlHandler, { identity, traceId, body }: SubRequestOfSeveral, { method, headers }: { readonly method: string; readonly headers: HeaderMap }): Promise<GraphqlAnswer> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
  const answer = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest: { method, headers, search: '', body: parsed }, context: async () => contextFor(identity, traceId) });
  return { status: answer.status ?? 200, headers: answer.headers, text: answer.body.kind === 'complete' ? answer.body.string : '' };
}

const PLAIN_JSON = { method: 'POST', headers: new HeaderMap([['content-type', 'application/json'], ['accept', 'application/json']]) };

/** Each is answered when it is ready, whatever the others take; those that are ready in one turn leave in one piece. */
async function answerSeveral(handler: GraphqlHandler, subRequests: readonly SubRequestOfSeveral[], response: ServerResponse): Promise<void> {
  response.setHeader('content-type', SEVERAL_TYPE);
  let [ready, open] = ['', subRequests.length];
  const leave = (): void => {
    const lines = ready;
    ready = '';
    if (open === 0) response.end(lines);
    else response.write(lines);
  };
  await Promise.all(subRequests.map(async (subRequest, place) => {
    const { status, text } = await answerOf(handler, subRequest, PLAIN_JSON).catch((error: unknown): GraphqlAnswer => {
      handler.log.error({ err: error, trace: subRequest.traceId }, 'sub-request failed');
      return refused(500, refusalError(refusal('INTERNAL', null)).toJSON());
    });
    if (ready === '') setImmediate(leave);
    ready += answerLine({ place, status, text });
    open -= 1;
  }));
}
