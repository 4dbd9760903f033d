import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { documentIdOf } from '@sortition/service-kit/document-manifest';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCity, type City } from './fixtures/city.ts';
import { signedDocuments, type SignedDocuments } from './fixtures/signed-documents.ts';

const LATEST = 'query Latest { latestVisit { day } }';
const QUIET_MS = 2_500;
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

let city: City;
let signed: SignedDocuments;
beforeAll(async () => {
  [city, signed] = await Promise.all([startCity(), signedDocuments([LATEST])]);
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
  await signed[Symbol.asyncDispose]();
});

const addressOf = (url: string): string => new URL(url).host;

/** Uses everything that a gateway offers, once. */
async function visit(url: string): Promise<void> {
  const token = await city.issuer.token();
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<unknown> =>
    fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }).then((response) => response.text());
  await post({ query: '{ objects(first: 1) { id visits { day } } }' }, { authorization: `Bearer ${token}` });
  await post({ query: 'mutation { saveObject(name: "x") { ok } }' }, { authorization: `Bearer ${token}` });
  await post({ query: '{ __schema { types { name } } broken' });
  await fetch(`${url}/graphql?documentId=${documentIdOf(LATEST)}`).then((response) => response.text());
  for (const page of ['/readyz', '/health', '/metrics', '/graphiql', '/graphiql/settings.json', '/draws/1/frame', '/nothing']) await fetch(`${url}${page}`).then((response) => response.text());
}

/** Runs a gateway's process for some seconds and answers whom it connected to and whose names it looked up. `planted` is code of a fault. */
async function reached(planted?: string): Promise<{ readonly connected: ReadonlySet<string>; readonly looked: ReadonlySet<string> }> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const imports = ['tsx', path('fixtures/watch-connections.ts'), ...(planted === undefined ? [] : [`data:text/javascript,${encodeURIComponent(planted)}`])];
  const child = spawn(process.execPath, [...imports.flatMap((file) => ['--import', file]), path('../src/main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'], FREE_QUERIES: 'everyone', LOG_LEVEL: 'silent', PORT: '0', SUPERGRAPH: city.supergraph, SUPERGRAPH_KEYS: city.supergraphKeys, OIDC_ISSUER: city.issuer.url, ...signed.env,
      SUBGRAPH_URLS: JSON.stringify({ registry: city.registry.url, inspection: city.inspection.url }),
      GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'gateway-3' }),
    },
  });
  const connected = new Set<string>();
  const looked = new Set<string>();
  const ready = new Promise<string>((resolve) => {
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null) return;
      if ('connected' in message) connected.add(String(message.connected));
      if ('looked' in message) looked.add(String(message.looked));
      if ('url' in message) resolve(String(message.url));
    });
  });
  try {
    await visit(await ready);
    await pause(QUIET_MS);
    return { connected, looked };
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

it('opens no connection but to its subgraphs and its issuer, and looks up no name', async () => {
  const { connected, looked } = await reached();
  expect([...connected].toSorted()).toEqual([city.registry.url, city.inspection.url, city.issuer.url].map(addressOf).toSorted());
  expect([...looked].filter((name) => name !== '127.0.0.1')).toEqual([]);
});

it('would be seen to open another', async () => {
  const { connected, looked } = await reached(`
    setTimeout(() => {
      fetch('http://192.0.2.1:8080/').catch(() => undefined);
      fetch('http://telemetry.invalid/').catch(() => undefined);
    }, 500);`);
  expect(connected).toContain('192.0.2.1:8080');
  expect(looked).toContain('telemetry.invalid');
});

it('would be seen to report to the vendor of its library, were that not turned off', async () => {
  const { connected, looked } = await reached(`
    process.env = new Proxy(process.env, {
      get: (env, name) => (name === 'APOLLO_TELEMETRY_DISABLED' ? undefined : env[name]),
    });`);
  const strangers = [...connected, ...looked].filter((name) => !name.startsWith('127.0.0.1'));
  expect(strangers.join()).toMatch(/169\.254\.|metadata|apollographql/);
});
