import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { readConfig } from '../../src/config.ts';
import type { startGateway } from '../../src/start-gateway.ts';
import { answerOf, type Answer } from '../fixtures/city.ts';
import { startFaultySubgraph, type FaultySubgraph } from './faulty-subgraph.ts';
import { wholeAnswers } from './whole-answers.ts';

export const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'] as const;
export type Service = (typeof SERVICES)[number];

export const DEADLINE_MS = 800;
export const BREAKER_OPEN_MS = 250;
const GATEWAY_ROOT = join(import.meta.dirname, '../..');
const QUERIES = join(GATEWAY_ROOT, '../../docs/queries');

export interface Document {
  readonly name: string;
  readonly query: string;
}

export interface Platform extends AsyncDisposable {
  readonly supergraphSdl: string;
  readonly documents: readonly Document[];
  readonly subgraphs: Readonly<Record<Service, FaultySubgraph>>;
  ask(query: string): Promise<Answer>;
}

/** The real gateway on the committed supergraph before five subgraphs that misbehave on demand, with the documents that are kept for clients. */
export async function startPlatform(start: typeof startGateway, env: Record<string, string> = {}): Promise<Platform> {
  const supergraphSdl = await readFile(join(GATEWAY_ROOT, 'supergraph.graphql'), 'utf8');
  const names = (await readdir(QUERIES)).filter((name) => name.endsWith('.graphql'));
  const documents = await Promise.all(names.map(async (name) => ({ name, query: await readFile(join(QUERIES, name), 'utf8') })));
  const answer = wholeAnswers(supergraphSdl);
  const startOne = () => startFaultySubgraph(answer, DEADLINE_MS * 2);
  const subgraphs = { registry: await startOne(), planning: await startOne(), sampling: await startOne(), inspection: await startOne(), disclosure: await startOne() };
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const gateway = await start(readConfig({
    NODE_ENV: 'test', INTROSPECTION: 'false', COST_PER_MINUTE: '1000000000', SENSITIVE_PER_MINUTE: '1000000', LOG_LEVEL: 'silent', PORT: '0',
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(SERVICES.map((name) => [name, subgraphs[name].url]))),
    GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'gateway-1' }),
    OIDC_ISSUER: 'http://issuer.invalid', SUBGRAPH_QUERY_MS: String(DEADLINE_MS), BREAKER_OPEN_MS: String(BREAKER_OPEN_MS), SUBGRAPH_MAX_BYTES: '2000000', ...env,
  }));
  return {
    supergraphSdl, documents, subgraphs,
    ask: async (query) => answerOf(await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await Promise.all(SERVICES.map((name) => subgraphs[name][Symbol.asyncDispose]()));
    },
  };
}
