import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { commitmentTo } from '@sortition/draw';
import type { Identity } from '@sortition/service-kit';
import type { Answer } from '@sortition/testkit';
import { call, codeOf, LEAD, lead, objectRoster, principalHead, startSamplingUnderTest, taskReady, units, type Sampling } from './sampling-under-test.ts';
import { assertNothingWasUndone, readHistory, type TaskHistory } from './draw-history.ts';

const OPERATIONS = ['prepareObjectDraw', 'drawObjects', 'confirmObjectDraw', 'dispatchObjectList', 'voidDraw', 'excludeDrawnObject', 'mergeDrawnObject', 'requestObjectChange', 'decideObjectChange', 'prepareSupplement', 'drawSupplement', 'commitRandomness', 'revealRandomness'] as const;
type Operation = (typeof OPERATIONS)[number];

/** Those that can move a draw of this profile; the others are only ever refused. */
const STEERING = OPERATIONS.filter((operation) => !['excludeDrawnObject', 'mergeDrawnObject', 'commitRandomness', 'revealRandomness'].includes(operation));

/** One call: with a key of its own, or as a repetition of an earlier call, word for word. */
interface Call {
  readonly operation: Operation;
  readonly repeats: number | null;
  /** Which of the task's attempts it means. */
  readonly attempt: number;
}

/** A call as it was made, and what it was told. */
interface Made {
  readonly operation: Operation;
  readonly identity: Identity;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: string;
  readonly succeeded: boolean;
}

/** A change that takes in more than the reserve holds, so that a supplement has to be drawn. */
const TO_SUPPLEMENT: readonly Operation[] = ['prepareObjectDraw', 'drawObjects', 'confirmObjectDraw', 'requestObjectChange', 'decideObjectChange', 'prepareSupplement'];

/** Likelier to go on as the desk does, with everything else in between; several calls of a round run at once. */
const anyCall = fc.record({
  operation: fc.oneof({ weight: 3, arbitrary: fc.constantFrom<Operation>('prepareObjectDraw', 'drawObjects', 'confirmObjectDraw') }, { weight: 2, arbitrary: fc.constantFrom(...OPERATIONS) }),
  repeats: fc.option(fc.nat(20), { freq: 4 }),
  attempt: fc.nat(3),
});
const oneAfterTheOther = fc.constantFrom<Operation[]>(['prepareObjectDraw', 'drawObjects'], ['prepareObjectDraw', 'drawObjects', 'confirmObjectDraw'], ['prepareObjectDraw', 'drawObjects', 'voidDraw'], ['commitRandomness', 'prepareObjectDraw', 'revealRandomness', 'drawObjects'], [...TO_SUPPLEMENT, 'drawSupplement'], [])
  .map((operations) => operations.map((operation): Call[] => [{ operation, repeats: null, attempt: 0 }]));
/** The same by two officers at once, each with a key of his own. */
const rush = fc.constantFrom<Operation>('prepareObjectDraw', 'drawObjects', 'confirmObjectDraw', 'voidDraw').map((operation): Call[] => [0, 0].map((attempt) => ({ operation, repeats: null, attempt })));
const anyRound = fc.oneof({ weight: 3, arbitrary: fc.array(anyCall, { minLength: 1, maxLength: 3 }) }, { weight: 1, arbitrary: rush });
const anyRounds = fc.tuple(oneAfterTheOther, fc.array(anyRound, { minLength: 2, maxLength: 8 })).map(([first, then]) => [...first, ...then]);

const valueOf = (taskId: string): string => createHash('sha256').update(`value for ${taskId}`).digest('hex');

/** Asks for what a call means: a supplement is prepared and drawn by the operations of its draw. */
function send(sampling: Sampling, identity: Identity, operation: Operation, input: Readonly<Record<string, unknown>>): Promise<Answer> {
  switch (operation) {
    case 'prepareSupplement': return call(sampling, identity, 'prepareObjectDraw', input);
    case 'drawSupplement': return call(sampling, identity, 'drawObjects', input);
    case 'commitRandomness': return sampling.ask(identity, 'mutation ($input: CommitRandomnessInput!) { commitRandomness(input: $input) { randomnessCommitment { id } } }', { input });
    case 'revealRandomness': return sampling.ask(identity, 'mutation ($input: RevealRandomnessInput!) { revealRandomness(input: $input) { __typename } }', { input });
    default: return call(sampling, identity, operation, input);
  }
}

