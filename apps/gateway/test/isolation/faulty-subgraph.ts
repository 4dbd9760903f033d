import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { IDENTITY_HEADER } from '@sortition/service-kit/identity';
import { SEVERAL_TYPE, TAKES_SEVERAL_HEADER, answerLine, subRequestsIn } from '@sortition/service-kit/several-sub-requests';
import { isJsonObject, type JsonObject } from '../../src/json-object.ts';
import { LINE_FAULTS, LINE_FAULTS_THAT_OPEN_THE_BREAKER, MISPLAY, type LineFault } from './faulty-lines.ts';
import type { WholeAnswers } from './whole-answers.ts';

/** All that a subgraph may do wrong with one sub-request. */
export const FAULTS = [
  'refuses connections', 'hangs', 'answers too late', 'resets amid the headers', 'answers half', 'answers HTML', 'answers 500', 'answers 401',
  'answers what was not asked', 'answers other shapes', 'answers without end', 'poisons prototypes', 'answers for strangers', 'answers for too few', 'tells its secrets',
] as const;
export type Fault = (typeof FAULTS)[number] | LineFault;

/** What the breaker counts: a subgraph that cannot be reached or makes no sense. The rest is about one request only. */
export const OPENS_THE_BREAKER: ReadonlySet<Fault> = new Set<Fault>([
  'refuses connections', 'hangs', 'answers too late', 'resets amid the headers', 'answers half', 'answers HTML', 'answers 500', 'answers what was not asked', 'answers other shapes', 'poisons prototypes',
  ...LINE_FAULTS_THAT_OPEN_THE_BREAKER,
]);

export interface FaultySubgraph extends AsyncDisposable {
  readonly url: string;
  /** GraphQL requests that have arrived. */
  readonly requests: () => number;
  /** Those of them that held several sub-requests. */
  readonly requestsOfSeveral: () => number;
  /** Of the answer without end of which most was read, since it began to misbehave. */
  readonly mostBytesSent: () => number;
  /** Begins to misbehave, or stops to. */
  turn(fault: Fault | undefined): Promise<void>;
}

const HUNDRED_MEGABYTES = 100 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Given {
  readonly status?: number;
  readonly type?: string;
  readonly text: string;
}

/** One sub-request, alone in its request or one of several, and the way to answer it. */
type Misbehave = (one: { readonly whole: JsonObject; readonly tooLateMs: number; readonly give: (given: Given) => void }) => Promise<void> | void;
/** What is wrong with a response, whatever it answers. */
type BreakOff = (broken: { readonly request: IncomingMessage; readonly response: ServerResponse; readonly type: string; readonly text: string; readonly withoutEnd: (piece: string) => Promise<void> }) => Promise<void> | void;

const json = (body: unknown): Given => ({ text: JSON.stringify(body) });

/** A liar about entities; what is asked at its root it answers with nothing that makes sense. */
const ofEntities = (change: (entities: readonly unknown[]) => readonly unknown[]): Misbehave => ({ whole, give }) => {
  const isOfEntities = Object.values(whole).some(Array.isArray) && Object.keys(whole).every((key) => key.startsWith('_'));
  give(json(isOfEntities ? { data: Object.fromEntries(Object.entries(whole).map(([key, list]) => [key, change(Array.isArray(list) ? list : [])])) } : 'nonsense'));
};

const BREAK_OFF = {
  'resets amid the headers': ({ request }) => {
    request.socket.write('HTTP/1.1 200 OK\r\ncontent-ty');
    request.socket.resetAndDestroy();
  },
  'answers half': ({ response, type, text }) => {
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.indexOf('{') + 20), () => response.destroy());
  },
  'answers without end': ({ response, type, text, withoutEnd }) => {
    response.writeHead(200, { 'content-type': type });
    response.write(`${text.slice(0, text.indexOf('{'))}{"data":{"filler":"`);
    return withoutEnd('x');
  },
} as const satisfies Partial<Record<Fault, BreakOff>>;

const MISBEHAVE: Readonly<Record<Exclude<Fault, LineFault | keyof typeof BREAK_OFF | 'refuses connections'>, Misbehave>> = {
  'hangs': () => undefined,
  'answers too late': async ({ whole, tooLateMs, give }) => {
    await pause(tooLateMs);
    give(json({ data: whole }));
  },
  'answers HTML': ({ give }) => give({ type: 'text/html', text: '<h1>It works at http://127.0.0.1:8080</h1>' }),
  'answers 500': ({ give }) => give({ status: 500, type: 'text/plain', text: 'Error: connect ECONNREFUSED 10.0.0.7:5432\n    at /srv/subgraph/main.js:1:1' }),
  'answers 401': ({ give }) => give({ status: 401, text: '{"errors":[{"message":"who is 10.0.0.7?"}]}' }),
  'answers what was not asked': ({ whole, give }) => give(json({ data: { ...whole, secretOfOthers: [{ id: 'x' }] } })),
  'answers other shapes': ({ whole, give }) => give(json({ data: Object.fromEntries(Object.keys(whole).map((key) => [key, key.startsWith('_') ? { a: 1 } : [[key]]])) })),
  'poisons prototypes': ({ whole, give }) => give({ text: JSON.stringify({ data: whole }).replace('{"data":{', '{"data":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},') }),
  'answers for strangers': ofEntities((entities) => entities.map(() => ({ __typename: 'Stranger' }))),
  'answers for too few': ofEntities((entities) => entities.slice(1)),
  'tells its secrets': ({ give }) => give(json({ data: null, errors: [{ message: 'connect ECONNREFUSED 10.0.0.7:5432', extensions: { code: 'BOOM', stacktrace: ['at /srv/subgraph/main.js'], serviceUrl: 'http://localhost:4001' } }] })),
};

