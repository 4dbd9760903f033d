import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOf, type Answer } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';
import { startNoticeBoard, type BoardAsk, type NoticeBoard } from './fixtures/notice-board.ts';

const NOTICE = 'query Notice($id: ID!, $in: Period) { notice(id: $id, in: $in) { id text readBy } }';
const NAMED = 'query Named($id: ID!) { notice(id: $id) { text department { id name } } }';
const PAGE = 'query Page { notices { total } }';
const MIXED = 'query Mixed { notice(id: "1") { text } mine { text } }';
const DRAFT = 'query Draft { notice(id: "1") { text draft } }';
const OWN = 'query Own { notice(id: "1") { text own } }';
const BROKEN = 'query Broken { notice(id: "1") { text broken } }';
const TWO = 'query First { notice(id: "1") { text } } query Second { notices { total } }';

let board: NoticeBoard;
beforeAll(async () => {
  board = await startNoticeBoard({ documents: [NOTICE, NAMED, PAGE, MIXED, DRAFT, OWN, BROKEN, TWO] });
});
afterAll(() => board[Symbol.asyncDispose]());

let serial = 0;
/** An id that nobody has asked for yet. */
const freshId = (): string => `n${serial += 1}`;

/** How often the service was asked while this was done. */
async function asked(work: () => Promise<unknown>): Promise<number> {
  const before = board.state.asked;
  await work();
  return board.state.asked - before;
}

const notice = async (id: string, ask: BoardAsk = {}): Promise<Answer> => answerOf(await board.get(NOTICE, { ...ask, variables: { id } }));
const tell = async (changed: readonly string[], text = board.state.text): Promise<void> => {
  board.state.text = text;
  board.feeds.disclosure.tell('PublicDataChanged', changed);
};

describe('what is kept', () => {
  it('is given again without asking anybody, by GET and POST, to whoever shows no token', async () => {
    const id = freshId();
    expect(await asked(() => notice(id))).toBe(1);
    expect(await asked(async () => {
      for (let turn = 0; turn < 3; turn += 1) expect((await notice(id)).data).toEqual({ notice: { id, text: board.state.text, readBy: 'public' } });
    })).toBe(0);
    const query = `{ notice(id: "${freshId()}") { text } }`;
    expect(await asked(() => board.post(query))).toBe(1);
    expect(await asked(() => board.post(query))).toBe(0);
  });

  it('depends on the variables of the operation, not on their order, nor on others', async () => {
    const id = freshId();
    expect(await asked(() => board.get(NOTICE, { variables: { id, in: { from: 1, to: 2 } } }))).toBe(1);
    expect(await asked(() => board.get(NOTICE, { variables: { in: { to: 2, from: 1 }, id } }))).toBe(0);
    expect(await asked(() => board.get(NOTICE, { variables: { in: { to: 2, from: 1 }, id, other: 1 } }))).toBe(0);
    expect(await asked(() => board.get(NOTICE, { variables: { id, in: { from: 1 } } }))).toBe(1);
    expect(await asked(() => board.get(NOTICE, { variables: { id, in: null } }))).toBe(1);
    expect(await asked(() => board.get(NOTICE, { variables: { id } }))).toBe(1);
  });

  it('does not mistake one operation of a document for another', async () => {
    expect(await (await board.get(TWO, { operationName: 'First' })).text()).toContain('"notice"');
    expect(await (await board.get(TWO, { operationName: 'Second' })).text()).toContain('"notices"');
    const none = await answerOf(await board.get(TWO));
    expect([none.status, none.codes]).toEqual([400, ['OPERATION_NOT_FOUND']]);
  });

  it('tells aliases apart', async () => {
    const id = freshId();
    expect((await board.post(`{ a: notice(id: "${id}") { t: text } }`)).data).toEqual({ a: { t: board.state.text } });
    expect((await board.post(`{ b: notice(id: "${id}") { text } }`)).data).toEqual({ b: { text: board.state.text } });
  });

  it('does not lend a trusted answer to the same text sent freely', async () => {
    const id = freshId();
    await notice(id);
    expect(await asked(() => board.post(NOTICE, { variables: { id } }))).toBe(1);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('lets no variable named %s near', async (name) => {
    const search = `documentId=${encodeURIComponent(`sha256:${createHash('sha256').update(NOTICE).digest('hex')}`)}&variables=${encodeURIComponent(`{"id":"1","in":{"${name}":{"a":1}}}`)}`;
    const answer = await answerOf(await fetch(`${board.gateways[0]?.url}/graphql?${search}`));
    expect([answer.status, answer.codes]).toEqual([400, ['NAME_NOT_ALLOWED']]);
  });

  it('expires', async () => {
    expect(await asked(() => board.get(PAGE))).toBe(1);
    expect(await asked(() => board.get(PAGE))).toBe(0);
    await vi.waitFor(async () => { expect(await asked(() => board.get(PAGE))).toBe(1); }, { timeout: 6_000, interval: 400 });
  });

  it('is made once for all who ask at the same time, and each may leave', async () => {
    const id = freshId();
    let release: (() => void) | undefined;
    board.state.hold = new Promise((resolve) => { release = resolve; });
    const leaving = new AbortController();
    const left = fetch(`${board.gateways[0]?.url}/graphql`, {
      method: 'POST', signal: leaving.signal, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: `{ notice(id: "${id}") { text } }` }),
    }).catch(() => 'left');
    const count = await asked(async () => {
      await vi.waitFor(() => { expect(board.disclosure.seen.at(-1)?.query).toContain('notice'); });
      const others = Array.from({ length: 5 }, () => board.post(`{ notice(id: "${id}") { text } }`));
      await new Promise((resolve) => { setTimeout(resolve, 100); });
      leaving.abort();
      expect(await left).toBe('left');
      release?.();
      for (const other of await Promise.all(others)) expect([other.codes, other.data]).toEqual([[], { notice: { text: board.state.text } }]);
    });
    board.state.hold = undefined;
    expect(count).toBeLessThanOrEqual(1); // the first was asked before the counting began, or in it
  });
});

