import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANONYMOUS, IDENTITY_HEADER, identityVerifier, severalVerifier, type Identity } from '@sortition/service-kit/identity';
import { SEVERAL_TYPE, TAKES_SEVERAL_HEADER, answerLine, subRequestsIn, type SubRequestOfSeveral } from '@sortition/service-kit/several-sub-requests';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signingKey, type SigningKey } from '../../test/fixtures/signing-key.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { departures, type Departing } from './departures.ts';
import { subgraphTransport, type SubgraphTransport } from './subgraph-transport.ts';

const NAME = 'registry';
const JSON_TYPE = { 'content-type': 'application/json' };
const LIMITS = { connections: 8, maxResponseBytes: 2_000 };

interface Seen {
  readonly type: string | undefined;
  readonly asked: readonly SubRequestOfSeveral[];
}

/** What the service does with a request of several, once it has read it. */
type Manner = (asked: readonly SubRequestOfSeveral[], response: ServerResponse) => void;
const answerOf = ({ identity, body }: SubRequestOfSeveral): string => JSON.stringify({ data: { who: identity.subject, asked: JSON.parse(body) } });
const answerAll: Manner = (asked, response) => response.writeHead(200, { 'content-type': SEVERAL_TYPE }).end(asked.map((one, place) => answerLine({ place, status: 200, text: answerOf(one) })).join(''));

let key: SigningKey;
let seen: Seen[] = [];
let manner: Manner = answerAll;
let takesSeveral = true;
let gone = 0;

const server = createServer((request, response) => void serve(request, response));
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.once('close', () => { if (!response.writableFinished) gone += 1; });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const token = String(request.headers[IDENTITY_HEADER]);
  const type = request.headers['content-type'];
  if (type === SEVERAL_TYPE) {
    if (!takesSeveral) return void response.writeHead(415).end();
    if (!severalVerifier({ keys: [key.publicKey] }, NAME)(token, body)) return void response.writeHead(401).end();
    const asked = subRequestsIn(body.toString('utf8')) ?? [];
    seen.push({ type, asked });
    return manner(asked, response);
  }
  const identity = identityVerifier({ keys: [key.publicKey] }, NAME)(token, body);
  if (identity === undefined) return void response.writeHead(401).end();
  const one = { identity, traceId: String(request.headers['x-trace-id']), body: body.toString('utf8') };
  seen.push({ type, asked: [one] });
  response.writeHead(200, { ...JSON_TYPE, ...(takesSeveral ? { [TAKES_SEVERAL_HEADER]: 'true' } : {}) }).end(answerOf(one));
}

