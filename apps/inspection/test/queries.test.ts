import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { LEAD, NOW, OUTSIDER, PARTICIPANT, auditor, call, codeOf, colleague, directoryManager, done, extensionsOf, inspecteeOf, leader, member, site, startInspectionUnderTest, stranger, type Inspection, type Site } from './inspection-under-test.ts';
import { PROBLEM, begin, ended, schedule, signed } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());
afterEach(() => inspection.setTime(NOW));

const coordinator: Identity = { ...ANONYMOUS, subject: 'coordinator', roles: ['COORDINATOR'] };

interface Page { readonly nodes: readonly { readonly id: string }[]; readonly totalCount?: number; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } }

const list = async (identity: Identity, args: Record<string, unknown>): Promise<Page> => {
  const answer = await inspection.ask(identity, 'query ($filter: InspectionFilter, $sort: InspectionSort, $first: Int, $after: String) { inspections(filter: $filter, sort: $sort, first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }', args);
  return (answer.data as { inspections: Page }).inspections;
};

describe('who sees a visit', () => {
  it('its departments, the coordinator and the auditor; nobody else', async () => {
    const here = await site(inspection);
    const inspectionId = await schedule(inspection, here);
    const ask = (identity: Identity) => inspection.ask(identity, 'query ($id: ID!) { inspection(id: $id) { id } }', { id: inspectionId });
    for (const identity of [leader, member, colleague, coordinator, auditor]) expect((await ask(identity)).data).toEqual({ inspection: { id: inspectionId } });
    for (const identity of [stranger, ANONYMOUS, inspecteeOf(here.uscc), { ...stranger, roles: ['PLANNER', 'DEPARTMENT_HEAD'] }]) {
      const answer = await ask(identity);
      expect(answer.data).toEqual({ inspection: null });
      expect(codeOf(answer)).toBe('FORBIDDEN');
    }
    expect((await list(stranger, { filter: { taskId: here.taskId } })).totalCount).toBe(0);
  });

  it('the row policies hide it and all that hangs on it, whatever a query forgets', async () => {
    const here = await site(inspection);
    const visited = await signed(inspection, here, { lead: PROBLEM });
    await done(inspection, leader, 'openFollowUp', { inspectionId: visited.inspectionId, itemId: here.itemOfLead, kind: 'LAWFUL_HANDLING', responsibleDepartment: LEAD, description: 'x' });
    const app = new pg.Client({ connectionString: inspection.database.appUrl });
    await app.connect();
    const counts = async (department: string): Promise<number[]> => {
      await app.query("select set_config('app.department', $1, false), set_config('app.roles', 'INSPECTOR', false), set_config('app.uscc', '', false)", [department]);
      const tables = ['inspection', 'inspection_item', 'notice', 'record', 'record_item', 'signature', 'follow_up'];
      const seen: number[] = [];
      for (const table of tables) seen.push(Number((await app.query<{ count: string }>(`select count(*) from inspection.${table}`)).rows[0]?.count));
      return seen;
    };
    expect(await counts(OUTSIDER)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    for (const seen of await counts(PARTICIPANT)) expect(seen).toBeGreaterThan(0);
    await app.end();
  });
});

describe('the list of visits', () => {
  it('pages, counts, filters by division and sorts', async () => {
    const objectId = newId();
    const visits = [];
    for (let n = 0; n < 3; n += 1) visits.push(await schedule(inspection, await site(inspection, { objectId })));
    const filter = { objectId };
    const first = await list(leader, { filter, first: 2 });
    expect(first.nodes.map(({ id }) => id)).toEqual([visits[2], visits[1]]);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await list(leader, { filter, first: 2, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ id }) => id)).toEqual([visits[0]]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect((await list(leader, { filter, sort: 'OLDEST_FIRST' })).nodes.map(({ id }) => id)).toEqual(visits);
    expect((await list(leader, { filter: { ...filter, divisionCode: '500000' } })).totalCount).toBe(3);
    expect((await list(leader, { filter: { ...filter, divisionCode: '500112' } })).totalCount).toBe(3);
    expect((await list(leader, { filter: { ...filter, divisionCode: '220000' } })).totalCount).toBe(0);
    expect((await list(leader, { filter: { ...filter, states: ['ENDED'] } })).totalCount).toBe(0);
    expect((await list(leader, { filter: { ...filter, departmentId: PARTICIPANT } })).totalCount).toBe(3);
    expect(extensionsOf(await inspection.ask(leader, '{ inspections(first: 1000) { nodes { id } } }'))).toMatchObject({ code: 'INVALID_VALUE', field: 'first' });
  });

  it('stands on tasks and objects, for all of a request at once', async () => {
    const [here, there] = [await site(inspection), await site(inspection)];
    const visits = [await schedule(inspection, here), await schedule(inspection, there)];
    const representations = [here, there].flatMap(({ taskId, objectId }) => [{ __typename: 'Task', id: taskId }, { __typename: 'InspectionObject', id: objectId }]);
    const answer = await inspection.ask(leader, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { inspections(first: 5) { nodes { id } totalCount } } ... on InspectionObject { inspections { nodes { id } totalCount } } } }', { r: representations });
    expect(answer.data).toEqual({ _entities: [visits[0], visits[0], visits[1], visits[1]].map((id) => ({ inspections: { nodes: [{ id }], totalCount: 1 } })) });
  });

  it('resolves references to its own entities', async () => {
    const visited = await ended(inspection, await site(inspection));
    const answer = await inspection.ask(leader, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Inspection { state } ... on InspectionResult { code } ... on InspectionRecord { form } } }', {
      r: [{ __typename: 'Inspection', id: visited.inspectionId }, { __typename: 'InspectionResult', id: visited.resultId }, { __typename: 'InspectionRecord', id: visited.recordId }],
    });
    expect(answer.data).toEqual({ _entities: [{ state: 'ENDED' }, { code: 'NO_PROBLEM_FOUND' }, { form: 'CQ_F1' }] });
  });
});

