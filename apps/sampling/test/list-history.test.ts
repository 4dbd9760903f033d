import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { PARTICIPANT, lead, objectRoster, participant, principalHead, startSamplingUnderTest, units, type Sampling } from './sampling-under-test.ts';
import { ask, did, dispatchedFor, drawnFor, idsOf, readyTask, refusalOf, visited, type View } from './objects-under-test.ts';

let sampling: Sampling;
beforeAll(async () => { sampling = await startSamplingUnderTest(); });
afterAll(() => sampling[Symbol.asyncDispose]());

let version = 0;
async function enter(count: number, of: { readonly riskLevel?: string } = {}): Promise<{ readonly kind: string; readonly ids: string[] }> {
  const kind = `KIND-${newId()}`;
  const entered = units(count, { ...of, kind });
  await sampling.hear('registry', objectRoster(++version, entered));
  return { kind, ids: entered.map(({ objectId }) => objectId) };
}

const head: Identity = { ...principalHead, subject: 'head-of-lead', roles: ['DEPARTMENT_HEAD'] };
const drawOf = async (id: string): Promise<View> => ((await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { id state listVersion supplements { id state attempt } items(first: 200) { totalCount nodes { object { id } order state supplement { id } } } } }', { id })).data as { objectDraw: View }).objectDraw;
const verdictOn = async (id: string): Promise<unknown> => ((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { verifiable identical } }', { id })).data as { verifyDraw: unknown }).verifyDraw;

describe('a supplement', () => {
  /** 60 objects, 6 drawn, 10 in reserve. */
  async function asked(addCount: number): Promise<{ readonly draw: View; readonly taskId: string; readonly changeId: string }> {
    const { kind } = await enter(60);
    const taskId = await readyTask(sampling, { kinds: [kind], ratio: '0.1' });
    const draw = await dispatchedFor(sampling, taskId);
    const { id: changeId } = await did(sampling, lead, 'requestObjectChange', { drawId: draw.id, removeObjectIds: [], addCount, reason: '增加抽查' });
    return { draw, taskId, changeId };
  }

  it('is drawn with fresh randomness, among those not drawn yet, where the reserve does not hold what was approved', async () => {
    const { draw, taskId, changeId } = await asked(14);
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, changeId }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'REQUESTED' });
    expect(await did(sampling, principalHead, 'decideObjectChange', { changeId, approve: true })).toMatchObject({ state: 'APPROVED', draw: { listVersion: 2 } });
    const prepared = await did(sampling, lead, 'prepareObjectDraw', { taskId, changeId });
    expect(prepared).toMatchObject({ population: 44, attempt: 2, continues: { id: draw.id } });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, changeId }))['code']).toBe('DRAW_LOCKED');
    const supplement = await did(sampling, lead, 'drawObjects', { taskId, changeId });
    const intent = (JSON.parse(supplement.certificate) as { intent: { continues: string; attempt: number } }).intent;
    expect(intent).toMatchObject({ continues: draw.certificateHash, attempt: 2 });
    expect(await verdictOn(supplement.id)).toEqual({ verifiable: true, identical: true });

    expect(refusalOf(await ask(sampling, lead, 'dispatchObjectList', { drawId: supplement.id }))).toMatchObject({ code: 'DRAW_LOCKED', continues: draw.id });

    const now = await drawOf(draw.id);
    expect(now).toMatchObject({ state: 'CHANGED', listVersion: 3, supplements: [{ id: supplement.id, state: 'CONFIRMED' }], items: { totalCount: 20 } });
    expect(new Set(idsOf(now)).size).toBe(20);
    const added = now.items.nodes.filter((node) => node.supplement?.id === supplement.id);
    expect(added.map(({ object }) => object.id).toSorted()).toEqual(idsOf(supplement).toSorted());
    expect(added.map(({ order }) => order)).toEqual([17, 18, 19, 20]);
    const changes = (await sampling.emitted('ObjectListChanged')).filter(({ payload }) => payload['drawId'] === draw.id).map(({ payload }) => [payload['version'], (payload['added'] as unknown[]).length, payload['approvedBy']]);
    expect(changes).toEqual([[2, 10, 'principal-head'], [3, 4, 'principal-head']]);
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, changeId }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'APPLIED' });
  });

  it('cannot take more than there is', async () => {
    const { taskId, changeId } = await asked(60);
    await did(sampling, principalHead, 'decideObjectChange', { changeId, approve: true });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, changeId }))).toMatchObject({ code: 'INVALID_VALUE', field: 'addCount', missing: 50 });
  });
});

