import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCity, type Answer, type City } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';

const WHO = '{ whoAmI { subject } }';
const SHARING = '../src/sharing/shared-by-caller.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterEach(() => {
  city.registry.delay = 0;
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});

const withoutTrace = ({ status, data, errors, headers }: Answer) => ({
  status, data, type: headers.get('content-type'), kept: headers.get('cache-control'),
  errors: errors.map(({ extensions: { traceId, ...extensions }, ...error }) => ({ ...error, extensions, traced: typeof traceId })),
});

describe('a query that the pipeline has found valid is answered without it, and just so', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    ['data of two departments', '{ objects(first: 2) { id name visits { day object { name } } } }'],
    ['a refusal beside data', '{ refused whoAmI { subject } }'],
    ['a failure inside a department', '{ broken objects(first: 1) { id } }'],
    ['values that are not the schema’s', '{ misshapen latestVisit { day } }'],
    ['names of its own', 'query Named($n: Int = 1) { all: objects(first: $n) { key: id kind: __typename } }', { n: 2 }],
    ['conditions', 'query ($yes: Boolean!) { objects(first: 1) { id name @include(if: $yes) } }', { yes: false }],
    ['variables that do not fit', 'query ($n: Int) { objects(first: $n) { id } }', { n: 'many' }],
  ])('%s', async (_what, query, variables = {}) => {
    const token = await city.issuer.token();
    const [first, ...later] = [await city.ask(query, { token, variables }), await city.ask(query, { token, variables }), await city.ask(query, { token, variables })].map(withoutTrace);
    for (const answer of later) expect(answer).toEqual(first);
  });

  it('each operation of a document by its own name', async () => {
    const query = 'query A { whoAmI { subject } } query B { latestVisit { day } }';
    for (let round = 0; round < 2; round += 1) {
      expect((await city.ask(query, { operationName: 'A' })).data).toEqual({ whoAmI: { subject: 'public' } });
      expect((await city.ask(query, { operationName: 'B' })).data).toEqual({ latestVisit: { day: '2025-04-02' } });
      expect((await city.ask(query)).codes).toEqual(['OPERATION_NOT_FOUND']);
      expect((await city.ask(query, { operationName: 'C' })).codes).toEqual(['OPERATION_NOT_FOUND']);
    }
  });

  it('also for those who want another media type', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { headers, data } = await city.ask(WHO, { headers: { accept: 'application/graphql-response+json' } });
      expect([headers.get('content-type'), data]).toEqual(['application/graphql-response+json; charset=utf-8', { whoAmI: { subject: 'public' } }]);
    }
  });
});

/** What each of several people is told who ask the same at the same time, again and again. */
async function askedTogether({ issuer, registry, ask }: City): Promise<{ readonly asked: string; readonly told: unknown }[]> {
  registry.delay = 30;
  const people = ['officer-1', 'officer-2', 'officer-3'];
  const tokens = await Promise.all(people.map((sub) => issuer.token({ ...OFFICER, sub })));
  return Promise.all(Array.from({ length: 30 }, async (_one, n) => {
    await sleep(n * 3);
    const { data } = await ask(WHO, { token: tokens[n % 3]! });
    return { asked: people[n % 3]!, told: data };
  }));
}

describe('those who ask the same at once', () => {
  it('share an answer, but never with somebody else', async () => {
    const before = city.registry.received();
    const answers = await askedTogether(city);
    for (const { asked, told } of answers) expect(told).toEqual({ whoAmI: { subject: asked } });
    expect(city.registry.received() - before).toBeLessThan(answers.length);
  });

  it('would be seen to get another’s if callers were not told apart', async () => {
    vi.resetModules();
    vi.doMock(SHARING, async () => {
      const { sharedRuns } = await vi.importActual<typeof import('../src/sharing/shared-runs.ts')>('../src/sharing/shared-runs.ts');
      return { sharedByCaller: () => { const forAll = sharedRuns(0); return () => forAll; } };
    });
    const { startCity: startFaulty } = await import('./fixtures/city.ts');
    await using faulty = await startFaulty();
    vi.doUnmock(SHARING);
    expect((await askedTogether(faulty)).some(({ asked, told }) => !isDeepStrictEqual(told, { whoAmI: { subject: asked } }))).toBe(true);
  });

  it('read what they have written: an answer that began before is not theirs', async () => {
    const token = await city.issuer.token();
    await city.ask(WHO, { token });
    city.registry.delay = 150;
    const begun = city.ask(WHO, { token });
    await sleep(40);
    city.registry.delay = 0;
    expect((await city.ask('mutation ($name: String) { saveObject(name: $name) { ok } }', { token, variables: { name: 'written' } })).codes).toEqual([]);
    const written = city.registry.seen.length;
    expect((await city.ask(WHO, { token })).codes).toEqual([]);
    expect(city.registry.seen.slice(written).map(({ query }) => query).join()).toContain('whoAmI');
    await begun;
  });
});
