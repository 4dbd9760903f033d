import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { hasRole, isAnonymous, type Identity } from '@sortition/service-kit/identity';
import { GraphQLError } from 'graphql';
import type { MadeAnswer } from '../caching/answer-cache.ts';
import { VARY, giveAnswer } from '../caching/give-answer.ts';
import type { PublicAnswers } from '../caching/public-answers.ts';
import type { SharedOperation } from '../caching/shared-operation.ts';
import { isWholeAnswer } from '../caching/whole-answer.ts';
import type { GatewayConfig } from '../config.ts';
import { documentAdmission } from '../documents/admit-document.ts';
import { persistedQuery } from '../documents/document-caches.ts';
import type { DocumentRegister } from '../documents/document-register.ts';
import type { TrustedDocument } from '../documents/trusted-document.ts';
import { RequestRefused, presented, retryAfter } from '../errors/gateway-error.ts';
import { GATEWAY_MESSAGES } from '../errors/gateway-messages.ts';
import { presentError } from '../errors/present-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { AnswerDirectly, DirectAnswer } from '../known-query/direct-answer.ts';
import type { KnownQueries } from '../known-query/known-queries.ts';
import type { Allowances } from '../limits/allowances.ts';
import { documentGuard } from '../limits/document-limits.ts';
import type { Trace } from '../observability/trace.ts';
import { clientAddress, countedAs } from './client-address.ts';
import { graphqlRequestOf, type GraphqlRequest } from './graphql-request.ts';
import { single } from './single-header.ts';

export interface GraphqlEndpointParts {
  readonly config: GatewayConfig;
  readonly server: ApolloServer<GatewayContext>;
  readonly documents: DocumentRegister;
  readonly known: KnownQueries;
  readonly answerDirectly: AnswerDirectly;
  readonly publicAnswers: PublicAnswers;
  readonly allowances: Allowances;
  readonly callerOf: (authorization: string | undefined) => Promise<Identity>;
  readonly refused: (code: string) => void;
  /** An answer was given that the pipeline had made for somebody before. */
  readonly given: (operationName: string | undefined, trace: Trace, ms: number) => void;
}

function answerError(response: ServerResponse, status: number, body: { readonly extensions?: Record<string, unknown> }, trace: Trace): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}) });
  response.end(JSON.stringify({ errors: [{ ...body, extensions: { ...body.extensions, traceId: trace.id } }] }));
}

interface Admission {
  readonly identity: Identity;
  readonly caller: string;
  readonly operation: GraphqlRequest;
  readonly document: TrustedDocument | undefined;
}

/** The request as the pipeline takes it; which holds a free query by GET to reading, as the admission has held a trusted document. */
function pipelineRequest(request: IncomingMessage, { query, documentId, operationName = null, variables = null }: GraphqlRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap([['content-type', 'application/json'], ['accept', single(request.headers.accept) ?? '*/*']]);
  if (documentId !== undefined) return { method: 'POST', headers, search: '', body: { ...persistedQuery(documentId), operationName, variables } };
  if (request.method === 'POST') return { method: 'POST', headers, search: '', body: { query, operationName, variables } };
  const search = new URLSearchParams({ query, ...(operationName ? { operationName } : {}), ...(variables ? { variables: JSON.stringify(variables) } : {}) });
  return { method: 'GET', headers, search: `?${search.toString()}`, body: undefined };
}

/** Other media types have statuses of their own, which the pipeline knows. */
function takesPlainJson({ headers: { accept } }: IncomingMessage): boolean {
  return accept === undefined || ((accept.includes('*/*') || accept.includes('application/json')) && !accept.includes('graphql-response'));
}

const PLAIN_JSON: readonly (readonly [string, string])[] = [['content-type', 'application/json; charset=utf-8']];

const headersOf = ({ errors }: DirectAnswer) => (errors.some(({ extensions }) => extensions?.['code'] === 'OVERLOADED') ? [...PLAIN_JSON, ['retry-after', '1'] as const] : PLAIN_JSON);

/** A refusal before the pipeline: in the pipeline's form, with a status that proxies understand. */
function refuse(response: ServerResponse, error: unknown, trace: Trace): string {
  if (error instanceof RequestRefused) {
    // What was not read cannot be skipped on a kept-alive connection.
    if (error.code === 'BODY_TOO_LARGE') response.setHeader('connection', 'close');
    const wait = retryAfter(error.details);
    if (wait !== undefined) response.setHeader('retry-after', wait);
    answerError(response, GATEWAY_MESSAGES[error.code].status, { ...presented(error.code, error.details) }, trace);
    return error.code;
  }
  if (error instanceof GraphQLError) {
    const { http: _http, ...extensions } = error.extensions;
    answerError(response, 400, presentError({ message: error.message, extensions }), trace);
    return String(extensions['code']);
  }
  throw error;
}

