import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { lead, objectRoster, participant, startSamplingUnderTest, units, type RosterUnit, type Sampling } from './sampling-under-test.ts';
import { ask, did, dispatchedFor, drawnFor, idsOf, readyTask, refusalOf, visited, type View } from './objects-under-test.ts';

let sampling: Sampling;
beforeAll(async () => { sampling = await startSamplingUnderTest(); });
afterAll(() => sampling[Symbol.asyncDispose]());

let version = 0;
async function enter(...groups: readonly (readonly [number, Omit<RosterUnit, 'objectId' | 'kind'>])[]): Promise<{ readonly kind: string; readonly groups: string[][] }> {
  const kind = `KIND-${newId()}`;
  const entered = groups.map(([count, of]) => units(count, { ...of, kind }));
  await sampling.hear('registry', objectRoster(++version, entered.flat()));
  return { kind, groups: entered.map((group) => group.map(({ objectId }) => objectId)) };
}

const cell = (credit: string, risk: string, ratio: string) => ({ dimension: 'CREDIT', value: credit, also: [{ dimension: 'RISK', value: risk }], ratio, number: null, frequency: null });
const isIdentical = async (draw: View): Promise<unknown> => (await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: draw.id })).data;

describe('strata', () => {
  it('[GA-art29-b] of a 2×2 table of credit by risk: each cell has its own ratio', async () => {
    const { kind, groups: [al, ah, dl, dh] } = await enter([100, { creditLevel: 'A', riskLevel: 'LOW' }], [50, { creditLevel: 'A', riskLevel: 'HIGH' }], [40, { creditLevel: 'D', riskLevel: 'LOW' }], [20, { creditLevel: 'D', riskLevel: 'HIGH' }]);
    const strata = [cell('A', 'LOW', '0.01'), cell('A', 'HIGH', '0.1'), cell('D', 'LOW', '0.2'), cell('D', 'HIGH', '0.5')];
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'GA', kinds: [kind], strata }));
    const drawn = new Set(idsOf(draw));
    expect([al, ah, dl, dh].map((ids) => ids?.filter((id) => drawn.has(id)).length)).toEqual([1, 5, 8, 10]);
    expect(Object.fromEntries(draw.strata.map(({ key, ratio, size }) => [key, [ratio, size]]))).toEqual({ 'CREDIT:A&RISK:LOW': ['0.01', 1], 'CREDIT:A&RISK:HIGH': ['0.1', 5], 'CREDIT:D&RISK:LOW': ['0.2', 8], 'CREDIT:D&RISK:HIGH': ['0.5', 10] });
    expect(await isIdentical(draw)).toEqual({ verifyDraw: { identical: true } });
  });

  it('[SY-art12-5-b] of credit, risk, region and field beside each other; a stratum with any unit gives at least one', async () => {
    const { kind, groups } = await enter([30, { divisionCode: '500112' }], [30, { divisionCode: '500113', tags: ['FIELD:食品'] }], [3, { divisionCode: '500114', riskLevel: 'HIGH' }], [20, { divisionCode: '500115', creditLevel: 'D' }]);
    const by = (dimension: string, value: string, ratio: string) => ({ dimension, value, ratio, frequency: null });
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'SY', kinds: [kind], strata: [by('REGION', '500112', '0.1'), by('TAG', 'FIELD:食品', '0.2'), by('RISK', 'HIGH', '0.01'), by('CREDIT', 'D', '0.5')] }));
    expect(Object.fromEntries(draw.strata.map(({ key, size }) => [key, size]))).toEqual({ 'REGION:500112': 3, 'TAG:FIELD:食品': 6, 'RISK:HIGH': 1, 'CREDIT:D': 10 });
    const drawn = new Set(idsOf(draw));
    expect(groups.map((ids) => ids.filter((id) => drawn.has(id)).length)).toEqual([3, 6, 1, 10]);
  });

  it('are sized by number where the plan says one, within the ratio', async () => {
    const { kind } = await enter([50, { riskLevel: 'HIGH' }]);
    const byNumber = (number: number) => [{ dimension: 'RISK', value: 'HIGH', also: [], ratio: '0.2', number, frequency: null }];
    expect(await drawnFor(sampling, await readyTask(sampling, { kinds: [kind], strata: byNumber(7) }))).toMatchObject({ items: { totalCount: 7 }, strata: [{ key: 'RISK:HIGH', size: 7, probability: '0.14', rounding: expect.stringContaining('7') }] });
    const tooMany = await readyTask(sampling, { kinds: [kind], strata: byNumber(11) });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId: tooMany }))).toMatchObject({ code: 'RATIO_MISMATCH', share: 10, given: 11 });
  });

  it('of credit are sealed: a participant and the other services get names alone, in the order of ids', async () => {
    const { kind } = await enter([40, { creditLevel: 'A' }], [20, { creditLevel: 'D' }]);
    const strata = ['A', 'D'].map((value, i) => ({ dimension: 'CREDIT', value, ratio: ['0.1', '0.5'][i], frequency: null }));
    const taskId = await readyTask(sampling, { profile: 'CQ', kinds: [kind], strata });
    const draw = await dispatchedFor(sampling, taskId);
    expect(draw).toMatchObject({ units: 'SEALED', items: { totalCount: 14 } });
    expect(draw.items.nodes.map(({ stratum }) => stratum)).toEqual([...Array(4).fill('CREDIT:A'), ...Array(10).fill('CREDIT:D')]);
    const seen = async (identity: Identity) => (await sampling.ask(identity, 'query ($id: ID!) { objectDraw(id: $id) { items(first: 50) { nodes { object { id } order stratum ticket probability } } itemsAt(version: 1) { object { id } stratum } } }', { id: draw.id })).data as { objectDraw: { items: View['items']; itemsAt: View['items']['nodes'] } };
    const { items, itemsAt } = (await seen(participant)).objectDraw;
    const ids = idsOf(draw).toSorted();
    expect(items.nodes).toEqual(ids.map((id) => ({ object: { id }, order: null, stratum: null, ticket: null, probability: null })));
    expect(itemsAt).toEqual(ids.map((id) => ({ object: { id }, stratum: null })));
    const confirmed = (await sampling.emitted('ObjectDrawConfirmed')).find(({ payload }) => payload['drawId'] === draw.id);
    expect(confirmed?.payload['objects']).toEqual(ids.map((objectId, i) => ({ objectId, order: i + 1, stratum: 'SEALED', probability: '' })));
    for (const id of ids) expect(draw.certificate).not.toContain(id);
    expect(draw.certificate).not.toContain('CREDIT');
    expect(await isIdentical(draw)).toEqual({ verifyDraw: { identical: true } });
  });
});

