import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { isJsonObject, type JsonObject } from '../../src/json-object.ts';

/** All that a subgraph may do wrong. */
export const FAULTS = [
  'refuses connections', 'hangs', 'answers too late', 'resets amid the headers', 'answers half', 'answers HTML', 'answers 500', 'answers 401',
  'answers what was not asked', 'answers other shapes', 'answers without end', 'poisons prototypes', 'answers for strangers', 'answers for too few', 'tells its secrets',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What the breaker counts: a subgraph that cannot be reached or makes no sense. The rest is about one request only. */
export const OPENS_THE_BREAKER: ReadonlySet<Fault> = new Set([
  'refuses connections', 'hangs', 'answers too late', 'resets amid the headers', 'answers half', 'answers HTML', 'answers 500', 'answers what was not asked', 'answers other shapes', 'poisons prototypes',
]);

export interface FaultySubgraph extends AsyncDisposable {
  readonly url: string;
  /** GraphQL requests that have arrived. */
  readonly requests: () => number;
  /** Of answers without end. */
  readonly bytesSent: () => number;
  /** Begins to misbehave, or stops to. */
  turn(fault: Fault | undefined): Promise<void>;
}

const HUNDRED_MEGABYTES = 100 * 1024 * 1024;
const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const json = (response: ServerResponse, body: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));

type Misbehave = (reply: { readonly request: IncomingMessage; readonly response: ServerResponse; readonly whole: JsonObject; readonly tooLateMs: number; readonly sent: (bytes: number) => void }) => Promise<void> | void;

/** A liar about entities; what is asked at its root it answers with nothing that makes sense. */
const ofEntities = (change: (entities: readonly unknown[]) => readonly unknown[]): Misbehave => ({ response, whole }) => {
  const isOfEntities = Object.values(whole).some(Array.isArray) && Object.keys(whole).every((key) => key.startsWith('_'));
  json(response, isOfEntities ? { data: Object.fromEntries(Object.entries(whole).map(([key, list]) => [key, change(Array.isArray(list) ? list : [])])) } : 'nonsense');
};

const MISBEHAVIOUR: Readonly<Record<Exclude<Fault, 'refuses connections'>, Misbehave>> = {
  'hangs': () => undefined,
  'answers too late': async ({ response, whole, tooLateMs }) => {
    await pause(tooLateMs);
    json(response, { data: whole });
  },
  'resets amid the headers': ({ request }) => {
    request.socket.write('HTTP/1.1 200 OK\r\ncontent-ty');
    request.socket.resetAndDestroy();
  },
  'answers half': ({ response, whole }) => {
    const text = JSON.stringify({ data: whole });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  },
  'answers HTML': ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works at http://127.0.0.1:8080</h1>'),
  'answers 500': ({ response }) => void response.writeHead(500, { 'content-type': 'text/plain' }).end('Error: connect ECONNREFUSED 10.0.0.7:5432\n    at /srv/subgraph/main.js:1:1'),
  'answers 401': ({ response }) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[{"message":"who is 10.0.0.7?"}]}'),
  'answers what was not asked': ({ response, whole }) => json(response, { data: { ...whole, secretOfOthers: [{ id: 'x' }] } }),
  'answers other shapes': ({ response, whole }) => json(response, { data: Object.fromEntries(Object.keys(whole).map((key) => [key, key.startsWith('_') ? { a: 1 } : [[key]]])) }),
  'answers without end': async ({ response, sent }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data":{"filler":"');
    for (let written = 0; written < HUNDRED_MEGABYTES && !response.destroyed; written += MEGABYTE.length) {
      await new Promise((resolve) => { response.write(MEGABYTE, resolve); });
      sent(MEGABYTE.length);
    }
    response.end('"}}');
  },
  'poisons prototypes': ({ response, whole }) => json(response, JSON.stringify({ data: whole }).replace('{"data":{', '{"data":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},')),
  'answers for strangers': ofEntities((entities) => entities.map(() => ({ __typename: 'Stranger' }))),
  'answers for too few': ofEntities((entities) => entities.slice(1)),
  'tells its secrets': ({ response }) => json(response, { data: null, errors: [{ message: 'connect ECONNREFUSED 10.0.0.7:5432', extensions: { code: 'BOOM', stacktrace: ['at /srv/subgraph/main.js'], serviceUrl: 'http://localhost:4001' } }] }),
};

export async function startFaultySubgraph(answer: (query: string, variables: JsonObject) => Promise<ExecutionResult>, tooLateMs: number): Promise<FaultySubgraph> {
  let fault: Fault | undefined;
  let requests = 0;
  let bytes = 0;

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests += 1;
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const whole = await answer(query, isJsonObject(variables) ? variables : {});
    if (fault === undefined || fault === 'refuses connections') json(response, whole);
    else await MISBEHAVIOUR[fault]({ request, response, whole: { ...whole.data }, tooLateMs, sent: (more) => { bytes += more; } });
  }

  let http: Server;
  const listen = (port: number): Promise<number> => new Promise((resolve) => {
    http = createServer((request, response) => void reply(request, response).catch(() => response.destroy()));
    http.listen(port, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  const close = (): Promise<void> => new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
  const port = await listen(0);

  return {
    url: `http://127.0.0.1:${port}`, requests: () => requests, bytesSent: () => bytes,
    async turn(next) {
      const wasClosed = fault === 'refuses connections';
      fault = next;
      if (next === 'refuses connections') await close();
      else if (wasClosed) await listen(port);
    },
    [Symbol.asyncDispose]: close,
  };
}
