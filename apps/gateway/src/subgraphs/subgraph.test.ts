import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANONYMOUS } from '@sortition/service-kit/identity';
import { SEVERAL_TYPE, TAKES_SEVERAL_HEADER, answerLine, subRequestsIn } from '@sortition/service-kit/several-sub-requests';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { signingKey } from '../../test/fixtures/signing-key.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { openMetrics } from '../observability/metrics.ts';
import { answerShapes } from './answer-shape.ts';
import type { SubgraphAnswer } from './subgraph-answer.ts';
import { subgraph, type Subgraph } from './subgraph.ts';

const LARGE = 'x'.repeat(3_000);
const shapeOf = answerShapes(buildSchema('type Query { asked: Int said: Int deadly: Int large: String }'));
const LIMITS = { connections: 50, queued: 100, maxResponseBytes: 2_000, queryMs: 5_000, mutationMs: 5_000, failures: 3, openMs: 60_000 };

/** A service that one query kills, of which one asks too much, and that may mix up its answers. */
let [cutNext, mixesUp] = [false, false];
const server = createServer((request, response) => void serve(request, response));
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const isOfSeveral = request.headers['content-type'] === SEVERAL_TYPE;
  const bodies = isOfSeveral ? subRequestsIn(text)?.map(({ body }) => body) ?? [] : [text];
  if (cutNext || bodies.some((body) => body.includes('deadly'))) {
    cutNext = false;
    return void request.socket.resetAndDestroy();
  }
  const answers = bodies.map((body) => JSON.stringify({ data: { [body.includes('said') ? 'said' : 'asked']: body.includes('large') ? LARGE : JSON.parse(body).variables.n } }));
  if (mixesUp) answers.reverse();
  response.writeHead(200, { 'content-type': isOfSeveral ? SEVERAL_TYPE : 'application/json', [TAKES_SEVERAL_HEADER]: 'true' });
  if (!isOfSeveral) return void response.end(answers.join(''));
  for (const [place, answer] of answers.entries()) {
    await new Promise((resolve) => { response.write(answerLine({ place, status: 200, text: answer }).slice(0, answer.includes(LARGE) ? 2_500 : undefined), resolve); });
  }
}

let service: Subgraph;
let ask: (n: number, query?: string) => Promise<SubgraphAnswer>;
const { privateKey } = await signingKey('gateway-1');
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());
beforeEach(async () => {
  service = subgraph('registry', new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`), { signingKey: privateKey, limits: LIMITS, metrics: openMetrics(), log: pino({ level: 'silent' }) });
  mixesUp = false;
  const context = (): GatewayContext => ({ identity: ANONYMOUS, caller: 'public', trace: { id: 'c'.repeat(32), flags: '01' }, document: undefined, signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER });
  ask = (n, query = '{ asked }') => service.prepare({ query, mutation: false }, shapeOf(query))(`{"n":${n}}`, context());
  await ask(0); // with its answer the service says what it takes
  return () => service.close();
});

const answered = (n: number) => ({ data: { asked: n } });
const FAILED = expect.objectContaining({ data: null });

it('of several that were lost together, each is asked again by itself: the one that the service breaks of costs the others nothing', async () => {
  const all = await Promise.all([ask(1), ask(2, '{ deadly }'), ask(3)]);
  expect(all).toEqual([answered(1), FAILED, answered(3)]);
});

it('one cut connection costs nothing, however many were on it', async () => {
  cutNext = true;
  const many = Array.from({ length: 32 }, (_, n) => n + 1);
  expect(await Promise.all(many.map((n) => ask(n)))).toEqual(many.map(answered));
  expect(service.vitals()).toMatchObject({ breaker: 'closed', lastFailure: null });
});

it('who asks for too much, however often, costs those who leave together with him nothing, nor the service its breaker', async () => {
  for (let time = 0; time < 60; time += 1) expect(await Promise.all([ask(time, '{ large }'), ask(time)])).toEqual([FAILED, answered(time)]);
  expect(service.vitals().breaker).toBe('closed');
});

it('answers in each other’s places are nobody’s, as far as they can be told apart', async () => {
  mixesUp = true;
  expect(await Promise.all([ask(1, '{ asked }'), ask(2, '{ said }')])).toEqual([FAILED, FAILED]);
  // The same question: what a service says of its own fields is believed.
  expect(await Promise.all([ask(3), ask(4)])).toEqual([answered(4), answered(3)]);
});