function inputOf({ operation, attempt }: Call, taskId: string, { attempts, changes }: TaskHistory): { identity: Identity; input: Record<string, unknown> } {
  const draw = attempts.toReversed()[attempt % Math.max(1, attempts.length)];
  const drawId = draw?.id ?? newId();
  const objectId = draw?.list[0]?.objectId ?? newId();
  const idempotencyKey = randomUUID();
  const changeId = changes[attempt % Math.max(1, changes.length)] ?? newId();
  switch (operation) {
    case 'prepareObjectDraw':
    case 'drawObjects': return { identity: lead, input: { idempotencyKey, taskId } };
    case 'confirmObjectDraw':
    case 'dispatchObjectList': return { identity: lead, input: { idempotencyKey, drawId } };
    case 'voidDraw': return { identity: principalHead, input: { idempotencyKey, drawId, reason: '作废' } };
    case 'excludeDrawnObject':
    case 'mergeDrawnObject': return { identity: lead, input: { idempotencyKey, drawId, objectId, reason: '本年已查' } };
    case 'requestObjectChange': return { identity: lead, input: { idempotencyKey, drawId, removeObjectIds: [objectId], addCount: 12, reason: '注销' } };
    case 'decideObjectChange': return { identity: principalHead, input: { idempotencyKey, changeId, approve: true, opinion: '同意' } };
    case 'prepareSupplement':
    case 'drawSupplement': return { identity: lead, input: { idempotencyKey, taskId, changeId } };
    case 'commitRandomness': return { identity: lead, input: { idempotencyKey, taskId, drawKind: 'OBJECT', commitment: commitmentTo('SHA-256', { source: LEAD, encoding: 'hex', value: valueOf(taskId) }) } };
    case 'revealRandomness': return { identity: lead, input: { idempotencyKey, drawId, encoding: 'HEX', value: valueOf(taskId) } };
  }
}

interface Stage {
  readonly sampling: Sampling;
  /** Past row policies. */
  readonly owner: pg.Pool;
  /** A call may end in an internal error: a wall of the database stands, and only the next one is to be looked at. */
  readonly mayFail: boolean;
}

/** Plays rounds of calls on a task of their own that is ready, and looks at everything after each. */
async function play({ sampling, owner, mayFail }: Stage, taskId: string, rounds: readonly (readonly Call[])[]): Promise<void> {
  const made: Made[] = [];
  let before = await readHistory(owner, taskId);
  for (const round of rounds) {
    const wanted = round.map((each) => {
      const earlier = each.repeats === null ? undefined : made[each.repeats % Math.max(1, made.length)];
      return earlier === undefined ? { ...each, ...inputOf(each, taskId, before), earlier } : { ...each, ...earlier, earlier };
    });
    const answers = await Promise.all(wanted.map(({ identity, operation, input }) => send(sampling, identity, operation, input)));
    for (const [i, answer] of answers.entries()) {
      const one = wanted[i];
      if (one === undefined) continue;
      if (!mayFail) expect(codeOf(answer), `${one.operation}: ${JSON.stringify(answer.errors)}`).not.toBe('INTERNAL');
      const id = JSON.stringify(answer.data).match(/"id":"([0-9a-f-]{36})"/)?.[1] ?? '';
      const succeeded = answer.errors.length === 0;
      if (one.earlier?.succeeded === true) expect({ operation: one.operation, id, succeeded }, 'the repetition of an answered call').toEqual({ operation: one.operation, id: one.earlier.answer, succeeded: true });
      made.push({ operation: one.operation, identity: one.identity, input: one.input, answer: id, succeeded });
    }
    const now = await readHistory(owner, taskId);
    assertNothingWasUndone(before, now);
    before = now;
  }
}