describe('an attempt', () => {
  it('is given up by a head of the lead alone; who asked, why and who approved stay, in public too', async () => {
    const { kind } = await enter(20);
    const taskId = await readyTask(sampling, { kinds: [kind] });
    const draw = await drawnFor(sampling, taskId);
    expect(refusalOf(await ask(sampling, participant, 'voidDraw', { drawId: draw.id, reason: '重来' }))['code']).toBe('FORBIDDEN');
    expect(refusalOf(await ask(sampling, { ...head, department: PARTICIPANT }, 'voidDraw', { drawId: draw.id, reason: '重来' }))['code']).toBe('FORBIDDEN');
    expect(refusalOf(await ask(sampling, head, 'voidDraw', { drawId: draw.id }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(await did(sampling, lead, 'voidDraw', { drawId: draw.id, reason: '总体口径有误' })).toMatchObject({ state: 'DRAWN', voidRequestedBy: 'lead-officer', voidedBy: null });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId }))['code']).toBe('DRAW_LOCKED');
    expect(await did(sampling, head, 'voidDraw', { drawId: draw.id })).toMatchObject({ state: 'VOID', voidReason: '总体口径有误', voidedBy: 'head-of-lead' });
    const told = (await sampling.emitted('DrawAbandoned')).find(({ payload }) => payload['drawId'] === draw.id);
    expect(told?.payload).toMatchObject({ attempt: 1, certificateHash: draw.certificateHash, reason: '总体口径有误', approvedBy: 'head-of-lead' });
    const second = await drawnFor(sampling, taskId);
    expect(second.attempt).toBe(2);
    expect((JSON.parse(second.certificate) as { intent: { attempt: number } }).intent.attempt).toBe(2);
    expect(await verdictOn(draw.id)).toEqual({ verifiable: true, identical: true });
  });
});