let transport: SubgraphTransport;
let depart: ReturnType<typeof departures>;
beforeAll(async () => {
  key = await signingKey('gateway-1');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(async () => {
  [seen, manner, takesSeveral, gone] = [[], answerAll, true, 0];
  transport = subgraphTransport(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`), LIMITS);
  depart = departures(NAME, transport, key.privateKey);
  await depart(asking('first')); // with its answer the service says what it takes
  seen = [];
});
afterEach(() => transport.close());

const caller = (subject: string): Identity => ({ ...ANONYMOUS, subject, roles: ['INSPECTOR'] });

function asking(query: string, { subject = 'officer-1', alone = false, ms = 5_000, signal = new AbortController().signal }: { subject?: string; alone?: boolean; ms?: number; signal?: AbortSignal } = {}): Departing {
  const context: GatewayContext = { identity: caller(subject), caller: subject, trace: { id: 'c'.repeat(32), flags: '01' }, document: undefined, signal, deadline: Number.MAX_SAFE_INTEGER };
  return { body: JSON.stringify({ query }), alone, context, patience: { until: Date.now() + ms, owner: 'subgraph', clientGone: signal } };
}

const answered = (query: string, subject = 'officer-1') => expect.objectContaining({ status: 200, contentType: 'application/json', text: JSON.stringify({ data: { who: subject, asked: { query } } }) });
const all = (...departing: Departing[]) => Promise.all(departing.map(depart));

describe('queries that leave in one turn', () => {
  it('leave in one request, and each is answered to its own caller', async () => {
    expect(await all(asking('a', { subject: 'zhang' }), asking('b', { subject: 'li' }), asking('c', { subject: 'zhang' }))).toEqual([answered('a', 'zhang'), answered('b', 'li'), answered('c', 'zhang')]);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.asked.map(({ identity, traceId }) => [identity.subject, identity.roles, traceId])).toEqual(['zhang', 'li', 'zhang'].map((subject) => [subject, ['INSPECTOR'], 'c'.repeat(32)]));
  });

  it('are parted where they are too many or too long, and one alone leaves as it always did', async () => {
    const many = Array.from({ length: 33 }, (_, n) => asking(`q${n}`));
    expect(await all(...many)).toEqual(many.map((_, n) => answered(`q${n}`)));
    const long = 'x'.repeat(300_000);
    manner = (asked, response) => response.writeHead(200, { 'content-type': SEVERAL_TYPE }).end(asked.map((_one, place) => answerLine({ place, status: 200, text: '{}' })).join(''));
    await all(asking(`${long}1`), asking('short'), asking(`${long}2`));
    expect(seen.map(({ type, asked }) => `${type} ${asked.length}`).toSorted()).toEqual(['application/json 1', 'application/json 1', `${SEVERAL_TYPE} 2`, `${SEVERAL_TYPE} 32`]);
  });

  it('never hold what leaves alone, nor a body with a line break, which could speak of another caller', async () => {
    const forged = { ...asking('x'), body: '{"query":\n"x"}' };
    await all(asking('a'), asking('m', { alone: true }), asking('b'), forged);
    expect(seen.map(({ asked }) => asked.length).toSorted()).toEqual([1, 1, 2]);
  });
});

describe('one of several', () => {
  it('is answered as soon as the service has it, whatever the others take', async () => {
    let release = (): void => undefined;
    manner = (asked, response) => {
      response.writeHead(200, { 'content-type': SEVERAL_TYPE });
      const line = (place: number) => { const one = asked[place]; return one === undefined ? '' : answerLine({ place, status: 200, text: answerOf(one) }); };
      response.write(line(1));
      release = () => {
        const last = line(0);
        response.write(last.slice(0, 20)); // a line may come in pieces
        setTimeout(() => response.end(last.slice(20)), 20);
      };
    };
    const [slow, quick] = [depart(asking('slow')), depart(asking('quick'))];
    expect(await quick).toEqual(answered('quick'));
    expect(await Promise.race([slow, 'still waiting'])).toBe('still waiting');
    release();
    expect(await slow).toEqual(answered('slow'));
  });

  it('waits with its own patience; the exchange is given up when nobody waits any more', async () => {
    manner = (_asked, response) => response.writeHead(200, { 'content-type': SEVERAL_TYPE }).write('');
    const client = new AbortController();
    const [hasty, left] = [depart(asking('a', { ms: 100 })), depart(asking('b', { signal: client.signal }))];
    expect(await hasty).toBe('timeout');
    expect(gone).toBe(0);
    client.abort();
    expect(await left).toBe('cancelled');
    await expect.poll(() => gone).toBe(1);
  });

  it('that nobody waits for any more when it would leave is not sent', async () => {
    const client = new AbortController();
    client.abort();
    expect(await all(asking('a', { signal: client.signal }), asking('b', { signal: client.signal }))).toEqual(['cancelled', 'cancelled']);
    await depart(asking('c'));
    expect(seen.map(({ asked }) => asked.length)).toEqual([1]);
  });

  it('may be too large without harm to those that are complete', async () => {
    manner = (asked, response) => {
      const line = (place: number, filler: string) => answerLine({ place, status: 200, text: JSON.stringify({ data: { who: asked[place]?.identity.subject, filler } }) });
      response.writeHead(200, { 'content-type': SEVERAL_TYPE });
      response.write(line(1, ''));
      response.write(line(0, 'x'.repeat(3_000)).slice(0, 2_500));
    };
    expect(await all(asking('large'), asking('b'), asking('c'))).toEqual(['too-large', expect.objectContaining({ status: 200 }), answered('c')]);
    expect(seen.map(({ asked }) => asked.length)).toEqual([3, 1]);
    await expect.poll(() => gone).toBe(1);
  });
});

describe('a service that', () => {
  it('breaks off has answered those that came', async () => {
    manner = (asked, response) => {
      const [one] = asked;
      response.writeHead(200, { 'content-type': SEVERAL_TYPE });
      if (one !== undefined) response.write(answerLine({ place: 0, status: 200, text: answerOf(one) }), () => response.socket?.resetAndDestroy());
    };
    expect(await all(asking('a'), asking('b'))).toEqual([answered('a'), 'reset']);
  });

  it.each(['7 200 {}', '-1 200 {}', '0 200 {"data":{"n":2}}', '{"data":{}}', '1', '', '1 20 {}'])('answers a line that makes no sense, such as «%s», is read no further', async (line) => {
    manner = (_asked, response) => response.writeHead(200, { 'content-type': SEVERAL_TYPE }).write(`0 200 {"data":{"n":1}}\n${line}\n1 200 {"data":{"n":3}}\n`);
    expect(await all(asking('a'), asking('b'))).toEqual([expect.objectContaining({ text: '{"data":{"n":1}}' }), 'reset']);
    await expect.poll(() => gone).toBe(1);
  });

  it('answers in lines may say more of their type, and something before', async () => {
    manner = (asked, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(200, { 'content-type': `${SEVERAL_TYPE}; charset=utf-8` }).end(asked.map((one, place) => answerLine({ place, status: 200, text: answerOf(one) })).join(''));
    };
    expect(await all(asking('a'), asking('b'))).toEqual([answered('a'), answered('b')]);
    expect(seen.map(({ asked }) => asked.length)).toEqual([2]);
  });

  it('answers something else is asked one by one, whether or not that ever ends', async () => {
    manner = (_asked, response) => response.writeHead(200, { 'content-type': 'text/html' }).write('<h1>');
    expect(await all(asking('a', { subject: 'zhang' }), asking('b', { subject: 'li' }))).toEqual([answered('a', 'zhang'), answered('b', 'li')]);
    await expect.poll(() => gone).toBe(1);
  });

  it('is in trouble is not asked for each of them once more', async () => {
    manner = (_asked, response) => response.writeHead(503, JSON_TYPE).write('{');
    expect(await all(asking('a'), asking('b'))).toEqual(Array.from({ length: 2 }, () => expect.objectContaining({ status: 503, takesSeveral: false })));
    expect(seen.map(({ asked }) => asked.length)).toEqual([2]);
  });

  it('answers all and does not end holds no connection', async () => {
    manner = (asked, response) => response.writeHead(200, { 'content-type': SEVERAL_TYPE }).write(asked.map((one, place) => answerLine({ place, status: 200, text: answerOf(one) })).join(''));
    expect(await all(asking('a'), asking('b'))).toEqual([answered('a'), answered('b')]);
    await expect.poll(() => gone, { timeout: 3_000 }).toBe(1);
  });

  it('takes several no more is asked one by one, and nothing is lost', async () => {
    takesSeveral = false;
    expect(await all(asking('a', { subject: 'zhang' }), asking('b', { subject: 'li' }))).toEqual([answered('a', 'zhang'), answered('b', 'li')]);
    expect(await all(asking('c'), asking('d'))).toEqual([answered('c'), answered('d')]);
    expect(seen.map(({ type, asked }) => [type, asked.length])).toEqual(Array.from({ length: 4 }, () => ['application/json', 1]));
  });
});
