import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commitmentTo } from '@sortition/draw';
import { SUNDAY, asOwner, given, prepare, readyTask, say, sourcesOf } from './randomness-under-test.ts';
import { LEAD, PARTICIPANT, call, codeOf, done, lead, objectRoster, participant, principalHead, startSamplingUnderTest, units, type DrawView, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;

beforeAll(async () => {
  sampling = await startSamplingUnderTest(SUNDAY);
  await sampling.hear('registry', objectRoster(1, units(60)));
});
beforeEach(() => sampling.setTime(SUNDAY));
afterAll(() => sampling[Symbol.asyncDispose]());

const AFTER_TWO_WORKING_DAYS = '2023-08-23T00:07:00+08:00';
const values = { [LEAD]: 'a0', [PARTICIPANT]: 'b0' };
const value = (department: string, n: number): string => `${values[department] ?? ''}${String(n).padStart(30, '0')}`;
const commit = (taskId: string, department: string, n: number) =>
  given(sampling, department === LEAD ? lead : participant, 'commitRandomness', { taskId, drawKind: 'OBJECT', commitment: commitmentTo('SHA-256', { source: department, encoding: 'hex', value: value(department, n) }) });
const reveal = (drawId: string, department: string, n: number) => say(sampling, department === LEAD ? lead : participant, 'revealRandomness', { drawId, encoding: 'HEX', value: value(department, n) });

/** Lets the hourly job run now, and waits until it has. */
async function hourPasses(): Promise<void> {
  await asOwner(sampling, "select graphile_worker.add_job('noteWithheld', '{}'::json)");
  for (let i = 0; i < 300 && (await asOwner(sampling, "select 1 from graphile_worker.jobs where task_identifier = 'noteWithheld'")).length > 0; i++) await sleep(50);
}

const withheld = async (drawId: string) => (await sampling.emitted('RandomnessGiven')).map(({ payload }) => payload).filter((payload) => payload['drawId'] === drawId && payload['step'] === 'WITHHELD');

async function bothCommit(n: number): Promise<{ readonly id: string; readonly taskId: string }> {
  const taskId = await readyTask(sampling);
  await commit(taskId, LEAD, n);
  await commit(taskId, PARTICIPANT, n);
  return prepare(sampling, taskId);
}

/** The lead asks and its head approves. */
async function giveUp(drawId: string, reason: string): Promise<void> {
  await done(sampling, lead, 'voidDraw', { drawId, reason });
  await done(sampling, principalHead, 'voidDraw', { drawId });
}

describe('a department that does not reveal', () => {
  it('is put on record by name when its two working days are over, once, and stays named whatever follows', async () => {
    const { id, taskId } = await bothCommit(1);
    expect((await reveal(id, LEAD, 1)).errors).toEqual([]);
    sampling.setTime('2023-08-22T23:59:59+08:00');
    await hourPasses();
    expect(await withheld(id)).toEqual([]);
    sampling.setTime(AFTER_TWO_WORKING_DAYS);
    await hourPasses();
    await hourPasses();
    expect(await withheld(id)).toEqual([{ drawId: id, taskId, source: PARTICIPANT, step: 'WITHHELD', commitment: expect.any(String), value: null, at: '2023-08-22T16:07:00.000Z' }]);
    expect((await sourcesOf(sampling, lead, id)).get(PARTICIPANT)).toMatchObject({ state: 'WITHHELD', value: null, withheldAt: '2023-08-22T16:07:00.000Z' });
    const waiting = await call(sampling, lead, 'drawObjects', { taskId });
    expect(waiting.errors[0]?.extensions).toMatchObject({ code: 'RANDOMNESS_PENDING', sources: [PARTICIPANT], clause: expect.any(String) });

    await expect(asOwner(sampling, "update sampling.randomness set withheld_at = null where draw_id = $1 and state = 'WITHHELD'", [id])).rejects.toThrow('given randomness cannot be changed');
    expect((await reveal(id, PARTICIPANT, 1)).errors).toEqual([]);
    expect((await sourcesOf(sampling, lead, id)).get(PARTICIPANT)).toMatchObject({ state: 'GIVEN', value: value(PARTICIPANT, 1), withheldAt: '2023-08-22T16:07:00.000Z' });
    expect((await done<DrawView>(sampling, lead, 'drawObjects', { taskId })).state).toBe('DRAWN');
  });

  it('makes room for a second attempt, which it cannot hold up again: the first is given up as UNREVEALED, and both stay on record', async () => {
    const { id, taskId } = await bothCommit(2);
    await reveal(id, LEAD, 2);
    sampling.setTime(AFTER_TWO_WORKING_DAYS);
    await hourPasses();
    await giveUp(id, 'UNREVEALED');
    expect(codeOf(await reveal(id, PARTICIPANT, 2))).toBe('INVALID_TRANSITION');
    const again = await say(sampling, lead, 'commitRandomness', { taskId, drawKind: 'OBJECT', commitment: commitmentTo('SHA-256', { source: LEAD, encoding: 'hex', value: value(LEAD, 2) }) });
    expect(again.errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', reason: 'USED_BEFORE' });

    const barred = await say(sampling, participant, 'commitRandomness', { taskId, drawKind: 'OBJECT', commitment: 'ab'.repeat(32) });
    expect(barred.errors[0]?.extensions).toMatchObject({ code: 'INVALID_TRANSITION', from: 'WITHHELD', to: 'COMMITTED', clause: expect.any(String) });
    await commit(taskId, LEAD, 3);
    const second = await prepare(sampling, taskId);
    await reveal(second.id, LEAD, 3);
    const certificate = JSON.parse((await done<DrawView>(sampling, lead, 'drawObjects', { taskId })).certificate);
    expect(certificate.intent.attempt).toBe(2);
    expect((await sourcesOf(sampling, lead, id)).get(PARTICIPANT)).toMatchObject({ state: 'WITHHELD' });
    const events = (await sampling.emitted()).map(({ type, payload }) => [type, payload['drawId'], payload['step'] ?? payload['reason']]);
    expect(events).toContainEqual(['RandomnessGiven', id, 'WITHHELD']);
    expect(events).toContainEqual(['DrawAbandoned', id, 'UNREVEALED']);
  });

  it('is not put on record for an attempt that was given up before its time was over', async () => {
    const { id } = await bothCommit(4);
    expect(codeOf(await call(sampling, lead, 'voidDraw', { drawId: id, reason: 'UNREVEALED' }))).toBe('INVALID_VALUE');
    await giveUp(id, '总体口径有误');
    sampling.setTime(AFTER_TWO_WORKING_DAYS);
    await hourPasses();
    expect(await withheld(id)).toEqual([]);
  });
});