describe('integration in Gui’an', () => {
  /** One task is on its way to an object, and another inspected it this year. */
  async function metElsewhere(): Promise<{ readonly kind: string; readonly object: string; readonly pending: string }> {
    const { kind, groups: [[object = ''] = []] } = await enter([1, {}]);
    await sampling.hear('inspection', visited(newId(), object, '2025-02-20T10:00:00+08:00'));
    const pending = await readyTask(sampling, { profile: 'GA', kinds: [kind], ratio: '1' });
    await dispatchedFor(sampling, pending);
    return { kind, object, pending };
  }

  it('[GA-art34-c] the draw shows at once whether the object was inspected this year, and in which tasks it is pending', async () => {
    const { kind, object, pending } = await metElsewhere();
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'GA', kinds: [kind], ratio: '1' }));
    expect(draw).toMatchObject({ state: 'FLAGGED', items: { nodes: [{ object: { id: object }, inspectedThisYear: true, pendingTasks: [{ id: pending }], state: 'FLAGGED' }] } });
  });

  it('[GA-art34-b] each hit of an added task with another is offered for merge at once; what is merged stays on the list', async () => {
    const { kind, object, pending } = await metElsewhere();
    const fresh = units(4, { kind });
    await sampling.hear('registry', objectRoster(++version, fresh));
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'GA', kinds: [kind], ratio: '1' }));
    const offers = Object.fromEntries(draw.items.nodes.map((node) => [node.object.id, node.availableActions]));
    expect(offers[object]).toEqual(['excludeDrawnObject', 'mergeDrawnObject']);
    for (const { objectId } of fresh) expect(offers[objectId]).toEqual([]);
    expect(refusalOf(await ask(sampling, participant, 'mergeDrawnObject', { drawId: draw.id, objectId: object, reason: '同一对象' }))['code']).toBe('FORBIDDEN');
    expect(refusalOf(await ask(sampling, lead, 'mergeDrawnObject', { drawId: draw.id, objectId: object, taskId: newId(), reason: '同一对象' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'taskId' });
    const merged = await did(sampling, lead, 'mergeDrawnObject', { drawId: draw.id, objectId: object, reason: '同一对象' });
    expect(merged.items.nodes.find((node) => node.object.id === object)).toMatchObject({ state: 'MERGED', mergedInto: { id: pending }, availableActions: [] });
    expect(merged.items.totalCount).toBe(5);
  });

  it('[GA-art33-a] a list is dispatched only when the check against other tasks is on record', async () => {
    const { kind } = await enter([3, {}]);
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'GA', kinds: [kind], ratio: '1' }));
    await did(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
    expect(refusalOf(await ask(sampling, lead, 'dispatchObjectList', { drawId: draw.id }))).toMatchObject({ code: 'INTEGRATION_CHECK_REQUIRED', clause: 'GA art.33', dimensions: ['TIME', 'OBJECT', 'CONTENT'] });
    expect(await did(sampling, lead, 'dispatchObjectList', { drawId: draw.id, integration: '与安监任务时间不同' })).toMatchObject({ state: 'DISPATCHED', integration: '与安监任务时间不同' });
  });

  it('what left a list, or whose task was given up, is pending no more', async () => {
    const { kind, groups: [[object = ''] = []] } = await enter([1, {}]);
    const given = await readyTask(sampling, { profile: 'GA', kinds: [kind], ratio: '1' });
    await dispatchedFor(sampling, given);
    await sampling.hear('planning', ['TaskCancelled', { taskId: given, reason: '计划调整' }]);
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'GA', kinds: [kind], ratio: '1' }));
    expect(draw).toMatchObject({ state: 'DRAWN', items: { nodes: [{ object: { id: object }, inspectedThisYear: false, pendingTasks: [] }] } });
  });
});
