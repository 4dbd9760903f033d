import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS } from '@sortition/service-kit';
import { LEAD, PARTICIPANT, call, codeOf, dispatched, done, inspectorRoster, lead, objectRoster, participant, people, startSamplingUnderTest, taskReady, units, type DrawView, type Sampling, type TaskTerms } from './sampling-under-test.ts';

let sampling: Sampling;
const inspectors = people(LEAD, 4);

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  const roster = [...units(100, { creditLevel: 'A' }), ...units(50, { creditLevel: 'D' }), ...units(21, { creditLevel: 'DISHONEST' })];
  await sampling.hear('registry', objectRoster(1, roster), inspectorRoster(1, [...inspectors, ...people(PARTICIPANT, 4)]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

const byCredit = (ratios: Readonly<Record<string, string>>) => ({ strata: Object.entries(ratios).map(([value, ratio]) => ({ dimension: 'CREDIT', value, ratio, frequency: null })) });

async function prepared(terms: Omit<TaskTerms, 'taskId'>): Promise<string> {
  const taskId = newId();
  for (const departmentId of [LEAD, PARTICIPANT]) await sampling.hear('registry', ['DirectoryConfirmed', { taskId, departmentId, state: 'CONFIRMED', at: '2025-03-03T09:00:00+08:00' }]);
  await sampling.hear('planning', taskReady({ taskId, ...terms }));
  await done(sampling, lead, 'prepareObjectDraw', { taskId });
  return taskId;
}

/** How many were drawn of each stratum. */
async function counted(terms: Omit<TaskTerms, 'taskId'>): Promise<Record<string, number>> {
  const draw = await done<DrawView>(sampling, lead, 'drawObjects', { taskId: await prepared(terms) });
  const counts: Record<string, number> = {};
  for (const { stratum } of draw.items.nodes) counts[stratum] = (counts[stratum] ?? 0) + 1;
  return counts;
}

describe('the draw under other rules', () => {
  it.each([['CC-art10-a', 'CC'], ['GA-art8-a', 'GA']])('[%s] draws each class of credit by its own ratio under %s', async (_row, profile) => {
    expect(await counted({ profile, ...byCredit({ A: '0.01', D: '0.2' }) })).toMatchObject({ 'CREDIT:A': 1, 'CREDIT:D': 10 });
  });

  it('[SAMR-2.4-b] draws half of the dishonest where the nation asks for half, rounded up', async () => {
    expect(await counted({ profile: 'SAMR', ...byCredit({ DISHONEST: '0.5' }) })).toMatchObject({ 'CREDIT:DISHONEST': 11 });
  });

  it('[SY-art13-1-a] can be run again in Shenyang', async () => {
    const { id } = await done<DrawView>(sampling, lead, 'drawObjects', { taskId: await prepared({ profile: 'SY' }) });
    expect((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id })).data).toEqual({ verifyDraw: { identical: true } });
  });

  it('[SY-art13-2-b] names no inspector in Shenyang', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId, profile: 'SY' });
    expect(codeOf(await call(sampling, lead, 'drawInspectors', { taskId, departmentId: LEAD, inspectorIds: [inspectors[0]?.inspectorId] }))).toBe('NAMED_SELECTION_FORBIDDEN');
  });

  it('[GA-art41-a] is not for a responding department in Gui’an', async () => {
    expect(codeOf(await call(sampling, participant, 'drawObjects', { taskId: await prepared({ profile: 'GA' }) }))).toBe('FORBIDDEN');
  });
});
