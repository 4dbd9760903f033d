import { gzipSync } from 'node:zlib';
import { documentIdOf } from '@sortition/service-kit/document-manifest';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, startCity, type Answer, type City } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';
import { signedDocuments } from './fixtures/signed-documents.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});

function expectRefused(answer: Answer, code: string, status = 400): void {
  expect(answer.codes).toEqual([code]);
  expect(answer.status).toBe(status);
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors[0]?.extensions).toMatchObject({ messageZh: expect.stringMatching(/\p{Script=Han}/u), messageEn: expect.stringMatching(/[a-z]/), traceId: expect.any(String) });
}

const nested = (depth: number): string => `{ objects(first: 1) ${'{ parent '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 2)} }`;
const repeat = (count: number, part: (index: number) => string): string => Array.from({ length: count }, (_, index) => part(index)).join(' ');
const post = async (body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  answerOf(await fetch(`${city.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }));

describe('the size of a request', () => {
  it('100 KB of body', async () => {
    expectRefused(await city.ask(`{ objects { id } } # ${'x'.repeat(110_000)}`), 'BODY_TOO_LARGE', 413);
    expectRefused(await city.ask(`{ objects { id } } # ${'x'.repeat(5_000_000)}`), 'BODY_TOO_LARGE', 413);
    expect((await city.ask(`{ objects { id } } # ${'x'.repeat(90_000)}`)).errors).toEqual([]);
  });

  it('also without a declared length', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let chunk = 0; chunk < 300; chunk += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(10_000)));
        controller.close();
      },
    });
    const init: RequestInit = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    expectRefused(await answerOf(await fetch(`${city.gateway.url}/graphql`, init)), 'BODY_TOO_LARGE', 413);
  });

  it('1,000 tokens, 3,000 for an analyst', async () => {
    const long = `{ objects(first: 1, ids: [${repeat(1_200, (i) => String(i))}]) { id } }`;
    expectRefused(await city.ask(long), 'QUERY_TOO_LARGE');
    expectRefused(await city.ask(long, { token: await city.issuer.token(OFFICER) }), 'QUERY_TOO_LARGE');
    expect((await city.ask(long, { token: await city.issuer.token({ ...OFFICER, roles: ['ANALYST'] }) })).errors).toEqual([]);
    expectRefused(await city.ask(long), 'QUERY_TOO_LARGE');
  });

  it('14 levels of depth', async () => {
    expect((await city.ask(nested(14))).errors).toEqual([]);
    expectRefused(await city.ask(nested(15)), 'QUERY_TOO_DEEP');
    expectRefused(await city.ask(`${nested(13).replace('{ id }', '{ ...tail }')} fragment tail on InspectionObject { parent { parent { id } } }`), 'QUERY_TOO_DEEP');
  });

  it('30 aliases, __typename among them', async () => {
    expect((await city.ask(`{ ${repeat(15, (i) => `a${i}: latestVisit { b${i}: day }`)} }`)).errors).toEqual([]);
    expectRefused(await city.ask(`{ objects { ${repeat(31, (i) => `a${i}: __typename`)} } }`), 'TOO_MANY_ALIASES');
    expectRefused(await city.ask(`{ ...f ...g } fragment f on Query { objects { ...a } } fragment g on Query { objects { ...a } } fragment a on InspectionObject { ${repeat(16, (i) => `a${i}: id`)} }`), 'TOO_MANY_ALIASES');
  });

  it('20 directives', async () => {
    const withDirectives = (count: number): string => `{ objects(first: 1) { ${repeat(count, (i) => (i % 2 ? 'id @include(if: true)' : 'name @include(if: true)'))} } }`;
    expect((await city.ask(withDirectives(20))).errors).toEqual([]);
    expectRefused(await city.ask(withDirectives(21)), 'TOO_MANY_DIRECTIVES');
  });

  it('20 root fields', async () => {
    expectRefused(await city.ask(`{ ${repeat(21, () => 'latestVisit { day }')} }`), 'TOO_MANY_ROOT_FIELDS');
  });

  it('a fragment bomb', async () => {
    const levels = repeat(26, (i) => `fragment f${i} on InspectionObject { ...f${i + 1} ...f${i + 1} }`);
    const startedAt = performance.now();
    expectRefused(await city.ask(`{ objects { ...f0 } } ${levels} fragment f26 on InspectionObject { id }`), 'QUERY_TOO_LARGE');
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('a fragment cycle is left to validation', async () => {
    expectRefused(await city.ask('{ objects { ...a } } fragment a on InspectionObject { id ...a }'), 'QUERY_INVALID');
  });
});