describe('a private answer is never shared', () => {
  const token = (changes: Record<string, unknown> = {}) => board.issuer.token({ ...OFFICER, ...changes });

  it('neither from the public to one who is signed in, nor the other way, nor from one to another', async () => {
    const id = freshId();
    const as = async (ask: BoardAsk): Promise<unknown> => (await notice(id, ask)).data?.['notice'];
    expect(await as({})).toMatchObject({ readBy: 'public' });
    expect(await as({ token: await token() })).toMatchObject({ readBy: 'officer-1' });
    expect(await as({ token: await token({ sub: 'officer-2' }) })).toMatchObject({ readBy: 'officer-2' });
    expect(await as({})).toMatchObject({ readBy: 'public' });
    const other = freshId();
    expect((await notice(other, { token: await token() })).data?.['notice']).toMatchObject({ readBy: 'officer-1' });
    expect((await notice(other)).data?.['notice']).toMatchObject({ readBy: 'public' });
  });

  it('nor among those who ask at the same time', async () => {
    const id = freshId();
    const tokens = await Promise.all([undefined, token(), undefined, token({ sub: 'officer-2' }), undefined, token()]);
    const answers = await Promise.all(tokens.map((given) => notice(id, given === undefined ? {} : { token: given })));
    expect(answers.map(({ data }) => data?.['notice'])).toMatchObject(['public', 'officer-1', 'public', 'officer-2', 'public', 'officer-1'].map((readBy) => ({ readBy })));
  });

  it('nor to somebody whose token no longer holds: that one is refused, though the answer is there', async () => {
    const id = freshId();
    await notice(id);
    for (const authorization of [`Bearer ${await board.issuer.token(OFFICER, { expiresAt: Math.floor(Date.now() / 1_000) - 3_600 })}`, 'Bearer x.y.z', 'Basic cm9vdDpyb290', '']) {
      const answer = await notice(id, { headers: { authorization } });
      expect([answer.status, answer.codes, answer.headers.get('cache-control')]).toEqual([401, ['UNAUTHENTICATED'], 'no-store']);
    }
  });

  it('is not to be kept by anybody on the way, and the public one says on what it depends', async () => {
    const id = freshId();
    const own = await notice(id, { token: await token() });
    expect([own.headers.get('cache-control'), own.headers.get('etag')]).toEqual(['no-store', null]);
    const open = await notice(id);
    expect(open.headers.get('vary')).toBe('Authorization, Accept, Accept-Encoding');
    expect(own.headers.get('vary')).toBe('Authorization, Accept, Accept-Encoding');
  });

  it.each([['MIXED', MIXED], ['DRAFT', DRAFT], ['OWN', OWN]])('whatever public fields stand beside the private ones: %s', async (_name, document) => {
    for (let turn = 0; turn < 2; turn += 1) {
      const response = await board.get(document);
      await response.text();
      expect([response.headers.get('cache-control'), response.headers.get('etag')]).toEqual(['no-store', null]);
      expect((await board.get(document, { token: await token(), headers: { 'if-none-match': '*' } })).status).toBe(200);
    }
  });

  it('and HEAD has no way in', async () => {
    const id = freshId();
    await notice(id);
    expect((await board.get(NOTICE, { method: 'HEAD', variables: { id } })).status).toBe(405);
  });
});

describe('an answer with errors', () => {
  it('is not kept, whole or in part', async () => {
    expect(await asked(() => board.get(BROKEN))).toBe(1);
    expect(await asked(() => board.get(BROKEN))).toBe(1);
    const partial = await answerOf(await board.get(BROKEN));
    expect([partial.codes, partial.data, partial.headers.get('cache-control'), partial.headers.get('etag')]).toEqual([['CONFLICT'], { notice: { text: board.state.text, broken: null } }, 'no-store', null]);
  });

  it('is not kept when a service is down, and what was kept before is not replaced by it', async () => {
    const id = freshId();
    board.registry.fault = 'server-error';
    const partial = await answerOf(await board.get(NAMED, { variables: { id } }));
    expect(partial.codes).toEqual(['SUBGRAPH_UNAVAILABLE']);
    board.registry.fault = 'none';
    await vi.waitFor(async () => { expect((await answerOf(await board.get(NAMED, { variables: { id } }))).data).toEqual({ notice: { text: board.state.text, department: { id: 'd1', name: '部门 d1' } } }); }, { timeout: 5_000 });
  });

  it('shows its trace id in header and body alike, also to those who shared it', async () => {
    let release: (() => void) | undefined;
    board.state.hold = new Promise((resolve) => { release = resolve; });
    const both = [board.get(BROKEN), board.get(BROKEN)];
    setTimeout(() => release?.(), 150);
    for (const response of await Promise.all(both)) {
      const answer = await answerOf(response);
      expect(answer.errors[0]?.extensions['traceId']).toBe(answer.headers.get('x-trace-id'));
    }
    board.state.hold = undefined;
  });
});

