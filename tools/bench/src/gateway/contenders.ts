import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { startChild } from './child.ts';
import type { ContenderSettings } from './contender-settings.ts';
import type { SignedSupergraph } from './signed-supergraph.ts';

export const CONTENDERS = ['stock', 'hive', 'hive-router', 'mercurius', 'ours', 'direct'] as const;
export type ContenderName = (typeof CONTENDERS)[number];
/** All but the floor are processes of their own that a client asks. */
export type GatewayName = Exclude<ContenderName, 'direct'>;

export type Mode = 'distinct' | 'identical';

/** What a gateway is started with. */
export interface GatewaySurroundings {
  readonly root: string;
  readonly logs: string;
  readonly mode: Mode;
  readonly port: number;
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly subgraphSchemas: string;
  readonly key: JWK;
  /** With which ours follows what the services tell, so that it may keep what everybody may read. */
  readonly feedKey: JWK;
  readonly issuer: string;
  /** Ours takes no supergraph but a signed one. */
  readonly signed: Pick<SignedSupergraph, 'file' | 'keys'>;
}

interface GatewayKind {
  readonly file: (root: string) => string;
  readonly env: (surroundings: GatewaySurroundings) => NodeJS.ProcessEnv;
  readonly nodeOptions: readonly string[];
  readonly path: string;
  /** What it can share between identical requests. */
  readonly shares: string;
  readonly note: string;
}

const BELIEVED = 'takes the caller from the token unread, where ours verifies it';
const supergraphOf = (root: string): string => join(root, 'apps/gateway/supergraph.graphql');

const settingsOf = ({ root, mode, port, subgraphs, key }: GatewaySurroundings): NodeJS.ProcessEnv => {
  const settings: ContenderSettings = { port, supergraph: supergraphOf(root), subgraphs, key, sharing: mode === 'identical' };
  return { BENCH_CONTENDER: JSON.stringify(settings) };
};

const peer = (file: string, kind: Pick<GatewayKind, 'shares' | 'note'> & { readonly env?: (surroundings: GatewaySurroundings) => NodeJS.ProcessEnv }): GatewayKind => ({
  file: (root) => join(root, `tools/bench/peers/${file}`),
  env: (surroundings) => ({ ...settingsOf(surroundings), ...kind.env?.(surroundings) }),
  nodeOptions: [YOUNG, '--import', 'tsx'],
  path: '/graphql',
  shares: kind.shares,
  note: kind.note,
});

// Waiting for a subgraph is not what is measured, and peers wait for as long as it takes.
const PATIENT = { SUBGRAPH_QUERY_MS: '60000', OPERATION_MS: '60000', FREE_QUERIES: 'everyone', MAX_COST: '10000000', COST_PER_MINUTE: '1000000000000' };
/** A young generation that a request's garbage does not outgrow: every gateway gets it, and `npm start` gives it to ours. */
const YOUNG = '--max-semi-space-size=32';

export const GATEWAYS: Readonly<Record<GatewayName, GatewayKind>> = {
  stock: peer('stock-gateway.mjs', { shares: 'response cache, by the cache-control of subgraphs, of which the services give none', note: `@apollo/gateway as it comes; ${BELIEVED}` }),
  hive: peer('hive-gateway.mjs', { shares: 'response cache for five seconds', note: `Hive gateway in JavaScript, compiled execution; ${BELIEVED}` }),
  'hive-router': peer('hive-gateway.mjs', { env: () => ({ HIVE_RUNTIME: 'router' }), shares: 'response cache for five seconds', note: `Hive gateway with the router runtime, native planner; ${BELIEVED}` }),
  mercurius: peer('mercurius/mercurius-gateway.mjs', { env: ({ subgraphSchemas }) => ({ SUBGRAPH_SCHEMAS: subgraphSchemas }), shares: 'nothing', note: `Mercurius gateway, compiled execution, the schemas translated for it into federation 1; ${BELIEVED}` }),
  ours: {
    file: (root) => join(root, 'apps/gateway/dist/main.mjs'),
    env: ({ root, mode, port, subgraphs, key, feedKey, issuer, signed }) => ({
      PORT: String(port), LOG_LEVEL: 'fatal', GATEWAY_SIGNING_KEY: JSON.stringify(key), OIDC_ISSUER: issuer, SERVICE_ROOT: join(root, 'apps/gateway'),
      SUPERGRAPH: signed.file, SUPERGRAPH_KEYS: signed.keys, SUBGRAPH_URLS: JSON.stringify(subgraphs), ...PATIENT,
      ...(mode === 'identical' ? { SERVICE_SIGNING_KEY: JSON.stringify(feedKey) } : {}),
    }),
    nodeOptions: [YOUNG],
    path: '/graphql',
    shares: 'answers that anybody may read, until a service tells of a change; all else with who asks the same at the same time, and of a run that begins after he asked',
    note: 'verifies the token of every request; limits of cost and patience raised',
  },
};

/** `BENCH_OURS__NAME=value` gives one contender NAME=value, `BENCH_OURS_IDENTICAL__NAME=value` in one mode only. */
export function switchesOf(env: Readonly<Record<string, string | undefined>>, name: GatewayName, mode: Mode): NodeJS.ProcessEnv {
  const contender = `BENCH_${name.toUpperCase().replaceAll('-', '_')}`;
  const given = (prefix: string): [string, string | undefined][] => Object.entries(env).flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : []));
  return Object.fromEntries([...given(`${contender}__`), ...given(`${contender}_${mode.toUpperCase()}__`)]);
}

export function startGateway(name: GatewayName, surroundings: GatewaySurroundings): Promise<ChildProcess> {
  const { file, env, nodeOptions } = GATEWAYS[name];
  return startChild({ file: file(surroundings.root), env: { ...env(surroundings), ...switchesOf(process.env, name, surroundings.mode) }, nodeOptions, logFile: join(surroundings.logs, `${name}.log`) });
}

export const urlOf = (name: GatewayName, port: number): string => `http://127.0.0.1:${port}${GATEWAYS[name].path}`;
