import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCity, type Answer, type City } from './fixtures/city.ts';
import type { Fault } from './fixtures/department.ts';

const BOTH = '{ objects(first: 2) { id name visits { day } } latestVisit { day } }';
const REGISTRY_PART = [{ id: '1', name: '对象 1', visits: null }, { id: '2', name: '对象 2', visits: null }];

let city: City;
beforeAll(async () => {
  city = await startCity({ SUBGRAPH_QUERY_MS: '400', SUBGRAPH_MAX_BYTES: '200000', BREAKER_OPEN_MS: '300' });
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(async () => {
  city.inspection.fault = 'none';
  city.inspection.delay = 0;
  await pause(350);
  expect((await city.ask('{ latestVisit { day } }')).errors).toEqual([]);
});

function expectOnlyInspectionIsMissing(answer: Answer): void {
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ objects: REGISTRY_PART, latestVisit: null });
  expect(new Set(answer.codes)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
  for (const { extensions } of answer.errors) {
    expect(extensions).toMatchObject({ service: 'inspection', messageZh: expect.stringContaining('inspection'), messageEn: expect.any(String), traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  }
  expect(answer.text).not.toMatch(/127\.0\.0\.1|10\.0\.0\.7|ECONN|localhost|:\d{4,5}\b|stack/);
}

describe('a department that fails costs only its own fields', () => {
  const faults: Fault[] = ['hang', 'garbage', 'html', 'poison', 'misshapen', 'server-error', 'huge', 'unauthorised'];
  it.each(faults)('%s', async (fault) => {
    city.inspection.fault = fault;
    const startedAt = performance.now();
    expectOnlyInspectionIsMissing(await city.ask(BOTH));
    expect(performance.now() - startedAt).toBeLessThan(3_800); // two sub-requests of one plan, 400 ms each at the most, on a busy machine
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('dead: nobody listens', async () => {
    await city.inspection.kill();
    try {
      const startedAt = performance.now();
      expectOnlyInspectionIsMissing(await city.ask(BOTH));
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    } finally {
      await city.inspection.revive();
    }
  });
});

describe('circuit breaker', () => {
  it('spares callers the wait after three failures in a row, and recovers by one probe', async () => {
    city.inspection.fault = 'hang';
    for (let attempt = 0; attempt < 3; attempt += 1) await city.ask('{ latestVisit { day } }');
    const received = city.inspection.received();
    expectOnlyInspectionIsMissing(await city.ask(BOTH));
    expect(city.inspection.received() - received).toBeLessThanOrEqual(1); // a probe, on a machine so busy that it is due

    city.inspection.fault = 'none';
    await pause(350);
    const recovered = await city.ask('{ latestVisit { day } }');
    expect(recovered.errors).toEqual([]);
    expect(recovered.data).toEqual({ latestVisit: { day: '2025-04-02' } });
  });

  it('is not opened by a caller who asks for too much', async () => {
    city.inspection.fault = 'huge';
    for (let attempt = 0; attempt < 5; attempt += 1) await city.ask('{ latestVisit { day } }');
    city.inspection.fault = 'none';
    expect((await city.ask('{ latestVisit { day } }')).errors).toEqual([]);
  });
});

it('asks a query again, once, when its connection was cut, and never a mutation', async () => {
  city.registry.fault = 'cut-once';
  expect((await city.ask('{ objects(first: 1) { id } }')).errors).toEqual([]);

  const token = await city.issuer.token();
  city.registry.fault = 'cut-once';
  const answer = await city.ask('mutation { saveObject(name: "once") { ok } }', { token });
  expect(answer.codes).toEqual(['SUBGRAPH_UNAVAILABLE']);
  expect(city.saved).toEqual([]);
});

it('gives a mutation more time than a query', async () => {
  city.registry.delay = 600;
  try {
    expect((await city.ask('{ objects(first: 1) { id } }')).codes).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const answer = await city.ask('mutation { saveObject(name: "slow") { ok } }', { token: await city.issuer.token() });
    expect(answer.data).toEqual({ saveObject: { ok: true } });
  } finally {
    city.registry.delay = 0;
  }
});

it('stops waiting for a subgraph when the client has gone', async () => {
  city.inspection.fault = 'hang';
  await fetch(`${city.gateway.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ latestVisit { day } }' }), signal: AbortSignal.timeout(60),
  }).catch(() => undefined);
  await pause(60);
  const health: unknown = await (await fetch(`${city.gateway.url}/health`)).json();
  expect(health).toMatchObject({ subgraphs: { inspection: { inFlight: 0, breaker: 'closed' } } });
});

it('asks nobody else for a client that has gone', async () => {
  city.registry.delay = 200;
  try {
    const before = city.inspection.seen.length;
    await fetch(`${city.gateway.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ objects(first: 1) { id visits { day } } }' }), signal: AbortSignal.timeout(80),
    }).catch(() => undefined);
    await pause(400);
    expect(city.inspection.seen).toHaveLength(before);
  } finally {
    city.registry.delay = 0;
  }
});

it('keeps an entity that has several places in one sub-request, once', async () => {
  const before = city.inspection.seen.length;
  const { data, errors } = await city.ask('{ a: objects(first: 2) { visits { day } } b: objects(first: 2) { parent { visits { day } } visits { day } } }');
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ a: [{ visits: [{ day: '2025-04-01' }, {}] }, {}], b: [{ parent: { visits: [{}, {}] }, visits: [{}, {}] }, {}] });
  expect(city.inspection.seen.length - before).toBeLessThanOrEqual(2);
});

describe('bulkhead', () => {
  it('refuses what can neither be sent nor wait, and says when to come again', async () => {
    await using narrow = await startCity({ SUBGRAPH_CONNECTIONS: '1', SUBGRAPH_QUEUE: '1', SUBGRAPH_QUERY_MS: '1000' });
    narrow.inspection.delay = 300;
    const answers = await Promise.all(Array.from({ length: 4 }, (_one, n) => narrow.ask(`{ visit${n}: latestVisit { day } }`)));
    const overloaded = answers.filter((answer) => answer.codes.includes('OVERLOADED'));
    expect(overloaded).toHaveLength(2);
    expect(overloaded[0]?.headers.get('retry-after')).toBe('1');
    expect(answers.filter((answer) => answer.errors.length === 0)).toHaveLength(2);
  });
});

it('ends an operation at its total deadline, which is not the last subgraph’s fault', async () => {
  await using hurried = await startCity({ OPERATION_MS: '3000', SUBGRAPH_QUERY_MS: '10000' });
  hurried.registry.delay = 300;
  hurried.inspection.delay = 6_000;
  const answer = await hurried.ask('{ objects(first: 1) { id visits { day } } }');
  expect(answer.data).toEqual({ objects: [{ id: '1', visits: null }] });
  expect(answer.codes).toEqual(['DEADLINE_EXCEEDED']);
});
