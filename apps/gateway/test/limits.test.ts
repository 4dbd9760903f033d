import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, startCity, type Answer, type City } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';

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

describe('introspection', () => {
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
