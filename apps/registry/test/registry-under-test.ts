import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { newId } from '@sortition/kernel';
import { EVENTS, type EventPayload, type EventType } from '@sortition/events';
import { migrateDatabase, migrateJobs, readConfig, signIdentity, systemIdentity, transact, type Act, type Identity, type Tx } from '@sortition/service-kit';
import { askSubgraph, testDatabase, testEnvironment, testGatewayKey, type Answer, type TestDatabase } from '@sortition/testkit';
import { startRegistry } from '../src/start-registry.ts';

const serviceRoot = fileURLToPath(new URL('..', import.meta.url));

export interface RegistryUnderTest extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly personalDataKey: string;
  /** Moves the business clock. */
  setNow(instant: string): void;
  ask(caller: Identity, document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Calls a mutation with a fresh idempotency key and gives its payload, or its refusal's extensions. */
  call(caller: Identity, operation: string, inputType: string, input: Record<string, unknown>, selection: string): Promise<Called>;
  /** The payloads of the events of a type, oldest first. */
  events<T extends EventType>(type: T): Promise<EventPayload<T>[]>;
  /** Runs an event handler of the registry as its feed would. */
  apply(handler: (tx: Tx, act: Act) => Promise<void>): Promise<void>;
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
}

export interface Called {
  readonly payload: Record<string, never> | null;
  readonly refusal: Readonly<Record<string, unknown>> | null;
}

/** A registry that really runs, on a database of its own, asked as the gateway would ask it. */
export async function registryUnderTest(now = '2026-03-02T02:00:00Z'): Promise<RegistryUnderTest> {
  let instant = new Date(now);
  const gateway = await testGatewayKey();
  const database = await testDatabase({
    service: 'registry', migrationsDir: `${serviceRoot}/migrations`,
    migrate: async (target) => {
      await migrateDatabase(target);
      await migrateJobs(target.ownerUrl, target.appRole);
    },
  });
  const environment = await testEnvironment({ service: 'registry', serviceRoot, database, gateway });
  const subgraph = await startRegistry(readConfig(environment), { clock: () => instant });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("select set_config('app.roles', 'SYSTEM', false)");

  const ask = (caller: Identity, document: string, variables?: Record<string, unknown>): Promise<Answer> =>
    askSubgraph({ url: subgraph.url, document, ...(variables === undefined ? {} : { variables }), sign: (body) => signIdentity(caller, gateway.privateKey, 'registry', body) });
  return {
    database, ask, personalDataKey: environment['PERSONAL_DATA_KEY'] ?? '',
    setNow: (next) => { instant = new Date(next); },
    call: async (caller, operation, inputType, input, selection) => {
      const answer = await ask(caller, `mutation Call($input: ${inputType}!) { ${operation}(input: $input) { ${selection} } }`, { input: { idempotencyKey: newId(), ...input } });
      const data = answer.data as Record<string, Record<string, never> | null> | null | undefined;
      return { payload: data?.[operation] ?? null, refusal: answer.errors[0]?.extensions ?? (answer.errors[0] === undefined ? null : { code: answer.errors[0].message }) };
    },
    events: async (type) => {
      const { rows } = await owner.query<{ payload: unknown }>('select payload from kit.event where type = $1 order by tx, seq', [type]);
      return rows.map(({ payload }) => EVENTS[type].schema.parse(payload) as EventPayload<typeof type>);
    },
    apply: async (handler) => {
      const act: Act = { identity: systemIdentity('registry'), now: instant, trace: newId(), operation: 'test event' };
      const done = await transact(subgraph.database.write, act, async (tx) => {
        await handler(tx, act);
        return { ok: true, value: undefined };
      });
      if (!done.ok) throw new Error(done.error.code);
    },
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    [Symbol.asyncDispose]: async () => {
      await owner.end();
      await subgraph[Symbol.asyncDispose]();
      await database.drop();
    },
  };
}

export const person = (roles: readonly string[], department: string | null, more: Partial<Identity> = {}): Identity => ({
  subject: `${roles.join('+').toLowerCase()}@${department ?? 'platform'}`, name: null, department, level: null, region: null, roles, uscc: null, ...more,
});

export const administrator = person(['PLATFORM_ADMIN'], null);
