import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair } from 'jose';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startGateway } from '../src/start-gateway.ts';
import { startCity } from './fixtures/city.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('answers what has begun before it stops, and takes nothing new', async () => {
  const city = await startCity();
  city.registry.delay = 400;
  const { url } = city.gateway;
  const begun = city.ask('{ objects(first: 1) { id } }');
  await pause(100);
  const stopping = city.gateway[Symbol.asyncDispose]();
  await pause(50);
  await expect(fetch(`${url}/livez`)).rejects.toThrow();
  expect((await begun).data).toEqual({ objects: [{ id: '1' }] });
  await stopping;
  await city[Symbol.asyncDispose]();
});

it('does not wait for ever for a subgraph that hangs', async () => {
  const city = await startCity({ DRAIN_MS: '300', SUBGRAPH_QUERY_MS: '60000', OPERATION_MS: '60000' });
  city.registry.fault = 'hang';
  const abandoned = city.ask('{ objects(first: 1) { id } }').catch(() => 'cut');
  await pause(100);
  const startedAt = performance.now();
  await city[Symbol.asyncDispose]();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(await abandoned).toBe('cut');
});

it('names the variable that is wrong', async () => {
  expect(() => readConfig({})).toThrow(/SUBGRAPH_URLS.*GATEWAY_SIGNING_KEY.*OIDC_ISSUER/);
  expect(() => readConfig({ SUBGRAPH_URLS: '{"registry": "ftp://x"}', GATEWAY_SIGNING_KEY: '{}', OIDC_ISSUER: 'http://127.0.0.1' })).toThrow(/SUBGRAPH_URLS.registry/);
});

it('does not start when a service of the supergraph has no address', async () => {
  await using city = await startCity();
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const config = readConfig({
    LOG_LEVEL: 'silent', PORT: '0', SUPERGRAPH: city.supergraph, SUBGRAPH_URLS: JSON.stringify({ registry: city.registry.url }),
    GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'gateway-1' }), OIDC_ISSUER: city.issuer.url,
  });
  await expect(startGateway(config)).rejects.toThrow('no address for inspection');
});

it('runs as a process: says when it is ready and where, and leaves on SIGTERM', async () => {
  await using city = await startCity();
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'], FREE_QUERIES: 'everyone', LOG_LEVEL: 'info', PORT: '0', SUPERGRAPH: city.supergraph, OIDC_ISSUER: city.issuer.url,
      SUBGRAPH_URLS: JSON.stringify({ registry: city.registry.url, inspection: city.inspection.url }),
      GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'gateway-2' }),
    },
  });
  const log: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => log.push(chunk.toString('utf8')));
  const [message] = await once(child, 'message');
  expect(message).toMatchObject({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  expect((await fetch(`${message.url}/readyz`)).status).toBe(200);
  await fetch(`${message.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'query Named($n: Int) { objects(first: $n) { id } }', variables: { n: 7, canary: '11010519491231002X' } }) });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  const line = log.join('').split('\n').find((entry) => entry.includes('"Named"'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ service: 'gateway', operation: 'Named', trusted: false, type: 'query', trace: expect.stringMatching(/^[0-9a-f]{32}$/), ms: expect.any(Number) });
  expect(log.join('')).not.toMatch(/11010519491231002X|inline tracing|landing page/i);
  expect((await readFile(fileURLToPath(new URL('../src/main.ts', import.meta.url)), 'utf8')).split('\n').length).toBeLessThan(40);
});
