import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { askSubgraph, testDatabase, testEnvironment, testGatewayKey, testKeyRing, type KeyPair } from '@sortition/testkit';
import { ANONYMOUS, migrateDatabase, migrateJobs, signIdentity } from '../../src/service-kit.ts';

/** Where the services kill themselves; each life at the next of them. */
export const ALL_POINTS: CrashPoints = { producer: ['before_commit', 'after_commit', 'answer_stored', 'feed_served'], consumer: ['event_applied', 'cursor_moved', 'before_commit', 'after_commit'] };
const CRASH_ROOT = import.meta.dirname;
const RUN_MS = 30_000;
const PATIENCE_MS = 90_000; // a service that is not back by then will not come back

export interface CrashPoints {
  readonly producer: readonly string[];
  readonly consumer: readonly string[];
}

export interface CrashRun {
  readonly points: CrashPoints;
  /** The clients go on until the services have died so often. */
  readonly kills: number;
  readonly planted: string;
  readonly seed: number;
}

export interface CrashVerdict {
  readonly operations: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly lost: number;
  readonly doubled: number;
  readonly changedAnswers: number;
  readonly eventsLost: number;
  readonly effectsDoubled: number;
  readonly gaps: number;
}

/** A small generator of its own, so that a run can be repeated from its seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A service process that is started again, at another crash point, as often as it kills itself. */
class Mortal {
  readonly kills: Record<string, number> = {};
  #child: ChildProcess | undefined;
  #done = false;
  readonly #start: (crashAt: string | undefined) => ChildProcess;
  readonly #nextPoint: (life: number) => string | undefined;
  #lives = 0;

  constructor(start: (crashAt: string | undefined) => ChildProcess, nextPoint: (life: number) => string | undefined) {
    this.#start = start;
    this.#nextPoint = nextPoint;
  }