const isLineFault = (fault: Fault): fault is LineFault => LINE_FAULTS.some((known) => known === fault);
const isOf = <T extends object>(table: T, key: PropertyKey): key is keyof T => Object.hasOwn(table, key);
const callerOf = ({ headers }: IncomingMessage): string => JSON.parse(Buffer.from(String(headers[IDENTITY_HEADER]).split('.')[1] ?? '', 'base64url').toString()).sub;

/** Answers each sub-request in a response of its own, or in its line of one response: the last first, as nobody has promised an order. */
function givers(response: ServerResponse, several: number | undefined): ((given: Given) => void)[] {
  if (several === undefined) return [({ status = 200, type = 'application/json', text }) => void response.writeHead(status, { 'content-type': type }).end(text)];
  let open = several;
  response.writeHead(200, { 'content-type': SEVERAL_TYPE });
  return Array.from({ length: several }, (_, place) => ({ status = 200, text }) => {
    response.write(answerLine({ place, status, text }));
    open -= 1;
    if (open === 0) response.end();
  });
}

export interface Manners {
  readonly tooLateMs: number;
  readonly takesSeveral: boolean;
}

export async function startFaultySubgraph(answer: WholeAnswers, { tooLateMs, takesSeveral }: Manners): Promise<FaultySubgraph> {
  let fault: Fault | undefined;
  let [requests, requestsOfSeveral, mostBytes] = [0, 0, 0];

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests += 1;
    if (takesSeveral) response.setHeader(TAKES_SEVERAL_HEADER, 'true');
    const text = Buffer.concat(chunks).toString('utf8');
    const several = request.headers['content-type'] === SEVERAL_TYPE ? subRequestsIn(text) ?? [] : undefined;
    if (several !== undefined) requestsOfSeveral += 1;
    const asked = several?.map(({ identity, body }) => ({ subject: identity.subject, body })) ?? [{ subject: callerOf(request), body: text }];
    const wholes = await Promise.all(asked.map(async ({ subject, body }) => {
      const { query, variables } = JSON.parse(body);
      return answer({ query, variables: isJsonObject(variables) ? variables : {}, subject });
    }));
    const withoutEnd = async (piece: string): Promise<void> => {
      const pieces = piece.repeat(MEGABYTE / piece.length);
      for (let written = 0; written < HUNDRED_MEGABYTES && !response.destroyed; written += pieces.length) {
        await new Promise((resolve) => { response.write(pieces, resolve); });
        mostBytes = Math.max(mostBytes, written + pieces.length);
      }
      response.end();
    };
    const played = fault === undefined || fault === 'refuses connections' ? undefined : fault;
    if (played !== undefined && isLineFault(played) && several !== undefined) return MISPLAY[played]({ response, texts: wholes.map((whole) => JSON.stringify(whole)), withoutEnd });
    if (played !== undefined && isOf(BREAK_OFF, played)) {
      const whole = JSON.stringify(wholes[0]);
      return BREAK_OFF[played]({ request, response, withoutEnd, type: several === undefined ? 'application/json' : SEVERAL_TYPE, text: several === undefined ? whole : answerLine({ place: 0, status: 200, text: whole }) });
    }
    const misbehave = played === undefined ? undefined : MISBEHAVE[isLineFault(played) ? 'answers HTML' : played];
    const give = givers(response, several?.length);
    for (const [place, whole] of [...wholes.entries()].toReversed()) {
      const giveOne = give[place] ?? (() => undefined);
      if (misbehave === undefined) giveOne(json(whole));
      else void misbehave({ whole: { ...whole.data }, tooLateMs, give: giveOne });
    }
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
    url: `http://127.0.0.1:${port}`, requests: () => requests, requestsOfSeveral: () => requestsOfSeveral, mostBytesSent: () => mostBytes,
    async turn(next) {
      const wasClosed = fault === 'refuses connections';
      fault = next;
      if (next !== undefined) mostBytes = 0;
      if (next === 'refuses connections') await close();
      else if (wasClosed) await listen(port);
    },
    [Symbol.asyncDispose]: close,
  };
}
