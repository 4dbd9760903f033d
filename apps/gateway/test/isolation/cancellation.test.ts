import { request, Agent } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCity, type City } from '../fixtures/city.ts';
import type { Department } from '../fixtures/department.ts';

/** Three steps: registry, then inspection, then registry again for what inspection led to. */
const THREE_STEPS = '{ objects(first: 2) { name visits { day object { parent { name } } } } }';
const EVENTUALLY = { timeout: 10_000, interval: 10 };

let city: City;
beforeAll(async () => {
  city = await startCity({ SUBGRAPH_QUERY_MS: '20000', OPERATION_MS: '30000' });
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});
beforeEach(() => {
  city.registry.fault = 'none';
  city.inspection.fault = 'none';
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A client who can leave. */
function client(query: string): { readonly leave: () => void; readonly left: Promise<unknown> } {
  const gone = new AbortController();
  const left = fetch(`${city.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }), signal: gone.signal }).then((response) => response.json(), () => 'left');
  return { leave: () => gone.abort(), left };
}

const inFlight = async (): Promise<unknown> => {
  const { subgraphs } = JSON.parse(await (await fetch(`${city.gateway.url}/health`)).text());
  return [subgraphs.registry.inFlight, subgraphs.inspection.inFlight];
};

/** Hangs one department, waits until a client's request hangs there, and lets the client leave. */
async function leaveDuring(department: Department, query: string): Promise<void> {
  department.fault = 'hang';
  const [received, abandoned] = [department.received(), department.abandoned()];
  const { leave, left } = client(query);
  await vi.waitFor(() => expect(department.received()).toBe(received + 1), EVENTUALLY);
  leave();
  expect(await left).toBe('left');
  await vi.waitFor(() => expect(department.abandoned()).toBe(abandoned + 1), EVENTUALLY);
  department.fault = 'none';
}

describe('a client who leaves', () => {
  it('cancels the sub-request that is on its way, and those that would have followed are never sent', async () => {
    const before = city.inspection.received();
    await leaveDuring(city.registry, THREE_STEPS);
    await pause(200);
    expect(city.inspection.received()).toBe(before);
    expect(await inFlight()).toEqual([0, 0]);
  });

  it('does so in a later step too', async () => {
    const before = city.registry.received();
    await leaveDuring(city.inspection, THREE_STEPS);
    await pause(200);
    expect(city.registry.received()).toBe(before + 1);
    expect(await inFlight()).toEqual([0, 0]);
  });

  it('cancels all that run side by side', async () => {
    const abandoned = city.inspection.abandoned();
    city.inspection.fault = 'hang';
    await leaveDuring(city.registry, '{ objects(first: 1) { id } latestVisit { day } }');
    await vi.waitFor(() => expect(city.inspection.abandoned()).toBe(abandoned + 1), EVENTUALLY);
  });

  it('says nothing about the health of those who were asked', async () => {
    for (let time = 0; time < 5; time += 1) await leaveDuring(city.inspection, '{ latestVisit { day } }');
    expect((await city.ask('{ latestVisit { day } }')).errors).toEqual([]);
  });
});

it('leaves the others what they asked for, though they asked for the same', async () => {
  city.inspection.fault = 'hang';
  const [received, abandoned] = [city.inspection.received(), city.inspection.abandoned()];
  const leaving = [client('{ latestVisit { day } }'), client('{ latestVisit { day } }'), client('{ latestVisit { day } }')];
  // one for the first of them, and one that the two others share
  await vi.waitFor(() => expect(city.inspection.received()).toBe(received + 2), EVENTUALLY);
  city.inspection.fault = 'none';
  city.inspection.delay = 300;
  const staying = Array.from({ length: 4 }, () => city.ask('{ latestVisit { day } }'));
  await vi.waitFor(() => expect(city.inspection.received()).toBe(received + 3), EVENTUALLY);
  for (const { leave } of leaving) leave();
  const answers = await Promise.all(staying);
  city.inspection.delay = 0;
  expect(answers.map(({ data, errors }) => ({ data, errors }))).toEqual(answers.map(() => ({ data: { latestVisit: { day: '2025-04-02' } }, errors: [] })));
  await vi.waitFor(() => expect(city.inspection.abandoned()).toBe(abandoned + 2), EVENTUALLY);
});

it('goes on with the connections of those who stay', async () => {
  await leaveDuring(city.inspection, '{ latestVisit { day } }');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  const ask = (): Promise<string> => new Promise((resolve, reject) => {
    const sent = request(`${city.gateway.url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      ports.add(response.socket.localPort);
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    sent.on('error', reject).end(JSON.stringify({ query: '{ latestVisit { day } }' }));
  });
  await ask();
  const connections = city.inspection.connections();
  for (let time = 0; time < 5; time += 1) expect(await ask()).toContain('2025-04-02');
  agent.destroy();
  expect(ports.size).toBe(1);
  expect(city.inspection.connections()).toBe(connections);
});

it('would be noticed if it did not: a gateway that does not listen to its clients keeps on asking', async () => {
  vi.resetModules();
  const transport = await vi.importActual<typeof import('../../src/subgraphs/subgraph-transport.ts')>('../../src/subgraphs/subgraph-transport.ts');
  vi.doMock('../../src/subgraphs/subgraph-transport.ts', () => ({
    subgraphTransport: (...given: Parameters<typeof transport.subgraphTransport>) => {
      const honest = transport.subgraphTransport(...given);
      return { ...honest, post: (body: Buffer, headers: Record<string, string>, patience: Parameters<typeof honest.post>[2]) => honest.post(body, headers, { ...patience, clientGone: new AbortController().signal }) };
    },
  }));
  const { startCity: startDeaf } = await import('../fixtures/city.ts');
  await using deaf = await startDeaf({ SUBGRAPH_QUERY_MS: '2000' });
  deaf.registry.delay = 200;
  const before = deaf.registry.abandoned();
  const gone = new AbortController();
  const left = fetch(`${deaf.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: THREE_STEPS }), signal: gone.signal }).catch(() => 'left');
  await vi.waitFor(() => expect(deaf.registry.received()).toBe(1), EVENTUALLY);
  gone.abort();
  await left;
  await vi.waitFor(() => expect(deaf.inspection.received()).toBe(1), EVENTUALLY);
  expect(deaf.registry.abandoned()).toBe(before);
  vi.doUnmock('../../src/subgraphs/subgraph-transport.ts');
}, 60_000);