describe('mutations', () => {
  it('at most five, and a sensitive one alone', async () => {
    const token = await city.issuer.token();
    expect((await city.ask(`mutation { ${repeat(5, (i) => `m${i}: saveObject(name: "${i}") { ok }`)} }`, { token })).errors).toEqual([]);
    expect(city.saved).toEqual(['0', '1', '2', '3', '4']);
    expectRefused(await city.ask(`mutation { ${repeat(6, (i) => `m${i}: saveObject(name: "${i}") { ok }`)} }`, { token }), 'TOO_MANY_ROOT_FIELDS');
    expectRefused(await city.ask('mutation { publishResult { ok } saveObject { ok } }', { token }), 'SENSITIVE_MUTATION_NOT_ALONE');
    expectRefused(await city.ask('mutation { a: drawObjects { ok } b: drawObjects { ok } }', { token }), 'SENSITIVE_MUTATION_NOT_ALONE');
    expectRefused(await city.ask('mutation { ...hidden saveObject { ok } } fragment hidden on Mutation { drawObjects { ok } }', { token }), 'SENSITIVE_MUTATION_NOT_ALONE');
    expect((await city.ask('mutation { drawObjects { ok } }', { token })).data).toEqual({ drawObjects: { ok: true } });
    expect(city.saved).toHaveLength(5);
  });
});

describe('cost', () => {
  it('holds pages to 200, in literals, variables and their defaults', async () => {
    expect((await city.ask('{ objects(first: 200) { id } }')).errors).toEqual([]);
    expectRefused(await city.ask('{ objects(first: 201) { id } }'), 'PAGE_SIZE_OUT_OF_RANGE');
    expectRefused(await city.ask('{ objects(first: -1) { id } }'), 'PAGE_SIZE_OUT_OF_RANGE');
    expectRefused(await city.ask('query ($n: Int) { objects(first: $n) { id } }', { variables: { n: 100_000_000 } }), 'PAGE_SIZE_OUT_OF_RANGE');
    expectRefused(await city.ask('query ($n: Int = 1000) { objects(first: $n) { id } }'), 'PAGE_SIZE_OUT_OF_RANGE');
    // a text that looks like a length must not be remembered as one
    const byText = 'query ByText($n: Int) { objects(first: $n) { id } }';
    for (const n of ['500', 500, '500', 500]) expect((await city.ask(byText, { variables: { n } })).codes).toEqual([typeof n === 'number' ? 'PAGE_SIZE_OUT_OF_RANGE' : 'VARIABLES_INVALID']);
    expect((await city.ask(byText, { variables: { n: 2 } })).codes).toEqual([]);
  });

  it('refuses pages of pages over the budget before anything is fetched', async () => {
    const before = city.registry.seen.length;
    expectRefused(await city.ask('{ objects(first: 200) { children(first: 200) { children(first: 2) { id } } } }'), 'QUERY_TOO_COSTLY');
    expectRefused(await city.ask('{ objects(first: 200) { ...deep } } fragment deep on InspectionObject { children(first: 200) { children(first: 2) { id } } }'), 'QUERY_TOO_COSTLY');
    expect(city.registry.seen).toHaveLength(before);
    expect((await city.ask('{ objects(first: 20) { children(first: 20) { id } } }')).errors).toEqual([]);
  });
});

