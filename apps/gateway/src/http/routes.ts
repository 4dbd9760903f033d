import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { RequestRefused, presented, retryAfter, type ErrorDetails } from '../errors/gateway-error.ts';
import { GATEWAY_MESSAGES, type GatewayCode } from '../errors/gateway-messages.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { SupergraphVitals } from '../supergraph/supergraphs.ts';
import { traceOf, type Trace } from '../observability/trace.ts';
import { GRAPHIQL_POLICY, type StaticFile } from './graphiql.ts';
import type { Health } from './health.ts';
import { single } from './single-header.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export interface RouteTable {
  readonly graphql: (request: IncomingMessage, response: ServerResponse, url: URL, trace: Trace) => Promise<void>;
  readonly health: () => Promise<Health>;
  readonly supergraph: () => SupergraphVitals;
  readonly graphiql: ReadonlyMap<string, StaticFile>;
  readonly accounts: Handler | undefined;
  /** Answers for the files of services; false where there are none. */
  readonly files: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
  readonly metrics: Metrics;
  readonly log: Logger;
}

const BASE = 'http://gateway.invalid';
/** Where nearly every request goes: read once. */
const GRAPHQL = new URL('/graphql', BASE);

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));
};

function refuse(response: ServerResponse, code: GatewayCode, details: ErrorDetails = {}): void {
  const wait = retryAfter(details);
  if (wait !== undefined) response.setHeader('retry-after', wait);
  const { message, extensions } = presented(code, details);
  json(response, GATEWAY_MESSAGES[code].status, { errors: [{ message, extensions: { ...extensions, traceId: response.getHeader('x-trace-id') } }] });
}

function serveFile(response: ServerResponse, { contentType, content }: StaticFile): void {
  response.writeHead(200, { 'content-type': contentType, 'content-length': content.length, 'content-security-policy': GRAPHIQL_POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' }).end(content);
}

/** What the gateway answers where. */
export function routes({ graphql, health, supergraph, graphiql, accounts, files, metrics, log }: RouteTable): (request: IncomingMessage, response: ServerResponse) => void {
  async function route(request: IncomingMessage, response: ServerResponse, trace: Trace): Promise<void> {
    if (request.url === GRAPHQL.pathname) return graphql(request, response, GRAPHQL, trace);
    if (!URL.canParse(request.url ?? '/', BASE)) return refuse(response, 'BAD_REQUEST');
    const url = new URL(request.url ?? '/', BASE);
    const { pathname } = url;
    if (pathname === GRAPHQL.pathname) return graphql(request, response, url, trace);
    if (pathname === '/graphiql/accounts' && accounts !== undefined) return accounts(request, response, url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 'METHOD_NOT_ALLOWED');
    if (pathname === '/livez') return json(response, 200, { live: true });
    if (pathname === '/readyz') return answerReady(response, await health());
    // For people: always 200, with how each subgraph fares.
    if (pathname === '/health') return json(response, 200, { ...await health(), supergraph: supergraph() });
    if (pathname === '/metrics') {
      const { contentType, text } = await metrics.expose();
      return void response.writeHead(200, { 'content-type': contentType }).end(text);
    }
    if (await files(request, response, url)) return;
    if (pathname === '/') return void response.writeHead(302, { location: '/graphiql' }).end();
    const file = pathname.startsWith('/graphiql') ? graphiql.get(pathname.slice('/graphiql'.length)) : undefined;
    return file === undefined ? refuse(response, 'NOT_FOUND') : serveFile(response, file);
  }

  return (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const trace = traceOf(single(request.headers.traceparent));
    response.setHeader('x-trace-id', trace.id);
    route(request, response, trace).catch((error: unknown) => {
      if (response.destroyed) return; // the client left while it was still sending
      const code = error instanceof RequestRefused ? error.code : 'INTERNAL';
      if (code === 'INTERNAL') log.error({ trace: trace.id, err: error, path: request.url?.split('?')[0] }, 'request failed');
      if (response.headersSent) response.destroy();
      else refuse(response, code, error instanceof RequestRefused ? error.details : {});
    });
  };
}

/** For machines: 200 exactly when everything can answer. */
function answerReady(response: ServerResponse, { ready, subgraphs }: Health): void {
  json(response, ready ? 200 : 503, { ready, subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, subgraph]) => [name, { ready: subgraph.ready }])) });
}