describe('conditional requests', () => {
  const headersOf = (response: Response) => Object.fromEntries(['cache-control', 'etag', 'age', 'vary', 'content-type'].map((name) => [name, response.headers.get(name)]));

  it('give a trusted GET document an age and a strong validator over its bytes', async () => {
    const id = freshId();
    const first = await board.get(NOTICE, { variables: { id } });
    const body = await first.text();
    const contentType = first.headers.get('content-type') ?? '';
    const etag = `"${createHash('sha256').update(`${contentType}\0${body}`).digest('base64url')}"`;
    expect(headersOf(first)).toEqual({ 'cache-control': 'public, max-age=60', etag, age: '0', vary: 'Authorization, Accept, Accept-Encoding', 'content-type': contentType });
    const again = await board.get(NOTICE, { variables: { id } });
    expect([again.headers.get('etag'), await again.text()]).toEqual([etag, body]);
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    expect(Number((await board.get(NOTICE, { variables: { id } })).headers.get('age'))).toBeGreaterThanOrEqual(1);
  });

  it('are answered with 304 and nothing else when the client has it, without asking a service', async () => {
    const id = freshId();
    const etag = (await board.get(NOTICE, { variables: { id } })).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await asked(async () => {
        const response = await board.get(NOTICE, { variables: { id }, headers: { 'if-none-match': known } });
        expect([response.status, await response.text(), response.headers.get('etag'), response.headers.get('cache-control')]).toEqual([304, '', etag, 'public, max-age=60']);
      })).toBe(0);
    }
    expect((await board.get(NOTICE, { variables: { id }, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('are answered with the new version once there is one, and with 304 again when it came back the same', async () => {
    const id = freshId();
    const etag = (await board.get(NOTICE, { variables: { id } })).headers.get('etag') ?? '';
    const conditional = () => board.get(NOTICE, { variables: { id }, headers: { 'if-none-match': etag } });
    const before = board.state.text;
    await tell(['Notice'], '改过的');
    await vi.waitFor(async () => { expect((await conditional()).status).toBe(200); }, { timeout: 2_000, interval: 20 });
    await tell(['Notice'], before);
    await vi.waitFor(async () => { expect((await conditional()).status).toBe(304); }, { timeout: 2_000, interval: 20 });
  });

  it('have validators that differ by content type', async () => {
    const id = freshId();
    const as = (accept: string) => board.get(NOTICE, { variables: { id }, headers: { accept } });
    const [json, graphql] = [await as('application/json'), await as('application/graphql-response+json')];
    expect(graphql.headers.get('content-type')).toContain('graphql-response');
    expect(json.headers.get('content-type')).toContain('application/json');
    expect(json.headers.get('etag')).not.toBe(graphql.headers.get('etag'));
    expect((await as('application/json')).headers.get('content-type')).toBe(json.headers.get('content-type'));
  });

  it('are for trusted documents by GET alone', async () => {
    const id = freshId();
    const posted = await board.post(NOTICE, { variables: { id }, headers: { 'if-none-match': '*' } });
    expect([posted.status, posted.headers.get('cache-control'), posted.headers.get('etag')]).toEqual([200, 'no-store', null]);
    const free = await fetch(`${board.gateways[0]?.url}/graphql?${new URLSearchParams({ query: `{ notice(id: "${id}") { text } }` }).toString()}`, { headers: { 'apollo-require-preflight': '1', 'if-none-match': '*' } });
    expect([free.status, free.headers.get('cache-control'), free.headers.get('etag')]).toEqual([200, 'no-store', null]);
  });
});

it('shows what is kept, how often it served, and how long ago each service was heard', async () => {
  const text = await (await fetch(`${board.gateways[0]?.url}/metrics`)).text();
  expect(Number(/sortition_public_answers_total\{outcome="hit",service="gateway"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(5);
  expect(Number(/sortition_public_answers_total\{outcome="miss",service="gateway"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(5);
  expect(Number(/sortition_public_answer_purges_total\{service="gateway"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(0);
  expect(Number(/sortition_public_answer_bytes\{service="gateway"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(1_000);
  expect(text).toMatch(/sortition_feed_silence_seconds\{subgraph="disclosure",service="gateway"\} [0-2]\./);
  expect(text).toMatch(/sortition_requests_total\{operation="Notice",outcome="ok",service="gateway"\} \d\d/);
});
