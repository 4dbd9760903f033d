import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { exportJWK, generateKeyPair } from 'jose';
import type { Figure, Report } from './figures.ts';
import { cpuMs, residentMb, started, stopped } from './gateway/contender.ts';
import { load } from './gateway/load.ts';

const root = join(import.meta.dirname, '../../..');
const SUPERGRAPH = join(root, 'apps/gateway/supergraph.graphql');
const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];
const PORTS = { subgraphs: 14_100, ours: 14_101, stock: 14_102 };
const ROUNDS = 3;
const CONNECTIONS = 16;
const ROUND_MS = 4_000;
const WARM_UP_MS = 3_000;

/** Documents of `docs/queries` by how much of the platform one of them asks for. */
const DOCUMENTS = { heavy: 'district-dashboard', middle: 'my-tasks', light: 'public-results-search' } as const;
type DocumentName = keyof typeof DOCUMENTS;
type GatewayName = 'stock' | 'ours';

interface Measured {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerRequest: number | undefined;
}

const url = (gateway: GatewayName): string => `http://127.0.0.1:${PORTS[gateway]}${gateway === 'ours' ? '/graphql' : '/'}`;
/** Every variable that a document has is different in every request, so that nothing can be shared between two. */
const bodyOf = (document: string) => (serial: number): string => JSON.stringify({ query: document, variables: document.includes('$name') ? { name: `名称 ${serial}` } : document.includes('$division') ? { division: String(500_000 + (serial % 400_000)) } : {} });

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const spread = (values: readonly number[]): string => `${Math.min(...values).toPrecision(3)} to ${Math.max(...values).toPrecision(3)}`;

async function oneRound(gateway: GatewayName, process: ChildProcess, document: string, ms: number): Promise<Measured> {
  const before = cpuMs(process);
  const { requestsPerSecond, requests, p50, p99 } = await load({ url: url(gateway), bodyOf: bodyOf(document), connections: CONNECTIONS, ms });
  const after = cpuMs(process);
  return { requestsPerSecond, p50, p99, cpuMsPerRequest: before === undefined || after === undefined ? undefined : (after - before) / requests };
}

async function dataOf(gateway: GatewayName, document: string): Promise<unknown> {
  const response = await fetch(url(gateway), { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(document)(0) });
  return await response.json();
}

async function startAll(): Promise<Record<GatewayName | 'subgraphs', ChildProcess>> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const key = JSON.stringify({ ...await exportJWK(privateKey), kid: 'bench' });
  const address = `http://127.0.0.1:${PORTS.subgraphs}/graphql`;
  const folder = join(import.meta.dirname, 'gateway');
  const subgraphs = await started(join(folder, 'memory-subgraphs.ts'), [SUPERGRAPH, String(PORTS.subgraphs)]);
  const stock = await started(join(folder, 'stock-gateway.ts'), [SUPERGRAPH, String(PORTS.stock), address, key]);
  const ours = await started(join(root, 'apps/gateway/src/main.ts'), [], {
    PORT: String(PORTS.ours), LOG_LEVEL: 'fatal', GATEWAY_SIGNING_KEY: key, OIDC_ISSUER: 'http://127.0.0.1:1', MAX_COST: '10000000', COST_PER_MINUTE: '1000000000000', FREE_QUERIES: 'everyone',
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(SERVICES.map((service) => [service, address]))),
  });
  return { subgraphs, stock, ours };
}

/**
 * What a gateway costs: ours and the stock one before the same subgraphs, which answer from memory, so that what is measured is the
 * gateway. Rounds take turns; no two requests are alike; both sign their sub-requests, and both must give the same answer.
 */
export async function run(): Promise<Report> {
  const processes = await startAll();
  try {
    const figures: Figure[] = [];
    const ratios: Partial<Record<DocumentName, { readonly toStock: number; readonly cpuToStock: number | null; readonly rounds: readonly number[] }>> = {};
    const measured: Partial<Record<DocumentName, Record<GatewayName, readonly Measured[]>>> = {};
    for (const [name, file] of Object.entries(DOCUMENTS) as [DocumentName, string][]) {
      const document = readFileSync(join(root, `docs/queries/${file}.graphql`), 'utf8');
      if (!isDeepStrictEqual(await dataOf('ours', document), await dataOf('stock', document))) throw new Error(`the gateways answer ${file} differently`);
      const rounds: Record<GatewayName, Measured[]> = { stock: [], ours: [] };
      for (const gateway of ['stock', 'ours'] as const) await oneRound(gateway, processes[gateway], document, WARM_UP_MS);
      for (let round = 0; round < ROUNDS; round += 1) {
        const order: GatewayName[] = round % 2 === 0 ? ['stock', 'ours'] : ['ours', 'stock'];
        for (const gateway of order) rounds[gateway].push(await oneRound(gateway, processes[gateway], document, ROUND_MS));
      }
      measured[name] = rounds;
      const each = rounds.ours.map(({ requestsPerSecond }, round) => requestsPerSecond / (rounds.stock[round]?.requestsPerSecond ?? Number.NaN));
      const cpu = (gateway: GatewayName): number => median(rounds[gateway].map(({ cpuMsPerRequest }) => cpuMsPerRequest ?? Number.NaN));
      ratios[name] = { toStock: median(each), cpuToStock: Number.isNaN(cpu('ours')) ? null : cpu('stock') / cpu('ours'), rounds: each };
      for (const gateway of ['stock', 'ours'] as const) {
        const of = (read: (one: Measured) => number): number => median(rounds[gateway].map(read));
        figures.push({ name: `${name}, ${gateway}`, value: of(({ requestsPerSecond }) => requestsPerSecond), unit: 'requests/s', note: `p50 ${of(({ p50 }) => p50).toPrecision(3)} ms, p99 ${of(({ p99 }) => p99).toPrecision(3)} ms, ${cpu(gateway).toPrecision(3)} ms of processor each` });
      }
      figures.push({ name: `${name}, ours to stock`, value: median(each), unit: '×', note: `rounds ${spread(each)}; by processor time ${(cpu('stock') / cpu('ours')).toPrecision(3)} ×` });
    }
    for (const gateway of ['stock', 'ours'] as const) figures.push({ name: `memory, ${gateway}`, value: residentMb(processes[gateway]) ?? Number.NaN, unit: 'MB' });
    return { title: 'The gateway, before subgraphs that answer from memory', figures, json: { bench: 'gateway', ratios, measured } };
  } finally {
    await Promise.all(Object.values(processes).map(stopped));
  }
}