describe('the to-do list of an inspector', () => {
  interface Duty { readonly object: { readonly id: string }; readonly leader: boolean; readonly overdue: boolean; readonly inspection: { readonly state: string; readonly availableActions: readonly string[] } | null; readonly assignedItems: readonly { readonly id: string }[] }
  const duties = async (identity: Identity, filter: string): Promise<readonly Duty[]> => {
    const answer = await inspection.ask(identity, 'query ($filter: DutyFilter) { myTasks(filter: $filter, first: 200) { nodes { object { id } leader overdue dueOn inspection { state availableActions } assignedItems { id } } totalCount } }', { filter });
    const { myTasks } = answer.data as { myTasks: { nodes: Duty[]; totalCount: number } };
    expect(myTasks.totalCount).toBe(myTasks.nodes.length);
    return myTasks.nodes;
  };
  const at = (rows: readonly Duty[], { objectId }: Site): Duty | undefined => rows.find(({ object }) => object.id === objectId);

  it('shows each drawn object with what can be done next, until the visit ends', async () => {
    const here = await site(inspection);
    expect(at(await duties(leader, 'NOT_SCHEDULED'), here)).toMatchObject({ leader: true, inspection: null, overdue: false });
    await schedule(inspection, here);
    expect(at(await duties(leader, 'NOT_SCHEDULED'), here)).toBeUndefined();
    expect(at(await duties(member, 'OPEN'), here)).toMatchObject({ leader: false, inspection: { state: 'SCHEDULED', availableActions: expect.arrayContaining(['sendNotice']) }, assignedItems: [{ id: here.itemOfMember }] });
    expect(at(await duties(member, 'OPEN'), here)?.inspection?.availableActions).not.toContain('closeVisit');
    inspection.setTime('2025-07-01T09:00:00+08:00');
    expect(at(await duties(member, 'OPEN'), here)).toMatchObject({ overdue: true });
    inspection.setTime(NOW);
    const there = await site(inspection);
    await ended(inspection, there);
    expect(at(await duties(leader, 'OPEN'), there)).toBeUndefined();
    expect(at(await duties(leader, 'ENDED'), there)).toMatchObject({ inspection: { state: 'ENDED' } });
    expect(at(await duties(colleague, 'OPEN'), here)).toBeUndefined();
  });

  it('follows the team: whoever was replaced is released, whoever came in is bound', async () => {
    const here = await site(inspection);
    const substitute: Identity = { ...member, subject: 'substitute' };
    await inspection.hear('sampling', ['TeamFormed', {
      teamId: here.teamId, taskId: here.taskId, version: 2, formedAt: NOW, objectIds: [here.objectId],
      members: [
        { inspectorId: newId(), subject: leader.subject, departmentId: LEAD, role: 'LEADER', origin: 'DRAWN', certificateExpiresOn: null },
        { inspectorId: newId(), subject: substitute.subject, departmentId: PARTICIPANT, role: 'MEMBER', origin: 'ASSIGNED', certificateExpiresOn: null },
      ],
    }]);
    expect(at(await duties(substitute, 'OPEN'), here)).toMatchObject({ leader: false, object: { id: here.objectId } });
    expect(at(await duties(member, 'OPEN'), here)).toBeUndefined();
  });

  it('shows the team what another task wants of its object, as one with its own', async () => {
    const here = await site(inspection);
    const guest = await site(inspection, { objectId: here.objectId, teamed: false });
    const inGuest = { taskId: guest.taskId, objectId: here.objectId, scheduledFor: '2025-04-02T01:00:00Z' };
    expect((await call(inspection, leader, 'scheduleVisit', inGuest)).errors).not.toEqual([]);
    await inspection.hear('sampling', ['TeamFormed', {
      teamId: here.teamId, taskId: here.taskId, version: 2, formedAt: NOW, objectIds: [here.objectId], merged: [{ taskId: guest.taskId, objectId: here.objectId }],
      members: [{ inspectorId: newId(), subject: leader.subject, departmentId: LEAD, role: 'LEADER', origin: 'DRAWN', certificateExpiresOn: null }],
    }]);
    expect(await done(inspection, leader, 'scheduleVisit', inGuest)).toMatchObject({ state: 'SCHEDULED' });
    await schedule(inspection, here);
    expect((await duties(leader, 'OPEN')).filter(({ object }) => object.id === here.objectId)).toHaveLength(2);
  });

  it('loses the objects of a task that was given up', async () => {
    const here = await site(inspection);
    const inspectionId = await schedule(inspection, here);
    await inspection.hear('planning', ['TaskCancelled', { taskId: here.taskId, reason: '计划调整' }]);
    expect(at(await duties(leader, 'OPEN'), here)).toBeUndefined();
    expect((await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { state } }', { id: inspectionId })).data).toEqual({ inspection: { state: 'CANCELLED' } });
    expect(codeOf(await call(inspection, leader, 'scheduleVisit', { taskId: here.taskId, objectId: here.objectId, scheduledFor: NOW }))).toBe('TASK_REQUIRED');
  });
});

describe('the preparation view of an object', () => {
  const profileOf = (identity: Identity, objectId: string) => inspection.ask(identity, 'query ($id: ID!) { objectProfile(objectId: $id) { object { id } sections { kind facts { key value issuedBy } } lastInspectedOn changesSinceLastInspection { field before after } } }', { id: objectId });

  it('[CQ-8.6.1-a] opens registration, permits, filings and penalties to the assigned inspectors, and to nobody else', async () => {
    const here = await site(inspection);
    const saved = await call(inspection, directoryManager, 'saveObjectFacts', {
      objectId: here.objectId,
      facts: [
        { section: 'PERMIT', key: 'JY15001120012345', value: '食品经营许可证', issuedBy: '渝北区市场监督管理局', validUntil: '2027-01-01' },
        { section: 'FILING', key: '渝北消备〔2024〕8号', value: '消防备案' },
        { section: 'PENALTY', key: '渝北市监处罚〔2023〕3号', value: '警告' },
      ],
    });
    expect(saved.data).toEqual({ saveObjectFacts: { changed: 3 } });
    const answer = await profileOf(member, here.objectId);
    const { objectProfile } = answer.data as { objectProfile: { sections: { kind: string; facts: { key: string; value: string }[] }[] } };
    expect(objectProfile.sections.map(({ kind }) => kind)).toEqual(['REGISTRATION', 'PERMIT', 'FILING', 'PENALTY']);
    expect(objectProfile.sections.map(({ facts }) => facts.map(({ value }) => value))).toEqual([expect.arrayContaining([here.name, here.uscc, '渝北区龙溪街道1号']), ['食品经营许可证'], ['消防备案'], ['警告']]);
    for (const identity of [colleague, stranger, inspecteeOf(here.uscc), ANONYMOUS]) {
      const refused = await profileOf(identity, here.objectId);
      expect(codeOf(refused)).toBe('FORBIDDEN');
      expect(refused.data).toEqual({ objectProfile: null });
    }
  });

  it('[CQ-8.6.1-b] shows what has changed since the last inspection', async () => {
    const objectId = newId();
    const before = await site(inspection, { objectId });
    await ended(inspection, before);
    inspection.setTime('2025-05-01T09:00:00+08:00');
    await site(inspection, { objectId, address: '渝北区新南路88号' });
    const answer = await profileOf(leader, objectId);
    expect(answer.data).toMatchObject({ objectProfile: { lastInspectedOn: '2025-04-01', changesSinceLastInspection: expect.arrayContaining([{ field: 'address', before: '渝北区龙溪街道1号', after: '渝北区新南路88号' }]) } });
  });

  it('registration comes from the directory and from nowhere else', async () => {
    const refused = await call(inspection, directoryManager, 'saveObjectFacts', { objectId: newId(), facts: [{ section: 'REGISTRATION', key: 'name', value: '改名' }] });
    expect(codeOf(refused)).toBe('INVALID_VALUE');
    expect(codeOf(await call(inspection, leader, 'saveObjectFacts', { objectId: newId(), facts: [] }))).toBe('FORBIDDEN');
  });
});

it('keeps a whole audit chain over everything that was done', async () => {
  await begin(inspection, await site(inspection));
  const answer = await inspection.ask(auditor, '{ verifyAudit { inspection { intact brokenAt entries } } }');
  expect(answer.data).toMatchObject({ verifyAudit: { inspection: { intact: true, brokenAt: null } } });
});
