import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bundleApp } from '@sortition/tool-dev/bundle-app';
import { SERVICES } from '@sortition/tool-dev/services';
import { buildSchema } from 'graphql';
import { exportJWK, generateKeyPair } from 'jose';
import { Pool } from 'undici';
import type { Report } from './figures.ts';
import { startChild, stopChild } from './gateway/child.ts';
import { closing } from './gateway/closing.ts';
import { signedSupergraph } from './gateway/signed-supergraph.ts';
import { median } from './gateway/statistics.ts';

const root = join(import.meta.dirname, '../../..');
const PORT = 14_200;
const QUERIES = join(root, 'docs/queries');
/** Needs no service, so that nothing is waited for but the gateway. */
const LIGHT = '{ __typename }';
const AFTERWARDS_MS = 300;
const PATIENCE_MS = 60_000;

/** Stands for all services, and knows nothing. */
async function startStub(): Promise<Server> {
  const http = createServer((request, response) => void request.resume().once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}')));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return http;
}

interface Gateway {
  readonly ask: (query: string) => Promise<number>;
  readonly serial: () => Promise<number>;
}

function gatewayAt(pool: Pool): Gateway {
  return {
    ask: async (query) => {
      const started = performance.now();
      await (await pool.request({ path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })).body.dump();
      return performance.now() - started;
    },
    serial: async () => {
      const { supergraph } = await (await pool.request({ path: '/health', method: 'GET' })).body.json() as { readonly supergraph: { readonly serial: number } };
      return supergraph.serial;
    },
  };
}

/** The longest that one who asks again and again waits for an answer, until something is done. */
async function longestWaitDuring({ ask }: Gateway, work: () => Promise<void>): Promise<number> {
  let isDone = false;
  const done = work().finally(() => { isDone = true; });
  let longest = 0;
  while (!isDone) longest = Math.max(longest, await ask(LIGHT));
  await done;
  return longest;
}

interface Swap {
  readonly longestWaitMs: number;
  readonly takenMs: number;
  /** graphql-js reads the same file once. */
  readonly readMs: number;
}

/** How long a swap of the whole platform's supergraph keeps those waiting who ask meanwhile, beside one reading of it. */
export async function run(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({ args: [...args], options: { swaps: { type: 'string', default: '12' } } });
  const whole = readFileSync(join(root, 'apps/gateway/supergraph.graphql'), 'utf8');
  await using stack = closing();
  const stub = await startStub();
  stack.defer(async () => void stub.close());
  const signed = await signedSupergraph(join(root, 'apps/gateway/supergraph.graphql'));
  stack.defer(async () => signed[Symbol.dispose]());
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const service = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
  const child = await startChild({
    file: await bundleApp(root, 'gateway'), logFile: join(tmpdir(), 'sortition-swap.log'), nodeOptions: ['--max-semi-space-size=32'],
    env: {
      PORT: String(PORT), LOG_LEVEL: 'warn', OIDC_ISSUER: 'http://127.0.0.1:1', GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'bench' }), SERVICE_ROOT: join(root, 'apps/gateway'),
      SUPERGRAPH: signed.file, SUPERGRAPH_KEYS: signed.keys, SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(SERVICES.map((name) => [name, service]))),
      FREE_QUERIES: 'everyone', MAX_COST: '10000000', COST_PER_MINUTE: '1000000000000', BREAKER_FAILURES: '1000000',
    },
  });
  stack.defer(() => stopChild(child));
  const pool = new Pool(`http://127.0.0.1:${PORT}`);
  stack.defer(() => pool.destroy());
  const gateway = gatewayAt(pool);
  // What is in use is compiled for each supergraph, before it is taken.
  for (const file of readdirSync(QUERIES)) await gateway.ask(readFileSync(join(QUERIES, file), 'utf8'));
  for (let time = 0; time < 500; time += 1) await gateway.ask(LIGHT);
  const quietMs = await longestWaitDuring(gateway, () => sleep(2_000));

  const swaps: Swap[] = [];
  while (swaps.length < Number(values.swaps)) {
    const sdl = `${whole}\n# ${swaps.length}\n`;
    const started = performance.now();
    buildSchema(sdl);
    const readMs = performance.now() - started;
    let takenMs = 0;
    const longestWaitMs = await longestWaitDuring(gateway, async () => {
      const serial = await signed.replace(Buffer.from(sdl));
      const offered = performance.now();
      child.kill('SIGHUP');
      while (await gateway.serial() !== serial) {
        if (performance.now() - offered > PATIENCE_MS) throw new Error('the gateway did not take the supergraph');
        await sleep(20);
      }
      takenMs = performance.now() - offered;
      await sleep(AFTERWARDS_MS);
    });
    swaps.push({ longestWaitMs, takenMs, readMs });
  }
  return reportOf(swaps, quietMs);
}

function reportOf(swaps: readonly Swap[], quietMs: number): Report {
  const [first] = swaps;
  const of = (what: keyof Swap): number => median(swaps.map((swap) => swap[what]));
  const ratio = median(swaps.map(({ longestWaitMs, readMs }) => longestWaitMs / readMs));
  const worst = Math.max(...swaps.map(({ longestWaitMs }) => longestWaitMs));
  return {
    title: `${swaps.length} swaps of the whole platform's supergraph, beside one reading of it by graphql-js`,
    figures: [
      { name: 'longest wait, without a swap', value: quietMs, unit: 'ms' },
      { name: 'longest wait, first swap', value: first?.longestWaitMs ?? Number.NaN, unit: 'ms', note: 'code that has run once before' },
      { name: 'longest wait, median of swaps', value: of('longestWaitMs'), unit: 'ms', note: `longest of all: ${Math.round(worst)} ms` },
      { name: 'one reading, median', value: of('readMs'), unit: 'ms', note: `first: ${Math.round(first?.readMs ?? Number.NaN)} ms` },
      { name: 'longest wait ÷ one reading', value: ratio, unit: '', note: 'median of the swaps' },
      { name: 'offered to taken, median', value: of('takenMs'), unit: 'ms' },
    ],
    json: { bench: 'swap', swaps, quietMs, longestWaitMs: of('longestWaitMs'), worstWaitMs: worst, readMs: of('readMs'), ratio },
  };
}