const open: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(mayFail = false): Promise<Stage> {
  const sampling = await startSamplingUnderTest();
  const admin = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
  admin.pathname = `/${sampling.database.name}`;
  const owner = new pg.Pool({ connectionString: admin.toString(), max: 2 });
  owner.on('error', () => undefined);
  open.push(() => sampling[Symbol.asyncDispose](), () => owner.end());
  await sampling.hear('registry', objectRoster(1, units(30)));
  return { sampling, owner, mayFail };
}

async function readyTasks({ sampling }: Stage, count: number): Promise<string[]> {
  const taskIds = Array.from({ length: count }, () => newId());
  await sampling.hear('planning', ...taskIds.map((taskId) => taskReady({ taskId, ratio: '0.2' })));
  return taskIds;
}

const holds = (stage: Stage, runs: number): Promise<void> =>
  fc.assert(fc.asyncProperty(anyRounds, async (rounds) => {
    const [taskId = ''] = await readyTasks(stage, 1);
    await play(stage, taskId, rounds);
  }), { numRuns: runs, seed: 20_260_315, endOnFailure: true, includeErrorInReport: true });

type Query = (...args: unknown[]) => unknown;

/** Changes every statement of the service on its way to the database, as another code of the service would have sent it. */
function sendOtherwise(change: (statement: { text: string; values?: unknown[] }) => void): void {
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } };
  const original = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]): unknown {
    const [first] = args;
    if (typeof first === 'object' && first !== null && 'text' in first && typeof first.text === 'string') {
      const statement = first as { text: string; values?: unknown[] };
      const values = args[1];
      const shown = { text: statement.text, ...(Array.isArray(values) ? { values } : {}) };
      change(shown);
      statement.text = shown.text;
    }
    return Reflect.apply(original, this, args);
  };
  open.push(async () => { prototype.query = original; });
}

const withoutLocks = (): void => sendOtherwise((statement) => { statement.text = statement.text.replace(/ for update$/, ''); });

describe('whatever is called in whatever order, at once, twice or again', { timeout: 300_000 }, () => {
  it('one intent gives one result, a result stays, and no attempt disappears', async () => {
    const stage = await start();
    await holds(stage, 40);
  });

  it('two calls at once, of all pairs of operations in all states, leave one order or the other', async () => {
    const stage = await start();
    const ways = [0, 1, 2, 3, 4, 6].map((length) => TO_SUPPLEMENT.slice(0, length));
    const plain = (operation: Operation): Call => ({ operation, repeats: null, attempt: 0 });
    const pairs = STEERING.flatMap((one, i) => STEERING.slice(i).map((other): Operation[] => [one, other]));
    for (const pair of pairs) {
      const taskIds = await readyTasks(stage, ways.length);
      await Promise.all(ways.map((way, i) => play(stage, taskIds[i] ?? '', [...way.map((operation) => [plain(operation)]), pair.map(plain), [plain('drawObjects')]])));
    }
  });
});

describe('the same test finds a service', { timeout: 300_000 }, () => {
  it('that takes no locks, on a database that allows two living attempts', async () => {
    const stage = await start();
    await stage.owner.query('drop index sampling.object_draw_alive; alter table sampling.object_draw drop constraint object_draw_attempt');
    withoutLocks();
    // two attempts at once may also stumble over each other's rows, which the play takes for a failure just as well
    await expect(holds(stage, 120)).rejects.toThrow(/attempts live|numbered|INTERNAL/);
  });

  it('that takes no locks, on a database that lets a result be replaced', async () => {
    const stage = await start(true);
    await stage.owner.query('drop trigger object_draw_is_final on sampling.object_draw; alter table sampling.drawn_object drop constraint drawn_object_order, drop constraint drawn_object_draw_id_object_id_pk');
    withoutLocks();
    await expect(holds(stage, 200)).rejects.toThrow(/result/);
  });

  it('that takes every call for a new one', async () => {
    const stage = await start();
    await stage.owner.query(`create function kit.forget() returns trigger language plpgsql as $$ begin new.key = new.key || random()::text; return new; end $$;
      create trigger forget before insert on kit.idempotency for each row execute function kit.forget()`);
    await expect(holds(stage, 60)).rejects.toThrow(/repetition of an answered call/);
  });
});
