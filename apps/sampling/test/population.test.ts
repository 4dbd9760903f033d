import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS } from '@sortition/service-kit';
import { done, lead, objectRoster, startSamplingUnderTest, taskReady, units, type DrawView, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;

beforeAll(async () => { sampling = await startSamplingUnderTest(); });
afterAll(() => sampling[Symbol.asyncDispose]());

async function drawnAll(kind: string): Promise<DrawView> {
  const taskId = newId();
  await sampling.hear('planning', taskReady({ taskId, kinds: [kind], ratio: '1' }));
  await done(sampling, lead, 'prepareObjectDraw', { taskId });
  return done<DrawView>(sampling, lead, 'drawObjects', { taskId });
}

const idsOf = (draw: DrawView): string[] => draw.items.nodes.map(({ object }) => object.id).toSorted();

describe('the population of a draw', () => {
  it('[CQ-5.2.2-b] holds projects like any other object', async () => {
    const projects = units(3, { kind: 'PROJECT' });
    await sampling.hear('registry', objectRoster(1, [...projects, ...units(3)]));
    expect(idsOf(await drawnAll('PROJECT'))).toEqual(projects.map(({ objectId }) => objectId).toSorted());
  });

  it('[CQ-5.2.3] [CC-art7-e] [GA-art19] leaves out what was deactivated the day before, which an old draw still shows', async () => {
    const sites = units(4, { kind: 'SITE' });
    const [gone = '', ...left] = sites.map(({ objectId }) => objectId);
    await sampling.hear('registry', objectRoster(2, sites));
    const before = await drawnAll('SITE');
    await sampling.hear('registry', objectRoster(3, [{ objectId: gone, kind: 'SITE', active: false }]));
    sampling.setTime('2025-03-04T09:00:00+08:00');
    const after = await drawnAll('SITE');
    expect(after.strata).toMatchObject([{ population: 3, size: 3 }]);
    expect(idsOf(after)).toEqual(left.toSorted());
    const old = await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { population items(first: 10) { nodes { object { id } } } } }', { id: before.id });
    expect(old.data).toMatchObject({ objectDraw: { population: 4, items: { nodes: expect.arrayContaining([{ object: { id: gone } }]) } } });
    expect((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: before.id })).data).toEqual({ verifyDraw: { identical: true } });
  });
});
