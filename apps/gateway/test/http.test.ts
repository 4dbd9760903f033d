import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCity, type City } from './fixtures/city.ts';

let examples: string;
let city: City;
beforeAll(async () => {
  examples = await mkdtemp(join(tmpdir(), 'sortition-queries-'));
  await writeFile(join(examples, '02-visits.graphql'), '{ latestVisit { day } }');
  await writeFile(join(examples, '01-objects.graphql'), '{ objects { id } }');
  city = await startCity({ NODE_ENV: 'development', DEVELOPMENT_ACCOUNTS: 'true', EXAMPLE_QUERIES: examples });
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
  await rm(examples, { recursive: true });
});

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${city.gateway.url}${path}`, { redirect: 'manual', ...init });

describe('health', () => {
  it('is live whatever the subgraphs do', async () => {
    city.inspection.ready = false;
    expect((await get('/livez')).status).toBe(200);
    city.inspection.ready = true;
  });

  it('is ready exactly when every subgraph is', async () => {
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, subgraphs: { registry: { ready: true }, inspection: { ready: true } } }]);

    city.inspection.ready = false;
    const unready = await get('/readyz');
    expect([unready.status, await unready.json()]).toEqual([503, { ready: false, subgraphs: { registry: { ready: true }, inspection: { ready: false } } }]);
    city.inspection.ready = true;
    expect((await get('/readyz')).status).toBe(200);

    await city.registry.kill();
    expect((await get('/readyz')).status).toBe(503);
    await city.registry.revive();
    expect((await get('/readyz')).status).toBe(200);
  });

  it('tells people how each subgraph fares, without its address', async () => {
    city.inspection.fault = 'garbage';
    await city.ask('{ latestVisit { day } }');
    city.inspection.fault = 'none';
    const response = await get('/health');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      ready: true,
      subgraphs: { inspection: { ready: true, breaker: 'closed', inFlight: 0, probeMs: expect.any(Number), lastFailure: { kind: 'garbage', at: expect.any(String) } }, registry: { lastFailure: null } },
    });
    expect(text).not.toContain('127.0.0.1');
  });
});

it('counts requests by operation and by subgraph, and shows the breakers', async () => {
  await city.ask('query Latest { latestVisit { day } }');
  const text = await (await get('/metrics')).text();
  expect(text).toMatch(/sortition_requests_total\{operation="Latest",outcome="ok",service="gateway"\} 1/);
  expect(text).toMatch(/sortition_subgraph_requests_total\{subgraph="inspection",outcome="ok",service="gateway"\} \d+/);
  expect(text).toMatch(/sortition_breaker_state\{subgraph="registry",service="gateway"\} 0/);
  expect(text).toContain('sortition_request_seconds_bucket');
});

it('keeps the number of operation labels bounded, whatever names clients invent', async () => {
  await Promise.all(Array.from({ length: 250 }, (_, index) => city.ask(`query Invented${index} { __typename }`)));
  const text = await (await get('/metrics')).text();
  const labels = new Set([...text.matchAll(/sortition_requests_total\{operation="([^"]+)"/g)].map(([, name]) => name));
  expect(labels.size).toBeLessThanOrEqual(201);
  expect(labels).toContain('other');
});

describe('GraphiQL', () => {
  it('is where a browser lands', async () => {
    const response = await get('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphiql']);
  });

  it('comes whole from the gateway: no page, script or style names another host', async () => {
    const page = await get('/graphiql');
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    const references = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '').filter((url) => url !== 'data:,');
    expect(references.length).toBeGreaterThan(4);
    for (const url of references) {
      expect(url).toMatch(/^\/graphiql\//);
      expect((await get(url)).status, url).toBe(200);
    }
    expect(await (await get('/graphiql/graphiql.css')).text()).not.toMatch(/@import|url\(\s*["']?(?:https?:)?\/\//);
    expect(await (await get('/graphiql/page.js')).text()).not.toMatch(/https?:\/\//);
  });

  it('lets nothing else run or be reached', async () => {
    const policy = (await get('/graphiql')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it('offers the example queries in the order of their names', async () => {
    const settings: unknown = await (await get('/graphiql/settings.json')).json();
    expect(settings).toEqual({ developmentAccounts: true, queries: [{ name: '01-objects', query: '{ objects { id } }' }, { name: '02-visits', query: '{ latestVisit { day } }' }] });
  });

  it('offers the development accounts, and a token for one', async () => {
    expect(await (await get('/graphiql/accounts')).json()).toEqual([{ sub: 'officer-1', name: '张三', department: 'dept-1', roles: ['PLANNER', 'SYSTEM', 'PUBLIC'] }]);
    const grant = await (await get('/graphiql/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"sub":"officer-1"}' })).text();
    const { access_token: token } = JSON.parse(grant);
    expect((await city.ask('{ whoAmI { subject } }', { token })).data).toEqual({ whoAmI: { subject: 'officer-1' } });
  });

  it('has no accounts to offer elsewhere', async () => {
    await using production = await startCity();
    expect((await fetch(`${production.gateway.url}/graphiql/accounts`)).status).toBe(404);
    await expect(startCity({ DEVELOPMENT_ACCOUNTS: 'true' })).rejects.toThrow('not for production');
  });

  it.each(['//', 'http://[', '//:99999/'])('is no reason to fail when asked for %s', async (target) => {
    const socket = connect(Number(new URL(city.gateway.url).port), '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const answer = (await socket.toArray()).join('');
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('BAD_REQUEST');
  });

  it.each(['/graphiql/../../package.json', '/graphiql/page.jsx', '/etc/passwd', '/graphqll'])('has nothing at %s', async (path) => {
    const response = await get(path);
    const { code, traceId } = JSON.parse(await response.text()).errors[0].extensions;
    expect([response.status, code, traceId]).toEqual([404, 'NOT_FOUND', response.headers.get('x-trace-id')]);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});
