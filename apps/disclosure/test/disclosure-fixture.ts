import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { EVENTS, type EventPayload, type EventType } from '@sortition/events';
import { assertOk, newId, ok } from '@sortition/kernel';
import { ANONYMOUS, migrateDatabase, migrateJobs, readConfig, signIdentity, systemIdentity, transact, type Act, type Identity, type Subgraph } from '@sortition/service-kit';
import { askSubgraph, testDatabase, testEnvironment, testGatewayKey, type Answer, type TestDatabase } from '@sortition/testkit';
import { LOG_KEY, signingKeyOf, type SigningKey } from '@sortition/transparency-log';
import type { ChannelUrls } from '../src/channel/channels.ts';
import { startDisclosure } from '../src/start-disclosure.ts';
import { subscriptions } from '../src/subscriptions.ts';

const serviceRoot = fileURLToPath(new URL('..', import.meta.url));

/** Two departments of one district, and one that has nothing to do with them. */
export const D1 = '0190a000-0000-7000-8000-0000000000d1';
export const D2 = '0190a000-0000-7000-8000-0000000000d2';
export const D3 = '0190a000-0000-7000-8000-0000000000d3';
export const DIVISION = '500112';

/** What the public log is signed with in tests. */
export const LOG_SIGNER = signingKeyOf('log.disclosure.test', LOG_KEY, new Uint8Array(32).fill(17));

const person = (subject: string, department: string | null, ...roles: string[]): Identity => ({ ...ANONYMOUS, subject, department, roles, region: DIVISION, level: 'COUNTY' });
export const people = {
  inspector1: person('inspector-1', D1, 'INSPECTOR'),
  inspector2: person('inspector-2', D2, 'INSPECTOR'),
  outsider: person('outsider', D3, 'INSPECTOR', 'PLANNER'),
  head1: person('head-1', D1, 'DEPARTMENT_HEAD'),
  principal1: person('principal-1', D1, 'DEPARTMENT_PRINCIPAL_HEAD'),
  principal2: person('principal-2', D2, 'DEPARTMENT_PRINCIPAL_HEAD'),
  approver1: person('approver-1', D1, 'PUBLICATION_APPROVER'),
  supervisor: person('supervisor', null, 'SUPERVISOR'),
  auditor: person('auditor', null, 'AUDITOR'),
  anonymous: ANONYMOUS,
};
export const inspecteeOf = (uscc: string): Identity => ({ ...ANONYMOUS, subject: `party-${uscc}`, roles: ['INSPECTEE'], uscc });

export interface City extends AsyncDisposable {
  readonly subgraph: Subgraph;
  readonly database: TestDatabase;
  /** Sets the business clock. */
  at(instant: string): void;
  ask(identity: Identity, document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Applies an event as the consumer would, in one transaction of the service. */
  tell<T extends EventType>(type: T, payload: EventPayload<T>): Promise<void>;
  /** Waits until no message to a channel is pending. */
  delivered(): Promise<void>;
  /** Waits until the public log has numbered everything that waits, and signed it. */
  logged(): Promise<void>;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export async function startCity(options: { readonly channels?: ChannelUrls; readonly now?: string; readonly logKey?: SigningKey | undefined } = {}): Promise<City> {
  const database = await testDatabase({
    service: 'disclosure', migrationsDir: `${serviceRoot}/migrations`,
    migrate: async (target) => { await migrateDatabase(target); await migrateJobs(target.ownerUrl, target.appRole); },
  });
  const gateway = await testGatewayKey();
  const env = await testEnvironment({ service: 'disclosure', serviceRoot, database, gateway });
  let now = new Date(options.now ?? '2025-04-03T10:00:00+08:00');
  const subgraph = await startDisclosure(readConfig({ ...env, LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent' }), { clock: () => now }, { channels: options.channels ?? {}, logKey: 'logKey' in options ? options.logKey : LOG_SIGNER });
  const handlers = new Map(subscriptions.flatMap((subscription) => Object.entries(subscription.handlers)));
  const query = async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const client = await subgraph.database.writePool.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('app.roles', 'SYSTEM', true)");
      return (await client.query(sql, [...values])).rows as Row[];
    } finally {
      await client.query('commit');
      client.release();
    }
  };
  const city: City = {
    subgraph, database, query,
    at: (instant) => { now = new Date(instant); },
    ask: (identity, document, variables = {}) => askSubgraph({ url: subgraph.url, document, variables, sign: (body) => signIdentity(identity, gateway.privateKey, 'disclosure', body) }),
    tell: async (type, payload) => {
      const act: Act = { identity: systemIdentity('disclosure'), now, trace: newId(), operation: type };
      const handler = handlers.get(type) as ((tx: unknown, act: Act, payload: unknown) => Promise<void>) | undefined;
      if (handler === undefined) throw new Error(`disclosure does not listen to ${type}`);
      assertOk(await transact(subgraph.database.write, act, async (tx) => { await handler(tx, act, EVENTS[type].schema.parse(payload)); return ok(undefined); }));
    },
    delivered: () => vi.waitFor(async () => {
      const [row] = await query<{ pending: string }>("select count(*) as pending from disclosure.channel_message where state = 'PENDING'");
      if (row?.pending !== '0') throw new Error(`${row?.pending} messages are pending`);
    }, { timeout: 20_000, interval: 50 }),
    logged: () => vi.waitFor(async () => {
      const [row] = await query<{ waiting: boolean; size: string; signed: string }>('select exists (select from disclosure.log_waiting) as waiting, (select count(*) from disclosure.log_entry) as size, (select coalesce(max(size), 0) from disclosure.log_checkpoint) as signed');
      if (row === undefined || row.waiting || row.size !== row.signed) throw new Error(`the log is not signed: ${JSON.stringify(row)}`);
    }, { timeout: 20_000, interval: 50 }),
    [Symbol.asyncDispose]: async () => {
      await subgraph[Symbol.asyncDispose]();
      await database.drop();
    },
  };
  for (const [departmentId, name] of [[D1, '两江新区市场监督管理局'], [D2, '两江新区生态环境局'], [D3, '江北区商务委员会']] as const) {
    await city.tell('DepartmentSaved', { departmentId, name, level: 'COUNTY', divisionCode: departmentId === D3 ? '500105' : DIVISION, parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'CQ', active: true });
  }
  return city;
}

export const freshKey = (): string => randomUUID();
export const codeOf = (answer: Answer): unknown => answer.errors[0]?.extensions?.['code'];
export const detailOf = (answer: Answer, name: string): unknown => answer.errors[0]?.extensions?.[name];
