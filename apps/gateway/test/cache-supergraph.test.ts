import { createServer } from 'node:http';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { publicAnswers, type PublicAnswers } from '../src/caching/public-answers.ts';
import { fixtureFeed } from './fixtures/feed.ts';
import { newSigner } from './fixtures/signed-documents.ts';

const supergraph = (maxAge: number): string => `
directive @join__type(graph: join__Graph!) repeatable on OBJECT
enum join__Graph { A @join__graph(name: "a", url: "") }
type Query @join__type(graph: A) { open: String @public @cacheControl(maxAge: ${maxAge}) }
`;

async function ask(answers: PublicAnswers): Promise<string> {
  const operation = answers.shared({ document: { id: undefined, text: '{ open }', node: undefined }, operationName: undefined, variables: undefined, accept: '*/*' });
  if (operation === undefined) return 'not shared';
  const { traceId, freshness } = await answers.answer(operation, new AbortController().signal, async () => ({ status: 200, headers: [], body: '{"data":{"open":"a"}}', traceId: 'made', isWhole: true }));
  return `${traceId === undefined ? 'kept' : 'made'} ${freshness?.maxAge}`;
}

it('another supergraph drops what was kept and brings its own ages; the same one changes nothing', async () => {
  const reader = await newSigner('gateway-feeds');
  const feed = fixtureFeed('a', { keys: [reader.open] });
  const http = createServer((request, response) => void feed.serve(request, response));
  await new Promise<void>((resolve) => { http.listen(0, '127.0.0.1', resolve); });
  const address = http.address();
  const url = new URL(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/feeds/events`);
  const answers = publicAnswers({ supergraphSdl: supergraph(60), maxBytes: 1_000_000, signingKey: { ...reader.secret, kid: 'gateway-feeds' }, feedUrls: new Map([['a', url]]), log: pino({ level: 'silent' }) });
  expect(await ask(answers), 'before it follows').toBe('made 60');
  expect(await ask(answers), 'before it follows').toBe('made 60');
  answers.follow();
  await vi.waitFor(async () => { expect(await ask(answers)).toBe('kept 60'); }, { timeout: 5_000, interval: 20 });
  answers.supergraphChanged(supergraph(60));
  expect(await ask(answers)).toBe('kept 60');
  answers.supergraphChanged(supergraph(30));
  expect(answers.figures().answers).toBe(0);
  expect([await ask(answers), await ask(answers)]).toEqual(['made 30', 'kept 30']);
  answers.supergraphChanged(supergraph(0));
  expect(await ask(answers)).toBe('not shared');
  await answers[Symbol.asyncDispose]();
  http.closeAllConnections();
  http.close();
});