describe('a list of the platform of record', () => {
  const proof = createHash('sha256').update('抽取结果.pdf').digest('hex');
  const imported = (taskId: string, objectIds: readonly string[], changes: Readonly<Record<string, unknown>> = {}) => ({ taskId, platform: 'GZ_PROVINCIAL_PLATFORM', externalNumber: 'GZ-2025-0042', documentHash: proof, objectIds, ...changes });

  it('is marked as imported, counts only when a head confirmed it, and is honestly not verifiable', async () => {
    const { kind, ids } = await enter(6);
    const taskId = await readyTask(sampling, { profile: 'GA', kinds: [kind] });
    expect(refusalOf(await ask(sampling, participant, 'importDraw', imported(taskId, ids.slice(0, 2))))['code']).toBe('FORBIDDEN');
    const draw = await did(sampling, lead, 'importDraw', imported(taskId, ids.slice(0, 2)));
    expect(draw).toMatchObject({ state: 'IMPORTED', seed: null, certificate: null, intentHash: null, import: { platform: 'GZ_PROVINCIAL_PLATFORM', externalNumber: 'GZ-2025-0042', documentHash: proof } });
    expect(draw.items.nodes.map(({ object, ticket, probability }) => [object.id, ticket, probability])).toEqual(ids.slice(0, 2).map((id) => [id, null, null]));
    expect(refusalOf(await ask(sampling, lead, 'drawObjects', { taskId }))).toMatchObject({ code: 'DRAW_ON_EXTERNAL_PLATFORM', platform: 'GZ_PROVINCIAL_PLATFORM', clause: 'GA art.7' });
    expect(refusalOf(await ask(sampling, lead, 'confirmObjectDraw', { drawId: draw.id }))['code']).toBe('APPROVER_NOT_AUTHORISED');
    expect(refusalOf(await ask(sampling, lead, 'dispatchObjectList', { drawId: draw.id, integration: '无' }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'IMPORTED' });
    expect(await sampling.emitted('DrawImported')).toEqual([]);
    await did(sampling, head, 'confirmObjectDraw', { drawId: draw.id });
    expect((await sampling.emitted('DrawImported')).map(({ payload }) => payload)).toMatchObject([{ drawId: draw.id, platform: 'GZ_PROVINCIAL_PLATFORM', externalNumber: 'GZ-2025-0042', documentHash: proof, drawn: 2, attempt: 1 }]);
    expect(await did(sampling, lead, 'dispatchObjectList', { drawId: draw.id, integration: '无' })).toMatchObject({ state: 'DISPATCHED' });
    expect(await verdictOn(draw.id)).toEqual({ verifiable: false, identical: false });
  });

  it('comes from the platform that the profile names, with a proof, about objects of the directory, and only once', async () => {
    const { kind, ids } = await enter(3);
    const taskId = await readyTask(sampling, { profile: 'GA', kinds: [kind] });
    for (const [field, changes] of [['platform', { platform: 'SOMEWHERE' }], ['documentHash', { documentHash: 'x' }], ['objectIds', { objectIds: [newId()] }], ['objectIds', { objectIds: [] }]] as const) {
      expect(refusalOf(await ask(sampling, lead, 'importDraw', imported(taskId, ids, changes)))).toMatchObject({ code: 'INVALID_VALUE', field });
    }
    const local = await readyTask(sampling, { profile: 'CQ', kinds: [kind] });
    expect(refusalOf(await ask(sampling, lead, 'importDraw', imported(local, ids, { platform: 'CQ_MUNICIPAL_PLATFORM' })))).toMatchObject({ code: 'INVALID_VALUE', field: 'platform' });
    await did(sampling, lead, 'importDraw', imported(taskId, ids));
    expect(refusalOf(await ask(sampling, lead, 'importDraw', imported(taskId, ids)))['code']).toBe('DRAW_LOCKED');
  });
});

describe('the certificate', () => {
  const opened = async (drawId: string) => (await sampling.emitted('DrawOpened')).filter(({ payload }) => payload['drawId'] === drawId).map(({ payload }) => payload['certificate']);

  it('is opened once every visit of the list has ended, and not before', async () => {
    const { kind } = await enter(20);
    const taskId = await readyTask(sampling, { profile: 'SY', kinds: [kind], ratio: '0.1' });
    const draw = await dispatchedFor(sampling, taskId);
    const [first = '', second = ''] = idsOf(draw);
    await sampling.hear('inspection', visited(taskId, first));
    expect(await opened(draw.id)).toEqual([]);
    await sampling.hear('inspection', visited(newId(), second)); // a visit for another task is none of this one
    expect(await opened(draw.id)).toEqual([]);
    await sampling.hear('inspection', visited(taskId, second));
    expect(await opened(draw.id)).toEqual([draw.certificate]);
    await sampling.hear('inspection', visited(taskId, second));
    expect(await opened(draw.id)).toHaveLength(1);
  });

  it('does not wait for an object that left the list, and waits for one that came in', async () => {
    const { kind } = await enter(20);
    const taskId = await readyTask(sampling, { kinds: [kind], ratio: '0.1' });
    const draw = await dispatchedFor(sampling, taskId);
    const [first = '', second = ''] = idsOf(draw);
    await sampling.hear('inspection', visited(taskId, first));
    const change = async (addCount: number, out: string) => {
      const { id } = await did(sampling, lead, 'requestObjectChange', { drawId: draw.id, removeObjectIds: [out], addCount, reason: '已注销' });
      return did(sampling, principalHead, 'decideObjectChange', { changeId: id, approve: true });
    };
    const [{ id: third = '' } = { id: '' }] = (await change(1, second))['added'] as { id: string }[];
    expect(await opened(draw.id)).toEqual([]);
    await change(0, third);
    expect(await opened(draw.id)).toEqual([draw.certificate]);
  });
});
