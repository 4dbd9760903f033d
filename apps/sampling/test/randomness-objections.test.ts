import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DRAND_CHAINS, roundTime, drandRoundOf } from '@sortition/draw';
import { BEACON, SIGNATURE, given, prepare, readyTask, sourcesOf } from './randomness-under-test.ts';
import { call, done, lead, objectRoster, startSamplingUnderTest, units, type DrawView, type Sampling } from './sampling-under-test.ts';

// no shipped text gives time to object: this is a place that gives three working days
vi.mock('@sortition/profiles', async (importOriginal) => {
  const profiles = await importOriginal<typeof import('@sortition/profiles')>();
  return {
    ...profiles,
    profileOfTask: (task: Parameters<typeof profiles.profileOfTask>[0]) => {
      const found = structuredClone(profiles.profileOfTask(task));
      if (found.ok) Object.assign(found.value.draw.randomness.objectionDays, { source: 'TEXT', value: 3, clause: 'art.1' });
      return found;
    },
  };
});

let sampling: Sampling;

beforeAll(async () => {
  sampling = await startSamplingUnderTest('2023-08-18T10:00:00+08:00');
  await sampling.hear('registry', objectRoster(1, units(60)));
});
afterAll(() => sampling[Symbol.asyncDispose]());

it('where a place gives time to object to the population, neither a draw nor a beacon comes before its end', async () => {
  const taskId = await readyTask(sampling);
  const until = '2023-08-23T16:00:00.000Z';
  const early = await call(sampling, lead, 'prepareObjectDraw', { taskId, announcedRandomness: [{ kind: 'BEACON', source: BEACON }] });
  expect(early.errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', reason: 'ROUND_TOO_EARLY', source: BEACON });
  const { id } = await prepare(sampling, taskId, [['BEACON', 'drand:quicknet']]);
  const beacon = [...(await sourcesOf(sampling, lead, id)).keys()].map(drandRoundOf).find((round) => round !== null);
  expect(beacon?.chain).toBe(DRAND_CHAINS.get('quicknet'));
  expect(beacon && roundTime(beacon) * 1000 - Date.parse(until)).toBeGreaterThan(0);

  const other = await readyTask(sampling);
  const draw = await prepare(sampling, other);
  expect((await sampling.emitted('DrawIntended')).map(({ payload }) => payload['objectionsUntil'])).toEqual([until, until]);
  sampling.setTime('2023-08-23T23:59:59+08:00');
  expect((await call(sampling, lead, 'drawObjects', { taskId: other })).errors[0]?.extensions).toMatchObject({ code: 'OBJECTION_PERIOD', until });
  sampling.setTime('2023-08-24T00:00:00+08:00');
  expect(await done<DrawView>(sampling, lead, 'drawObjects', { taskId: other })).toMatchObject({ id: draw.id, state: 'DRAWN' });
  await expect(given(sampling, lead, 'submitBeacon', { drawId: id, source: BEACON, signature: SIGNATURE })).rejects.toThrow('NOT_FOUND');
});
