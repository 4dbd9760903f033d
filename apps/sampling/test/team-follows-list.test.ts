import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import {
  LEAD, PARTICIPANT, dispatched, done, inspectorRoster, lead, objectRoster, participant, people, principalHead, startSamplingUnderTest, units, type Sampling,
} from './sampling-under-test.ts';

let sampling: Sampling;
beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', objectRoster(1, units(40)), inspectorRoster(1, [...people(LEAD, 4), ...people(PARTICIPANT, 4)]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface Draw { readonly groups: number; readonly listVersion: number; readonly certificate: string }
interface Team { readonly id: string; readonly objects: readonly { readonly id: string }[] }

const subjectsOf = ({ certificate }: Draw): string[] => (JSON.parse(certificate) as { intent: { demands: { subjectId: string }[] } }).intent.demands.map(({ subjectId }) => subjectId);

describe('a list that changes while inspectors are drawn', () => {
  it('leaves the groups as the first department found them, and the teams serve the list as it stands', async () => {
    const taskId = newId();
    const draw = await dispatched(sampling, { taskId, ratio: '0.2', teamCount: 3 });
    const before = draw.items.nodes.map(({ object }) => object.id);
    const first = await done<Draw>(sampling, lead, 'drawInspectors', { taskId, departmentId: LEAD });
    const change = await done<{ id: string }>(sampling, lead, 'requestObjectChange', { drawId: draw.id, removeObjectIds: before.slice(0, 2), addCount: 1, reason: '检查对象已注销' });
    const { added } = await done<{ added: { id: string }[] }>(sampling, principalHead, 'decideObjectChange', { changeId: change.id, approve: true, opinion: '同意' });
    expect(added).toHaveLength(1);
    const second = await done<Draw>(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT });
    expect(second).toMatchObject({ groups: 3, listVersion: first.listVersion });
    expect(subjectsOf(second)).toEqual(subjectsOf(first));
    const teams = await done<Team[]>(sampling, lead, 'formTeam', { taskId });
    const served = teams.flatMap(({ objects }) => objects.map(({ id }) => id));
    expect(served.toSorted()).toEqual([...before.slice(2), ...added.map(({ id }) => id)].toSorted());
    const sizes = teams.map(({ objects }) => objects.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2);
  });
});
