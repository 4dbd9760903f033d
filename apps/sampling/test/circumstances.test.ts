import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPassed, verifyCertificateText } from '@sortition/draw';
import { newId } from '@sortition/kernel';
import { ANONYMOUS } from '@sortition/service-kit';
import { LEAD, lead, objectRoster, participant, startSamplingUnderTest, units, type Sampling } from './sampling-under-test.ts';
import { ask, did, drawnFor, idsOf, readyTask, refusalOf } from './objects-under-test.ts';

let sampling: Sampling;
let ids: string[];
beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  const entered = units(5);
  ids = entered.map(({ objectId }) => objectId);
  await sampling.hear('registry', objectRoster(1, entered));
});
afterAll(() => sampling[Symbol.asyncDispose]());

const DAYS = ['2025-03-10', '2025-03-11', '2025-03-12'];
const options = (...dimensions: readonly (readonly [string, readonly string[]])[]) => ({ options: dimensions.map(([dimension, named]) => ({ dimension, options: named })) });
const direct = () => readyTask(sampling, { profile: 'SY', origin: 'DIRECT', ratio: '1' });

describe('a task without lot', () => {
  it('draws time, content, mode and region, once, with a certificate that anybody can run again', async () => {
    const taskId = await direct();
    const offered = options(['TIME', DAYS], ['MODE', ['ON_SITE', 'DOCUMENTARY']], ['REGION', ['500112', '500113']], ['CONTENT', ['许可', '台账', '索证索票']]);
    expect(refusalOf(await ask(sampling, participant, 'randomiseCircumstances', { taskId, ...offered }))['code']).toBe('FORBIDDEN');
    const drawn = await did(sampling, lead, 'randomiseCircumstances', { taskId, ...offered });
    const chosen = drawn['drawn'] as { dimension: string; option: string }[];
    expect(chosen.map(({ dimension }) => dimension)).toEqual(['TIME', 'MODE', 'REGION', 'CONTENT']);
    for (const { dimension, option } of chosen) expect(offered.options.find((each) => each.dimension === dimension)?.options).toContain(option);
    expect(allPassed(verifyCertificateText(drawn.certificate))).toBe(true);
    expect((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical checks { name } } }', { id: drawn.id })).data).toMatchObject({ verifyDraw: { identical: true, checks: expect.arrayContaining([{ name: 'FRAME_DRAW' }, { name: 'COMMITMENTS' }]) } });
    expect((await sampling.emitted('CircumstancesDrawn')).at(-1)?.payload).toMatchObject({ taskId, departmentId: LEAD, drawn: chosen, reason: null, certificateHash: drawn.certificateHash });
    expect(refusalOf(await ask(sampling, lead, 'randomiseCircumstances', { taskId, ...offered }))).toMatchObject({ code: 'DRAW_LOCKED', clause: 'SY art.14(1)' });
  });

  it('or records why chance can enter nowhere', async () => {
    const taskId = await direct();
    expect(await did(sampling, lead, 'randomiseCircumstances', { taskId, reason: '突发事件，须立即到场' })).toMatchObject({ drawn: [], reason: '突发事件，须立即到场', certificate: null });
    expect((await sampling.emitted('CircumstancesDrawn')).at(-1)?.payload).toMatchObject({ taskId, drawn: [], reason: '突发事件，须立即到场', certificateHash: null });
  });

  it.each([
    ['nothing to choose', {}, 'MISSING_FIELD', 'options'],
    ['one day only', options(['TIME', DAYS.slice(0, 1)]), 'INVALID_VALUE', 'options.options'],
    ['the same day twice', options(['TIME', ['2025-03-10', '2025-03-10']]), 'INVALID_VALUE', 'options.options'],
    ['a day outside of the period', options(['TIME', ['2025-03-10', '2025-07-01']]), 'INVALID_VALUE', 'options.options'],
    ['a mode that the scheme does not name', options(['MODE', ['ON_SITE', 'NETWORK_MONITORING']]), 'INVALID_VALUE', 'options.options'],
    ['a division elsewhere', options(['REGION', ['500112', '210102']]), 'INVALID_VALUE', 'options.options'],
    ['a dimension twice', options(['TIME', DAYS], ['TIME', DAYS]), 'INVALID_VALUE', 'options.dimension'],
    ['options and a reason', { ...options(['TIME', DAYS]), reason: '紧急' }, 'INVALID_VALUE', 'reason'],
  ])('leaves chance a real choice: not with %s', async (_what, input, code, field) => {
    expect(refusalOf(await ask(sampling, lead, 'randomiseCircumstances', { taskId: await direct(), ...input }))).toMatchObject({ code, field, clause: 'SY art.14(1)' });
  });

  it('gives every option the same chance', async () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 60; i += 1) {
      const drawn = await did(sampling, lead, 'randomiseCircumstances', { taskId: await direct(), ...options(['TIME', DAYS]) });
      const [{ option } = { option: '' }] = drawn['drawn'] as { option: string }[];
      counts.set(option, (counts.get(option) ?? 0) + 1);
    }
    // each of three is expected 20 times; a fair lot falls below 4 for one of them once in millions of runs
    expect([...counts.keys()].toSorted()).toEqual(DAYS);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(4);
  });

  it('inspects the objects of the clues on which it rests, all of them and no others', async () => {
    const taskId = await direct();
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId }))).toMatchObject({ code: 'CLUE_REQUIRED' });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, mode: 'UNDIRECTED' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode' });
    for (const objectId of ids.slice(0, 2)) await did(sampling, lead, 'registerClue', { objectId, kind: 'COMPLAINT', reference: '12345-0303', receivedOn: '2025-03-02', taskId });
    await did(sampling, lead, 'registerClue', { objectId: ids[2], kind: 'COMPLAINT', reference: '12345-0304', receivedOn: '2025-03-02' });
    const draw = await drawnFor(sampling, taskId);
    expect(draw).toMatchObject({ mode: 'DIRECTED_BY_CLUE', population: 2 });
    expect(idsOf(draw).toSorted()).toEqual(ids.slice(0, 2).toSorted());
    expect(refusalOf(await ask(sampling, lead, 'registerClue', { objectId: ids[3], kind: 'COMPLAINT', reference: 'x', receivedOn: '2025-03-02', taskId: newId() }))['code']).toBe('TASK_REQUIRED');
  });

  it('is refused where the profile knows no such chance', async () => {
    const taskId = await readyTask(sampling, { profile: 'CQ', origin: 'DIRECT' });
    expect(refusalOf(await ask(sampling, lead, 'randomiseCircumstances', { taskId, ...options(['TIME', DAYS]) }))).toMatchObject({ code: 'INVALID_VALUE', field: 'options.dimension' });
  });
});
