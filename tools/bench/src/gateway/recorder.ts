import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { IDENTITY_HEADER } from '@sortition/service-kit/identity';
import { CURSOR_HEADER } from '@sortition/service-kit/service-identity';
import { SEVERAL_TYPE, TAKES_SEVERAL_HEADER, answerLine, subRequestsIn } from '@sortition/service-kit/several-sub-requests';
import { Pool } from 'undici';
import { meaningOf } from './sub-request-meaning.ts';
import { subRequestKey, type SeenSubRequest } from './sub-request-plan.ts';

// A process of its own, in front of the real subgraphs: it sees what a gateway asks them, and can answer the same from memory.
// RECORDER={"port": n, "subgraphs": {…}}; a subgraph has the path /<name>/graphql.
interface Settings {
  readonly port: number;
  readonly subgraphs: Readonly<Record<string, string>>;
}

const { port, subgraphs }: Settings = JSON.parse(process.env['RECORDER'] ?? '{}');
const pools = new Map(Object.entries(subgraphs).map(([name, url]) => [name, new Pool(new URL(url).origin, { connections: 50, pipelining: 1 })]));
const answers = new Map<string, Buffer>();
/** By what they mean, for gateways that write one sub-request in several ways. */
const byMeaning = new Map<string, Buffer>();
const texts = new Map<string, Buffer>();
const misses: string[] = [];
const NOT_RECORDED = Buffer.from('{"errors":[{"message":"not recorded"}]}');
const TYPE = { 'content-type': 'application/json; charset=utf-8' };
let replaying = false;
let seen: (Omit<SeenSubRequest, 'bytes'> & { bytes: number })[] = [];
let answered: number[] = [];

/** Whose name the gateway has signed; the recorder asks for a signature as a subgraph does, and verifies none. */
function subjectOf({ headers }: IncomingMessage): string | undefined {
  const token = headers[IDENTITY_HEADER];
  if (typeof token !== 'string') return undefined;
  const { sub }: { readonly sub?: unknown } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return String(sub);
}

async function forward(service: string, subject: string, request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
  const place = seen.push({ service, body, answeredBefore: [...answered], bytes: 0 }) - 1;
  const mine = seen;
  const { host: _host, connection: _connection, 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = request.headers;
  const reply = await pools.get(service)?.request({ path: '/graphql', method: 'POST', headers, body });
  const text = Buffer.from(await reply?.body.arrayBuffer() ?? new ArrayBuffer(0));
  if (reply?.statusCode === 200) {
    const content = text.toString('utf8');
    const known = texts.get(content) ?? text; // many gateways get the same answers: kept once
    texts.set(content, known);
    answers.set(subRequestKey(service, subject, body), known);
    byMeaning.set(subRequestKey(service, subject, meaningOf(body)), known);
  }
  const [entry] = mine.slice(place);
  if (entry !== undefined) entry.bytes = text.length;
  if (mine === seen) answered.push(place);
  response.writeHead(reply?.statusCode ?? 502, { ...TYPE, 'content-length': text.length }).end(text);
}

function replayed(service: string, subject: string, body: string): { readonly status: number; readonly text: Buffer } {
  const key = subRequestKey(service, subject, body);
  const recorded = answers.get(key) ?? byMeaning.get(subRequestKey(service, subject, meaningOf(body)));
  if (recorded === undefined) {
    misses.push(key.slice(0, 2_000));
    return { status: 500, text: NOT_RECORDED };
  }
  answers.set(key, recorded);
  return { status: 200, text: recorded };
}

/** Of what is recorded nothing changes. */
const FEED = '/feeds/events';
const tellNothing = (response: ServerResponse): void => void setTimeout(() => response.writeHead(200, { [CURSOR_HEADER]: '0-0' }).end(), 500);

async function answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  if (request.url?.startsWith(FEED)) return tellNothing(response);
  const service = request.url?.split('/')[1] ?? '';
  if (request.headers['content-type'] === SEVERAL_TYPE) {
    const lines = (subRequestsIn(body) ?? []).map((one, place) => {
      const { status, text } = replayed(service, one.identity.subject, one.body);
      return answerLine({ place, status, text: text.toString('utf8') });
    });
    return void response.writeHead(200, { 'content-type': SEVERAL_TYPE }).end(lines.join(''));
  }
  const subject = subjectOf(request);
  if (subject === undefined) return void response.writeHead(401, TYPE).end('{"errors":[{"message":"not signed"}]}');
  if (!replaying) return forward(service, subject, request, body, response);
  const { status, text } = replayed(service, subject, body);
  // only who replays can take several: what is recorded comes one by one
  response.writeHead(status, { ...TYPE, [TAKES_SEVERAL_HEADER]: 'true', 'content-length': text.length }).end(text);
}

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer(request, response, Buffer.concat(chunks).toString('utf8')).catch((error: unknown) => response.writeHead(502, TYPE).end(JSON.stringify({ errors: [{ message: String(error) }] })));
  });
});

process.on('message', (message: { readonly ask: 'seen' | 'replay' | 'misses' }) => {
  if (message.ask === 'replay') {
    replaying = true; // nobody waits for an answer to this
    return;
  }
  if (message.ask === 'misses') return void process.send?.({ misses: misses.splice(0), recorded: answers.size });
  const told = seen;
  [seen, answered] = [[], []];
  process.send?.({ seen: told });
});
process.on('disconnect', () => process.exit(0));
server.listen(port, '127.0.0.1', () => process.send?.({ ready: true }));
