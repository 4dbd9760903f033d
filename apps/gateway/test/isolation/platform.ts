import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { readConfig } from '../../src/config.ts';
import type { startGateway } from '../../src/start-gateway.ts';
import { answerOf, type Answer } from '../fixtures/city.ts';
import { OFFICER, startIssuer } from '../fixtures/issuer.ts';
import { startFaultySubgraph, type FaultySubgraph } from './faulty-subgraph.ts';
import { wholeAnswers } from './whole-answers.ts';

export const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'] as const;
export type Service = (typeof SERVICES)[number];

export const DEADLINE_MS = 800;
export const BREAKER_OPEN_MS = 100;
const GATEWAY_ROOT = join(import.meta.dirname, '../..');
const QUERIES = join(GATEWAY_ROOT, '../../docs/queries');

/** Who ask the services that take several, each the same at the same time. */
const CALLERS = ['zhang-wei', 'li-na'] as const;

export interface Document {
  readonly name: string;
  readonly query: string;
  /** Nobody in particular where there is none. */
  readonly caller?: (typeof CALLERS)[number];
}

export interface Platform extends AsyncDisposable {
  readonly supergraphSdl: string;
  readonly documents: readonly Document[];
  readonly subgraphs: Readonly<Record<Service, FaultySubgraph>>;
  ask(document: Document): Promise<Answer>;
}

export interface PlatformOptions {
  readonly env?: Record<string, string>;
  /** Whether the services take several sub-requests in one request. */
  readonly takesSeveral?: boolean;
}

/** The real gateway on the committed supergraph before five subgraphs that misbehave on demand, with the documents that are kept for clients. */
export async function startPlatform(start: typeof startGateway, { env = {}, takesSeveral = false }: PlatformOptions = {}): Promise<Platform> {
  const supergraphSdl = await readFile(join(GATEWAY_ROOT, 'supergraph.graphql'), 'utf8');
  const names = (await readdir(QUERIES)).filter((name) => name.endsWith('.graphql'));
  const queries = await Promise.all(names.map(async (name) => ({ name, query: await readFile(join(QUERIES, name), 'utf8') })));
  const documents: readonly Document[] = takesSeveral ? queries.flatMap(({ name, query }) => CALLERS.map((caller) => ({ name: `${name} of ${caller}`, query, caller }))) : queries;
  const answer = wholeAnswers(supergraphSdl);
  const startOne = () => startFaultySubgraph(answer, { tooLateMs: DEADLINE_MS * 2, takesSeveral });
  const subgraphs = { registry: await startOne(), planning: await startOne(), sampling: await startOne(), inspection: await startOne(), disclosure: await startOne() };
  const issuer = await startIssuer();
  const tokens = new Map(await Promise.all(CALLERS.map(async (sub) => [sub, `Bearer ${await issuer.token({ ...OFFICER, sub })}`] as const)));
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const gateway = await start(readConfig({
    NODE_ENV: 'test', INTROSPECTION: 'false', COST_PER_MINUTE: '1000000000', SENSITIVE_PER_MINUTE: '1000000', LOG_LEVEL: 'silent', PORT: '0',
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(SERVICES.map((name) => [name, subgraphs[name].url]))),
    GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'gateway-1' }),
    OIDC_ISSUER: issuer.url, SUBGRAPH_QUERY_MS: String(DEADLINE_MS), BREAKER_OPEN_MS: String(BREAKER_OPEN_MS), SUBGRAPH_MAX_BYTES: '2000000', ...env,
  }));
  return {
    supergraphSdl, documents, subgraphs,
    ask: async ({ query, caller }) => answerOf(await fetch(`${gateway.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...(caller === undefined ? {} : { authorization: tokens.get(caller) ?? '' }) }, body: JSON.stringify({ query }),
    })),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await Promise.all([issuer, ...SERVICES.map((name) => subgraphs[name])].map((part) => part[Symbol.asyncDispose]()));
    },
  };
}