/** Who asks, whether the request may be read at all, and only then the GraphQL pipeline. */
export function graphqlEndpoint({ config, server, documents, known, answerDirectly, publicAnswers, allowances, callerOf, refused, given }: GraphqlEndpointParts): (request: IncomingMessage, response: ServerResponse, url: URL, trace: Trace) => Promise<void> {
  const limits = { depth: config.MAX_DEPTH, aliases: config.MAX_ALIASES, directives: config.MAX_DIRECTIVES, repeated: config.MAX_REPEATED, rootFields: config.MAX_ROOT_FIELDS, mutations: config.MAX_MUTATIONS };
  const guardDocument = documentGuard((analyst) => ({ ...limits, tokens: analyst ? config.MAX_TOKENS_ANALYST : config.MAX_TOKENS }));

  const admitDocument = documentAdmission(documents, config.FREE_QUERIES);

  async function admitted(request: IncomingMessage, url: URL): Promise<Admission> {
    const identity = await callerOf(request.headers.authorization);
    const operation = await graphqlRequestOf(request, url, config.MAX_BODY_BYTES);
    const document = admitDocument({ method: request.method, documentId: operation.documentId, identity });
    const caller = countedAs(identity, clientAddress(request, config.TRUSTED_PROXIES));
    if (operation.query !== undefined) {
      // Validating and planning cost by the length of a document, also of one that is then refused or fetches nothing.
      const refused = allowances.spend(caller, guardDocument(operation.query, hasRole(identity, 'ANALYST')));
      if (refused !== undefined) throw new RequestRefused('RATE_LIMITED', refused);
    }
    return { identity, caller, operation, document };
  }

  /** Nobody's token decides on such an answer: whoever shows one, even a bad one, neither gets it nor makes it. */
  function sharedBy(request: IncomingMessage, { identity, operation, document }: Admission): SharedOperation | undefined {
    if (request.headers.authorization !== undefined || !isAnonymous(identity)) return undefined;
    // where nothing is kept here, only an address of its own can still be kept by others
    if (!publicAnswers.keeps && !(request.method === 'GET' && document !== undefined)) return undefined;
    const { query, documentId, operationName, variables } = operation;
    return publicAnswers.shared({
      document: { id: documentId, text: document?.text ?? query ?? '', node: document?.node }, operationName, variables, accept: single(request.headers.accept) ?? '*/*',
    });
  }

  return async (request, response, url, trace) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('vary', VARY);
    const client = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) client.abort();
    });

    let admission;
    try {
      admission = await admitted(request, url);
    } catch (error) {
      refused(refuse(response, error, trace));
      return;
    }
    const { identity, caller, operation, document } = admission;
    const query = takesPlainJson(request) ? known.find(document?.text ?? operation.query ?? '', operation.operationName) : undefined;
    const shared = sharedBy(request, admission);
    const isShared = shared !== undefined;
    const make = async (signal: AbortSignal): Promise<MadeAnswer> => {
      const context: GatewayContext = { identity, caller, trace, document, signal, deadline: Date.now() + config.OPERATION_MS };
      const direct = query === undefined ? undefined : await answerDirectly(query, operation.variables ?? {}, context);
      if (direct !== undefined) return { status: 200, headers: headersOf(direct), body: direct.body, traceId: trace.id, isWhole: direct.hasData && direct.errors.length === 0 };
      const { status = 200, headers, body } = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest: pipelineRequest(request, operation), context: async () => context });
      const text = body.kind === 'complete' ? body.string : '';
      return { status, headers, body: text, traceId: trace.id, isWhole: isShared && isWholeAnswer(status, text) };
    };
    if (shared !== undefined) {
      const startedAt = performance.now();
      const answer = await publicAnswers.answer(shared, client.signal, make);
      if (answer.traceId !== trace.id) given(shared.policy.operationName, trace, performance.now() - startedAt);
      if (!response.destroyed) giveAnswer(request, response, answer, request.method === 'GET' && document !== undefined);
      return;
    }
    const { status, headers, body } = await make(client.signal);
    if (response.destroyed) return;
    for (const [name, value] of headers) response.setHeader(name, value);
    response.statusCode = status;
    response.end(body);
  };
}
