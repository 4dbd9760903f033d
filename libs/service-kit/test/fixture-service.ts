import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { askSubgraph, testDatabase, testEnvironment, testGatewayKey, testKeyRing, type Answer, type KeyPair, type TestDatabase } from '@sortition/testkit';
import { ANONYMOUS, appendEvent, loadById, migrateDatabase, mutate, readConfig, recordChange, signIdentity, startSubgraph, type Act, type Identity, type MutationInput, type ServiceContext, type Subgraph, type Tx } from '../src/service-kit.ts';

export const note = pgSchema('fixture').table('note', { id: uuid('id').primaryKey(), text: text('text').notNull(), department: text('department') });

interface WriteNoteInput extends MutationInput {
  readonly text: string;
}

async function writeNote(tx: Tx, act: Act, input: WriteNoteInput): Promise<Outcome<{ noteId: string }>> {
  if (input.text === '') return refuse('MISSING_FIELD', 'X 1', { field: 'text' });
  const row = { id: newId(), text: input.text, department: act.identity.department };
  await tx.insert(note).values(row);
  recordChange(tx, { entity: 'Note', entityId: row.id, before: null, after: row });
  await appendEvent(tx, act, 'TaskCompleted', { taskId: row.id, completedAt: act.now.toISOString() });
  if (input.text === 'refused after writing') return refuse('CONFLICT', null);
  return ok({ noteId: row.id });
}

async function forgetAudit(tx: Tx, act: Act, input: WriteNoteInput): Promise<Outcome<{ noteId: string }>> {
  const row = { id: newId(), text: input.text, department: act.identity.department };
  await tx.insert(note).values(row);
  return ok({ noteId: row.id });
}

const payload = { note: ({ noteId }: { noteId: string }) => ({ id: noteId }) };
const findNotes = (tx: Tx, ids: readonly string[]): Promise<(typeof note.$inferSelect)[]> => tx.select().from(note).where(inArray(note.id, [...ids]));
const loadNote = (context: ServiceContext, id: string) => loadById(context, 'note', id, (row) => row.id, findNotes);

export const resolvers = {
  Query: {
    note: (_: unknown, { id }: { id: string }, context: ServiceContext) => loadNote(context, id),
    motto: () => 'by lot',
    whoAsks: (_: unknown, { afterMs }: { afterMs: number }, { identity, trace }: ServiceContext) => sleep(afterMs, `${identity.subject} ${trace}`),
    failing: () => { throw new Error('connect to db-7.internal failed'); },
  },
  Mutation: {
    writeNote: (_: unknown, { input }: { input: WriteNoteInput }, context: ServiceContext) => mutate(context, 'writeNote', input, writeNote),
    forgetAudit: (_: unknown, { input }: { input: WriteNoteInput }, context: ServiceContext) => mutate(context, 'forgetAudit', input, forgetAudit),
  },
  WriteNotePayload: payload,
  Note: {
    __resolveReference: ({ id }: { id: string }, context: ServiceContext) => loadNote(context, id),
    text: async ({ id, text: known }: { id: string; text?: string }, _: unknown, context: ServiceContext) => known ?? (await loadNote(context, id))?.text,
    secret: () => 'for auditors',
  },
};

const fixtureRoot = new URL('./fixture', import.meta.url).pathname;

export const fixtureDatabase = (): Promise<TestDatabase> => testDatabase({ service: 'fixture', migrationsDir: `${fixtureRoot}/migrations`, migrate: migrateDatabase });

export interface Fixture extends AsyncDisposable {
  readonly subgraph: Subgraph;
  readonly database: TestDatabase;
  /** With which its own feed can be asked for. */
  readonly signingKey: KeyPair['privateKey'];
  readonly gateway: KeyPair;
  ask(identity: Identity, document: string, variables?: Record<string, unknown>): Promise<Answer>;
  countNotes(text: string): Promise<number>;
}

export const planner: Identity = { ...ANONYMOUS, subject: 'planner-1', department: 'D1', roles: ['PLANNER'] };
export const auditor: Identity = { ...ANONYMOUS, subject: 'auditor-1', roles: ['AUDITOR'] };

export async function startFixture(clock: () => Date = () => new Date('2026-03-02T01:00:00Z')): Promise<Fixture> {
  const database = await fixtureDatabase();
  const gateway = await testGatewayKey();
  const keys = await testKeyRing('fixture');
  const signingKey = keys.privateKeys['fixture'];
  if (signingKey === undefined) throw new Error('the fixture is incomplete');
  const env = await testEnvironment({ service: 'fixture', serviceRoot: fixtureRoot, database, gateway, peers: { signingKey, publicKeys: keys.publicKeys.keys, feedUrls: {} } });
  const subgraph = await startSubgraph({ name: 'fixture', resolvers: () => resolvers }, readConfig(env), { clock });
  return {
    subgraph,
    database,
    signingKey,
    gateway,
    ask: (identity, document, variables = {}) => askSubgraph({ url: subgraph.url, document, variables, sign: (body) => signIdentity(identity, gateway.privateKey, 'fixture', body) }),
    countNotes: async (wanted) => subgraph.database.write.transaction(async (tx) => {
      await tx.execute("select set_config('app.roles', 'SYSTEM', true)");
      return (await tx.select().from(note).where(eq(note.text, wanted))).length;
    }),
    [Symbol.asyncDispose]: async () => {
      await subgraph[Symbol.asyncDispose]();
      await database.drop();
    },
  };
}

export const freshKey = (): string => randomUUID();