  live(): void {
    if (this.#done) return;
    const point = this.#nextPoint(this.#lives);
    this.#lives += 1;
    const child = this.#start(point);
    this.#child = child;
    child.once('exit', () => {
      const [name = ''] = (point ?? '').split(':');
      if (!this.#done) this.kills[name] = (this.kills[name] ?? 0) + 1;
      this.live();
    });
  }

  get deaths(): number {
    return Object.values(this.kills).reduce((a, b) => a + b, 0);
  }

  /** One last life without a crash point, to let everything arrive. */
  async mend(): Promise<void> {
    this.#done = true;
    this.#child?.kill('SIGKILL');
    this.#child = this.#start(undefined);
    await once(this.#child, 'message');
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function acknowledge(url: string, gateway: KeyPair, text: string): Promise<{ id: string; number: number }> {
  const variables = { input: { idempotencyKey: `crash-${text}`, text } };
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    try {
      const answer = await askSubgraph({ url, document: 'mutation ($input: PlaceInput!) { place(input: $input) { order { id number } } }', variables, sign: (body) => signIdentity({ ...ANONYMOUS, subject: 'client', roles: ['PLANNER'] }, gateway.privateKey, 'crash', body) });
      const data = answer.data as { place?: { order?: { id: string; number: number } } } | null | undefined;
      if (data?.place?.order !== undefined && answer.errors.length === 0) return data.place.order;
    } catch { /* the service is dead: the answer may have been given all the same, so ask again with the same key */ }
    await sleep(40);
  }
  throw new Error(`no answer to ${text}`);
}

/** Places orders with clients that never give up, while both services keep killing themselves; then compares what each side holds. */
export async function crashRun(bundle: string, { kills: wanted, planted, seed, points: chosen }: CrashRun): Promise<CrashVerdict> {
  const roll = dice(seed);
  const migrate = async (target: Parameters<typeof migrateDatabase>[0]): Promise<void> => {
    await migrateDatabase(target);
    await migrateJobs(target.ownerUrl, target.appRole);
  };
  const databases = { producer: await testDatabase({ service: 'crash', migrationsDir: `${CRASH_ROOT}/migrations`, migrate }), consumer: await testDatabase({ service: 'crash', migrationsDir: `${CRASH_ROOT}/migrations`, migrate }) };
  const gateway = await testGatewayKey();
  const keys = await testKeyRing('crash');
  const signingKey = keys.privateKeys['crash'];
  if (signingKey === undefined) throw new Error('no key');
  const ports = { producer: await freePort(), consumer: await freePort() };
  const url = `http://127.0.0.1:${ports.producer}`;

  const mortal = async (side: 'producer' | 'consumer'): Promise<Mortal> => {
    const env = await testEnvironment({ service: 'crash', serviceRoot: CRASH_ROOT, database: databases[side], gateway, peers: { signingKey, publicKeys: keys.publicKeys.keys, feedUrls: side === 'consumer' ? { crash: url } : {} } });
    const common = { ...process.env, ...env, PORT: String(ports[side]), PLANTED: planted, KIT_MIGRATIONS: new URL('../../migrations', import.meta.url).pathname, PRELUDE: new URL('../../src/federation/prelude.graphql', import.meta.url).pathname };
    const points = chosen[side];
    return new Mortal(
      (crashAt) => fork(bundle, [], { env: { ...common, ...(side === 'consumer' ? { FOLLOW: '1' } : {}), ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }) }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] }),
      (life) => (points.length === 0 ? undefined : `${points[life % points.length]}:${2 + roll(3)}`),
    );
  };
  const producer = await mortal('producer');
  const consumer = await mortal('consumer');
  try {
    producer.live();
    consumer.live();
    const answers = new Map<string, { id: string; number: number }>();
    const deadline = performance.now() + RUN_MS;
    const isOver = (): boolean => producer.deaths + consumer.deaths >= wanted || performance.now() > deadline;
    await Promise.all(Array.from({ length: 6 }, async (_, lane) => {
      for (let i = 0; !isOver(); i += 1) {
        const text = `${planted}-${seed}-${lane}-${i}`;
        answers.set(text, await acknowledge(url, gateway, text));
        await sleep(60);
      }
    }));
    await Promise.all([producer.mend(), consumer.mend()]);
    let changedAnswers = 0;
    for (const [text, { id }] of answers) if ((await acknowledge(url, gateway, text)).id !== id) changedAnswers += 1;
    const verdict = await compare(databases.producer.ownerUrl, databases.consumer.ownerUrl, answers.size);
    const kills = Object.fromEntries([...Object.entries(producer.kills).map(([point, n]) => [`producer ${point}`, n]), ...Object.entries(consumer.kills).map(([point, n]) => [`consumer ${point}`, n])]);
    return { operations: answers.size, kills, changedAnswers, ...verdict };
  } finally {
    await Promise.all([producer.end(), consumer.end()]);
    await databases.producer.drop();
    await databases.consumer.drop();
  }
}

const tally = async (url: string, statement: string): Promise<Map<string, number>> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ key: string; n: number }>(statement);
    return new Map(rows.map(({ key, n }) => [key, n]));
  } finally {
    await client.end();
  }
};

async function compare(producerUrl: string, consumerUrl: string, operations: number): Promise<Omit<CrashVerdict, 'operations' | 'kills' | 'changedAnswers'>> {
  const placed = await tally(producerUrl, 'select text as key, count(*)::int as n from crash.placed group by text');
  const told = await tally(producerUrl, "select payload->>'taskId' as key, count(*)::int as n from kit.event group by 1");
  const ids = await tally(producerUrl, 'select id::text as key, number as n from crash.placed');
  const deadline = performance.now() + PATIENCE_MS;
  let received = new Map<string, number>();
  while (performance.now() < deadline) {
    received = await tally(consumerUrl, 'select placed_id::text as key, count(*)::int as n from crash.received group by 1');
    if ([...told.keys()].every((id) => received.has(id))) break;
    await sleep(100);
  }
  return {
    lost: operations - placed.size,
    doubled: [...placed.values()].filter((n) => n > 1).length,
    eventsLost: [...ids.keys()].filter((id) => !told.has(id) || !received.has(id)).length,
    effectsDoubled: [...received.values()].filter((n) => n > 1).length,
    gaps: Math.max(0, ...ids.values()) - ids.size,
  };
}

