import { expect, it } from 'vitest';
import { answerCache, type MadeAnswer, type Outcome } from './answer-cache.ts';
import { answerStore } from './answer-store.ts';
import { isWholeAnswer } from './whole-answer.ts';

const OPERATION = { key: 'k', policy: { operationName: 'Q', maxAge: 60, tags: ['T'], services: ['s'], variables: [] } };
const whole = (text: string): MadeAnswer => ({ status: 200, headers: [['content-type', 'application/json']], body: JSON.stringify({ data: { text } }), traceId: text, isWhole: true });
const refused: MadeAnswer = { status: 429, headers: [], body: JSON.stringify({ errors: [{ message: 'too many' }] }), traceId: 'refused', isWhole: false };

function underTest() {
  const outcomes: Outcome[] = [];
  const store = answerStore({ maxBytes: 100_000, maxAnswerBytes: 10_000, clock: () => 0 });
  return { store, outcomes, ask: answerCache({ store, clock: () => 0, isFollowed: () => true, count: (outcome) => void outcomes.push(outcome) }) };
}

const nobodyLeaves = new AbortController().signal;

function later<T>(): { readonly promise: Promise<T>; readonly settle: (value: T) => void } {
  let settle: (value: T) => void = () => {};
  return { promise: new Promise((resolve) => { settle = resolve; }), settle: (value) => settle(value) };
}

it('does not let one caller pay for another\'s refusal', async () => {
  const { ask, outcomes } = underTest();
  const first = later<MadeAnswer>();
  const over = ask(OPERATION, nobodyLeaves, () => first.promise);
  const other = ask(OPERATION, nobodyLeaves, async () => whole('mine'));
  first.settle(refused);
  expect((await over).status).toBe(429);
  expect([(await other).status, (await other).traceId]).toEqual([200, 'mine']);
  expect(outcomes).toEqual(['miss', 'joined']);
});

it('gives up the work when the last who waits has left, and not before', async () => {
  const { ask } = underTest();
  const made = later<MadeAnswer>();
  let work: AbortSignal | undefined;
  const clients = [new AbortController(), new AbortController()];
  const answers = clients.map(({ signal }) => ask(OPERATION, signal, (given) => {
    work = given;
    return made.promise;
  }));
  clients[0]?.abort();
  expect(work?.aborted).toBe(false);
  clients[1]?.abort();
  expect(work?.aborted).toBe(true);
  const next = ask(OPERATION, nobodyLeaves, async () => whole('next')); // does not wait for what was given up
  expect((await next).traceId).toBe('next');
  made.settle(whole('too late'));
  await Promise.all(answers);
});

it('keeps nothing that failed on the way, and asks again', async () => {
  const { ask, outcomes } = underTest();
  await expect(ask(OPERATION, nobodyLeaves, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect((await ask(OPERATION, nobodyLeaves, async () => whole('up'))).traceId).toBe('up');
  expect((await ask(OPERATION, nobodyLeaves, async () => whole('never made'))).body.toString()).toBe('{"data":{"text":"up"}}');
  expect(outcomes).toEqual(['miss', 'miss', 'hit']);
});

it('keeps no answer that is not whole', async () => {
  const { ask, store } = underTest();
  expect((await ask(OPERATION, nobodyLeaves, async () => ({ ...whole('a'), isWhole: false }))).freshness).toBeUndefined();
  expect(store.size.answers).toBe(0);
});

it.each([
  ['data alone', 200, '{"data":{"a":1}}', true],
  ['errors beside the data', 200, '{"data":{"a":1},"errors":[]}', false],
  ['extensions beside the data', 200, '{"data":{"a":1},"extensions":{"cost":1}}', false],
  ['no data', 200, '{"data":null}', false],
  ['a status of its own', 202, '{"data":{"a":1}}', false],
])('tells whether a response is whole: %s', (_what, status, body, isWhole) => {
  expect(isWholeAnswer(status, body)).toBe(isWhole);
});
