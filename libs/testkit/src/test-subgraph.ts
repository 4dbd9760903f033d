import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { askSubgraph, type Answer } from './ask-subgraph.ts';
import { startEventSource, type EventSource } from './event-source.ts';
import { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
import { testEnvironment } from './test-environment.ts';
import { testGatewayKey, testKeyRing, type KeyPair } from './test-keys.ts';

/** How to start the service under test. The functions are the kit's and the service's own: the testkit imports neither. */
export interface TestSubgraphOptions<Identity> {
  readonly service: string;
  readonly serviceRoot: string;
  readonly migrate: TestDatabaseOptions['migrate'];
  readonly start: (env: Record<string, string>, clock: () => Date) => Promise<AsyncDisposable & { readonly url: string }>;
  readonly sign: (identity: Identity, key: KeyPair['privateKey'], audience: string, body: Uint8Array) => Promise<string>;
  /** Services whose events it follows. */
  readonly sources: readonly string[];
  /** Where its clock begins. */
  readonly now: string;
}

/** A service that really runs: own database, own port, own peers; the test sets its clock and speaks its peers' events. */
export interface TestSubgraph<Identity> extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly url: string;
  ask(identity: Identity, document: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Plain HTTP beside GraphQL, as somebody or as nobody. */
  get(identity: Identity | null, path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Lets a peer emit events and waits until the service has applied them. */
  hear(source: string, ...events: readonly (readonly [type: string, payload: unknown])[]): Promise<void>;
  setTime(instant: string): void;
  /** What the service itself has emitted, oldest first. */
  emitted(type?: string): Promise<readonly { readonly type: string; readonly payload: Record<string, unknown> }[]>;
}

export async function startTestSubgraph<Identity>(options: TestSubgraphOptions<Identity>): Promise<TestSubgraph<Identity>> {
  const { service } = options;
  const database = await testDatabase({ service, migrationsDir: `${options.serviceRoot}/migrations`, migrate: options.migrate });
  const sources = new Map<string, EventSource>();
  for (const name of options.sources) sources.set(name, await startEventSource());
  const gateway = await testGatewayKey();
  const keys = await testKeyRing(service, ...options.sources);
  const signingKey = keys.privateKeys[service];
  if (signingKey === undefined) throw new Error(`no key for ${service}`);
  const env = await testEnvironment({
    service, serviceRoot: options.serviceRoot, database, gateway,
    peers: { signingKey, publicKeys: keys.publicKeys.keys, feedUrls: Object.fromEntries([...sources].map(([name, { url }]) => [name, url])) },
  });
  let now = new Date(options.now);
  const subgraph = await options.start(env, () => now);
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  // the pool may end a moment before its connection does, and dropping the database kills that
  owner.on('connect', (client) => { client.on('error', () => undefined); });
  return {
    database,
    url: subgraph.url,
    ask: (identity, document, variables = {}) => askSubgraph({ url: subgraph.url, document, variables, sign: (body) => options.sign(identity, gateway.privateKey, service, body) }),
    get: async (identity, path, headers = {}) => {
      const token = identity === null ? {} : { 'x-sortition-identity': await options.sign(identity, gateway.privateKey, service, new Uint8Array(0)) };
      return fetch(new URL(path, subgraph.url), { headers: { ...headers, ...token } });
    },
    hear: async (name, ...events) => {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`${service} does not follow ${name}`);
      for (const [type, payload] of events) source.emit(type, payload);
      await caughtUp(owner, name, source.head);
    },
    setTime: (instant) => { now = new Date(instant); },
    emitted: async (type) => {
      const { rows } = await owner.query<{ type: string; payload: Record<string, unknown> }>('select type, payload from kit.event where $1::text is null or type = $1 order by tx, seq', [type ?? null]);
      return rows;
    },
    [Symbol.asyncDispose]: async () => {
      await owner.end();
      await subgraph[Symbol.asyncDispose]();
      for (const source of sources.values()) await source[Symbol.asyncDispose]();
      await database.drop();
    },
  };
}

const PATIENCE_MS = 15_000;

async function caughtUp(owner: pg.Pool, source: string, head: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await owner.query<{ at: string }>("select tx::text || '-' || seq as at from kit.consumer_cursor where source = $1", [source]);
    if (rows[0]?.at === head) return;
    if (performance.now() > deadline) throw new Error(`the events of ${source} were not applied: at ${rows[0]?.at ?? 'the beginning'} of ${head}`);
    await sleep(15);
  }
}
