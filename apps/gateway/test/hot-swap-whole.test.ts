import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { supergraphHash } from '@sortition/service-kit/supergraph-signature';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startGateway } from '../src/start-gateway.ts';
import { signingKey } from './fixtures/signing-key.ts';
import { openDesk } from './hot-swap/desk.ts';

const WHOLE = readFileSync(fileURLToPath(new URL('../supergraph.graphql', import.meta.url)), 'utf8');
/** The same with one field more. */
const GROWN = WHOLE.replace(/\ntype Query\n(?: {2}@[^\n]*\n)+\{\n/, '$&  grown: String @join__field(graph: REGISTRY) @public\n');
const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];
const QUERIES = fileURLToPath(new URL('../../../docs/queries', import.meta.url));

/** Stands for all services: knows how many departments there are, and nothing of anything else. */
async function startServices(): Promise<{ readonly url: string } & AsyncDisposable> {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query }: { query: string } = chunks.length === 0 ? { query: '' } : JSON.parse(Buffer.concat(chunks).toString());
      // The gateway gives a field with arguments a key of its own.
      const asked = /(?:(\w+): ?)?\b(departments)\(first: ?1\)|\bgrown\b/.exec(query);
      const data = asked === null ? {} : { [asked[1] ?? asked[2] ?? 'grown']: asked[2] === undefined ? 'yes' : { totalCount: 3 } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const address = http.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    }),
  };
}

it('swaps the supergraph of the whole platform under load', async () => {
  expect(GROWN).not.toBe(WHOLE);
  const gatewayKey = await signingKey('gateway-1');
  await using services = await startServices();
  await using desk = await openDesk();
  desk.put(await desk.sound(WHOLE));
  await using gateway = await startGateway(readConfig({
    NODE_ENV: 'production', FREE_QUERIES: 'everyone', COST_PER_MINUTE: '1000000000', SENSITIVE_PER_MINUTE: '1000000', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', PORT: '0', OIDC_ISSUER: 'http://127.0.0.1:1', SUPERGRAPH: desk.file, SUPERGRAPH_KEYS: desk.publicKeys,
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(SERVICES.map((name) => [name, services.url]))), GATEWAY_SIGNING_KEY: JSON.stringify(gatewayKey.privateKey),
    SUBGRAPH_QUERY_MS: '20000', OPERATION_MS: '40000', BREAKER_FAILURES: '1000000',
  }));
  const ask = async (query: string): Promise<{ data?: unknown; errors?: { extensions: { code: string } }[] }> => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
    return JSON.parse(await response.text());
  };
  // What people ask, so that each swap finds documents to compile.
  for (const file of readdirSync(QUERIES)) await ask(readFileSync(join(QUERIES, file), 'utf8'));

  let playing = true;
  let answers = 0;
  const failed: unknown[] = [];
  const client = async (): Promise<void> => {
    while (playing) {
      const { data, errors } = await ask('{ departments(first: 1) { totalCount } }').catch((error: unknown) => ({ data: String(error), errors: undefined }));
      answers += 1;
      if (errors !== undefined || JSON.stringify(data) !== '{"departments":{"totalCount":3}}') failed.push(errors ?? data);
      await sleep(10);
    }
  };
  const load = Array.from({ length: 4 }, client);
  for (let count = 1; count <= 6; count += 1) {
    const grown = count % 2 === 1;
    const sdl = grown ? GROWN : WHOLE;
    desk.put(await desk.sound(sdl));
    await gateway.reload();
    const { supergraph } = JSON.parse(await (await fetch(`${gateway.url}/health`)).text());
    expect(supergraph).toMatchObject({ sha256: supergraphHash(Buffer.from(sdl)), serial: desk.serial(), lastRefusal: null });
    const { data, errors } = await ask('{ grown }');
    expect(grown ? data ?? errors : errors?.map(({ extensions }) => extensions.code)).toEqual(grown ? { grown: 'yes' } : ['QUERY_INVALID']);
  }
  playing = false;
  await Promise.all(load);
  expect(failed).toEqual([]);
  expect(answers).toBeGreaterThan(20);
}, 120_000);
