import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import type { Identity } from '@sortition/service-kit';
import { codeOf, call, done, inspectorRoster, lead, objectRoster, people, startSamplingUnderTest, taskReady, units, type DrawView, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;
const [MARKET, FIRE, CULTURE] = [newId(), newId(), newId()];
const officer = (department: string): Identity => ({ ...lead, department, subject: `officer-of-${department}` });
let rosterVersion = 0;

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', inspectorRoster(1, [MARKET, FIRE, CULTURE].flatMap((department) => people(department, 4))));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface Team {
  readonly id: string;
  readonly members: readonly { readonly role: string; readonly inspector: { readonly id: string }; readonly department: { readonly id: string } }[];
  readonly objects: readonly { readonly id: string }[];
  readonly mergedVisits: readonly { readonly task: { readonly id: string }; readonly object: { readonly id: string } }[];
}
interface Told { readonly teamId: string; readonly taskId: string; readonly version: number; readonly objectIds: readonly string[]; readonly merged: readonly { readonly taskId: string; readonly objectId: string }[]; readonly members: readonly { readonly inspectorId: string }[] }

/** Draws all objects of a kind for a task, and merges those that another task has already. */
async function listed(kind: string, departments: readonly [string, ...string[]]): Promise<string> {
  const taskId = newId();
  const [leads, ...participants] = departments;
  const [type, ready] = taskReady({ taskId, profile: 'GA', kinds: [kind], ratio: '1', participants, inspectorsPerDepartment: 1 });
  await sampling.hear('planning', [type, { ...ready, leadDepartmentId: leads }]);
  const by = officer(leads);
  await done(sampling, by, 'prepareObjectDraw', { taskId });
  const draw = await done<DrawView>(sampling, by, 'drawObjects', { taskId });
  for (const { object, state } of draw.items.nodes) if (state === 'FLAGGED') await done(sampling, by, 'mergeDrawnObject', { drawId: draw.id, objectId: object.id, reason: '与同期任务合并检查' });
  await done(sampling, by, 'confirmObjectDraw', { drawId: draw.id });
  await done(sampling, by, 'dispatchObjectList', { drawId: draw.id, integration: '已与同期任务比对' });
  for (const departmentId of departments) await done(sampling, officer(departmentId), 'drawInspectors', { taskId, departmentId });
  return taskId;
}
const form = (by: string, taskId: string) => done<Team[]>(sampling, officer(by), 'formTeam', { taskId });
const shopsOf = async (count: number): Promise<string> => {
  const kind = `SHOP-${newId()}`;
  await sampling.hear('registry', objectRoster(++rosterVersion, units(count, { kind })));
  return kind;
};
/** The teams of a task as the other services know them. */
async function toldOf(taskId: string): Promise<Told[]> {
  const all = (await sampling.emitted('TeamFormed')).map(({ payload }) => payload as unknown as Told).filter((told) => told.taskId === taskId);
  return all.filter((told) => all.every((other) => other.teamId !== told.teamId || other.version <= told.version));
}

describe('an object of several tasks', () => {
  it.each(['host', 'guest'])('[GA-art35] has one team for all items, and nobody in it twice, though the %s forms its teams last', async (last) => {
    const kind = await shopsOf(1);
    const host = await listed(kind, [MARKET, FIRE]);
    const guest = await listed(kind, [MARKET, CULTURE]);
    for (const taskId of last === 'host' ? [guest, host] : [host, guest]) await form(MARKET, taskId);
    const serving = (await toldOf(host)).concat(await toldOf(guest)).filter(({ objectIds }) => objectIds.length > 0);
    expect(serving).toHaveLength(1);
    const [team] = serving;
    expect(team).toMatchObject({ taskId: host, merged: [{ taskId: guest, objectId: team?.objectIds[0] }] });
    const inspectors = team?.members.map(({ inspectorId }) => inspectorId) ?? [];
    expect(new Set(inspectors).size).toBe(inspectors.length);
    const answer = await sampling.ask(officer(MARKET), 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { teams { members { department { id } } mergedVisits { task { id } } } } } }', { r: [{ __typename: 'Task', id: host }] });
    const { _entities: [task] } = answer.data as { _entities: { teams: Team[] }[] };
    expect(task?.teams).toMatchObject([{ mergedVisits: [{ task: { id: guest } }] }]);
    expect(new Set(task?.teams[0]?.members.map(({ department }) => department.id))).toEqual(new Set([MARKET, FIRE, CULTURE]));
  });

  it('gets a team of its own where others join who have no part in the rest', async () => {
    const kind = await shopsOf(3);
    const host = await listed(kind, [MARKET, FIRE]);
    await form(MARKET, host);
    const only = await shopsOf(2);
    const [type, ready] = taskReady({ taskId: newId(), profile: 'GA', kinds: [kind, only], ratio: '1', participants: [], inspectorsPerDepartment: 2 });
    const guest = ready.taskId;
    await sampling.hear('planning', [type, { ...ready, leadDepartmentId: CULTURE }]);
    const by = officer(CULTURE); // a lead that has no part in the host's task, and sees nothing of it
    await done(sampling, by, 'prepareObjectDraw', { taskId: guest });
    const draw = await done<DrawView>(sampling, by, 'drawObjects', { taskId: guest });
    const flagged = draw.items.nodes.filter(({ state }) => state === 'FLAGGED').map(({ object }) => object.id);
    expect(flagged).toHaveLength(3);
    const [merged = '', ...others] = flagged;
    await done(sampling, by, 'mergeDrawnObject', { drawId: draw.id, objectId: merged, reason: '合并' });
    for (const objectId of others) await done(sampling, by, 'excludeDrawnObject', { drawId: draw.id, objectId, reason: '本年度已查' });
    await done(sampling, by, 'confirmObjectDraw', { drawId: draw.id });
    await done(sampling, by, 'dispatchObjectList', { drawId: draw.id, integration: '已比对' });
    await done(sampling, by, 'drawInspectors', { taskId: guest, departmentId: CULTURE });
    const own = await form(CULTURE, guest);
    expect(own.flatMap(({ objects }) => objects.map(({ id }) => id))).toHaveLength(2);
    const hosts = await toldOf(host);
    expect(hosts.map(({ objectIds }) => objectIds.length).toSorted()).toEqual([1, 2]);
    const joint = hosts.find(({ objectIds }) => objectIds.includes(merged));
    expect(joint).toMatchObject({ objectIds: [merged], merged: [{ taskId: guest, objectId: merged }] });
    expect(joint?.members).toHaveLength(4);
    expect(codeOf(await call(sampling, by, 'engageExpert', { teamId: joint?.teamId, expertId: newId(), reason: '外部' }))).toBe('NOT_FOUND');
  });
});