describe('the form of a request', () => {
  it.each(['__proto__', 'constructor', 'prototype'])('refuses the name %s', async (name) => {
    expectRefused(await city.ask(`{ ${name}: latestVisit { day } }`), 'NAME_NOT_ALLOWED');
    expectRefused(await city.ask(`query ($${name}: Int) { objects(first: $${name}) { id } }`), 'NAME_NOT_ALLOWED');
    expectRefused(await post(`{"query":"{ latestVisit { day } }","variables":{"a":[{"${name}":1}]}}`), 'NAME_NOT_ALLOWED');
  });

  it('refuses batches', async () => {
    expectRefused(await post('[{"query":"{ latestVisit { day } }"}]'), 'BATCHING_NOT_ALLOWED');
  });

  it.each(['{', '"text"', '{}', '{"query":1}', '{"query":"{ latestVisit { day } }","variables":[]}', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}'])('refuses the body %s', async (body) => {
    expectRefused(await post(body), 'BAD_REQUEST');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-7'])('refuses %s', async (type) => {
    expectRefused(await post('{"query":"{ latestVisit { day } }"}', { 'content-type': type }), 'UNSUPPORTED_MEDIA_TYPE', 415);
  });

  it('answers a query by GET only to a caller that no foreign page can be', async () => {
    const get = async (query: string, headers: Record<string, string> = {}): Promise<Answer> =>
      answerOf(await fetch(`${city.gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers }));
    expectRefused(await get('{ latestVisit { day } }'), 'CSRF_PREVENTED');
    expect((await get('{ latestVisit { day } }', { 'apollo-require-preflight': '1' })).data).toEqual({ latestVisit: { day: '2025-04-02' } });
    expectRefused(await get('mutation { saveObject(name: "x") { ok } }', { 'apollo-require-preflight': '1' }), 'BAD_REQUEST', 405);
    expect(city.saved).not.toContain('x');
  });

  it('refuses other methods', async () => {
    expectRefused(await answerOf(await fetch(`${city.gateway.url}/graphql`, { method: 'PUT' })), 'METHOD_NOT_ALLOWED', 405);
  });
});

/** Each limit, what breaks it alone, and a gateway's setting without it. */
const ATTACKS: readonly { readonly what: string; readonly code: string; readonly status?: number; readonly query: string; readonly env?: Record<string, string>; readonly variables?: Record<string, unknown> }[] = [
  { what: 'a large body', code: 'BODY_TOO_LARGE', status: 413, query: `{ latestVisit { day } } # ${'x'.repeat(110_000)}` },
  { what: 'many tokens', code: 'QUERY_TOO_LARGE', query: `{ objects(first: 1, ids: [${repeat(1_200, (i) => String(i))}]) { id } }` },
  { what: 'a fragment bomb', code: 'QUERY_TOO_LARGE', query: `{ objects(first: 1) { ...f0 } } ${repeat(11, (i) => `fragment f${i} on InspectionObject { ...f${i + 1} ...f${i + 1} }`)} fragment f11 on InspectionObject { id }` },
  { what: 'depth', code: 'QUERY_TOO_DEEP', query: nested(15) },
  { what: 'aliases', code: 'TOO_MANY_ALIASES', query: `{ objects(first: 1) { ${repeat(31, (i) => `a${i}: id`)} } }` },
  { what: 'aliases of __typename', code: 'TOO_MANY_ALIASES', query: `{ ${repeat(31, (i) => `a${i}: __typename`)} }`, env: { MAX_ROOT_FIELDS: '1000' } },
  { what: 'directives', code: 'TOO_MANY_DIRECTIVES', query: `{ objects(first: 1) { ${repeat(21, () => 'id @include(if: true)')} } }` },
  { what: 'overlapping fields', code: 'TOO_MANY_REPEATS', query: `{ objects(first: 1) { ${repeat(52, () => 'id')} } }` },
  { what: 'overlapping fields in fragments', code: 'TOO_MANY_REPEATS', query: `{ objects(first: 1) { ${repeat(52, () => '... on InspectionObject { parent { id } }')} } }` },
  { what: 'root fields', code: 'TOO_MANY_ROOT_FIELDS', query: `{ ${repeat(21, () => 'latestVisit { day }')} }` },
  { what: 'root mutations', code: 'TOO_MANY_ROOT_FIELDS', query: `mutation { ${repeat(6, (i) => `m${i}: saveObject(name: "bulk") { ok }`)} }` },
  { what: 'a long page', code: 'PAGE_SIZE_OUT_OF_RANGE', query: 'query ($n: Int) { objects(first: $n) { id } }', variables: { n: 201 } },
  { what: 'pages of pages', code: 'QUERY_TOO_COSTLY', query: '{ objects(first: 20) { children(first: 20) { id } } }', env: { MAX_COST: '400' } },
];
const WITHOUT = Object.fromEntries(['BODY_BYTES', 'TOKENS', 'TOKENS_ANALYST', 'DEPTH', 'ALIASES', 'DIRECTIVES', 'REPEATED', 'ROOT_FIELDS', 'MUTATIONS', 'PAGE', 'COST'].map((name) => [`MAX_${name}`, '1000000000']));

describe('each limit', () => {
  let unlimited: City;
  beforeAll(async () => {
    unlimited = await startCity(WITHOUT);
  });
  afterAll(async () => {
    await unlimited[Symbol.asyncDispose]();
  });

  it.each(ATTACKS)('stops $what, and nothing else does', async ({ code, status = 400, query, env, variables = {} }) => {
    await using own = env === undefined ? undefined : await startCity(env);
    const at = own ?? city;
    const [before, saved] = [at.registry.seen.length, at.saved.length];
    expectRefused(await at.ask(query, { variables, token: await at.issuer.token() }), code, status);
    expect([at.registry.seen.length, at.saved.length]).toEqual([before, saved]);
    const { codes } = await unlimited.ask(query, { variables, token: await unlimited.issuer.token() });
    expect(codes).toEqual([]);
  });
});

describe('guesses and final acts in bulk', () => {
  it.each([
    `mutation { ${repeat(15, (i) => `a${i}: drawObjects { ok }`)} }`,
    `mutation { ...a ...b } fragment a on Mutation { a: publishResult { ok } } fragment b on Mutation { b: publishResult { ok } }`,
    'mutation { drawObjects { ok } __typename }',
    'mutation { __typename ... @include(if: true) { drawObjects { ok } } }',
    'mutation A { saveObject(name: "decoy") { ok } } mutation B { a: drawObjects { ok } b: drawObjects { ok } }',
  ])('are refused: %s', async (query) => {
    const before = city.registry.seen.length;
    const answer = await city.ask(query, { token: await city.issuer.token(), ...(query.includes('mutation B') ? { operationName: 'A' } : {}) });
    expect([answer.status, answer.codes.length, ['SENSITIVE_MUTATION_NOT_ALONE', 'TOO_MANY_ROOT_FIELDS'].includes(answer.codes[0] ?? '')]).toEqual([400, 1, true]);
    expect(city.registry.seen).toHaveLength(before);
  });
});

describe('numbers and names that are not what they seem', () => {
  it.each(['1e400', '99999999999999999999', '1.5', '-0.5', '"200"', '[1]', '{"first":1}', 'true'])('n = %s', async (n) => {
    const before = city.registry.seen.length;
    const answer = await post(`{"query":"query ($n: Int) { objects(first: $n) { id } }","variables":{"n":${n}}}`);
    expect([answer.status, ['PAGE_SIZE_OUT_OF_RANGE', 'VARIABLES_INVALID'].includes(answer.codes[0] ?? '')]).toEqual([400, true]);
    expect(city.registry.seen).toHaveLength(before);
  });

  it('a page in the document that is no 32 bit number', async () => {
    expectRefused(await city.ask('{ objects(first: 99999999999999999999) { id } }'), 'QUERY_INVALID');
  });

  it.each([40_000, 60])('variables that nest %d deep', async (depth) => {
    expectRefused(await post(`{"query":"{ latestVisit { day } }","variables":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`), 'BAD_REQUEST');
  });

  it('a compressed body, which could hold more than it weighs', async () => {
    const body = gzipSync(JSON.stringify({ query: `{ latestVisit { day } } # ${'x'.repeat(10_000_000)}` }));
    expect(body.length).toBeLessThan(100_000);
    const init = { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: new Uint8Array(body) };
    expectRefused(await answerOf(await fetch(`${city.gateway.url}/graphql`, init)), 'BAD_REQUEST');
  });
});

describe('a foreign page', () => {
  it('is given no leave to ask, and no answer to read', async () => {
    const origin = 'https://evil.example';
    const preflight = await fetch(`${city.gateway.url}/graphql`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
    const simple = await fetch(`${city.gateway.url}/graphql`, { method: 'POST', headers: { origin, 'content-type': 'text/plain' }, body: JSON.stringify({ query: 'mutation { saveObject(name: "evil") { ok } }' }) });
    expect([preflight.status, simple.status]).toEqual([405, 415]);
    for (const { headers } of [preflight, simple]) expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(city.saved).not.toContain('evil');
  });
});

describe('introspection', () => {
  it.each(['{ __type(name: "Visit") { name } }', '{ latestVisit { day } s: __schema { types { name } } }', '{ ...f } fragment f on Query { __schema { queryType { name } } }'])('is closed also as %s', async (query) => {
    expectRefused(await city.ask(query), 'INTROSPECTION_NOT_ALLOWED');
  });

  it('is closed also to a trusted document, which was signed for another policy', async () => {
    const query = 'query Types { __schema { types { name } } }';
    await using signed = await signedDocuments([query]);
    await using closed = await startCity(signed.env);
    await using open = await startCity({ ...signed.env, INTROSPECTION: 'true' });
    const get = async (at: City): Promise<Answer> => answerOf(await fetch(`${at.gateway.url}/graphql?documentId=${documentIdOf(query)}`));
    expect((await get(closed)).status).toBe(400);
    expect((await get(open)).text).toContain('"Visit"');
  });

  it('says no more than is asked of __typename', async () => {
    expect((await city.ask('{ __typename latestVisit { __typename } }')).data).toEqual({ __typename: 'Query', latestVisit: { __typename: 'Visit' } });
  });

  it('is closed in production, and so are suggestions', async () => {
    expectRefused(await city.ask(getIntrospectionQuery()), 'INTROSPECTION_NOT_ALLOWED');
    const typo = await city.ask('{ latestVisits { day } }');
    expectRefused(typo, 'QUERY_INVALID');
    expect(typo.text).not.toContain('Did you mean');
  });

  it('is open in development', async () => {
    await using open = await startCity({ NODE_ENV: 'development' });
    const answer = await open.ask(getIntrospectionQuery());
    expect(answer.errors).toEqual([]);
    expect(answer.text).toContain('"latestVisit"');
    expect((await open.ask('{ latestVisits { day } }')).text).toContain('Did you mean');
  });
});
