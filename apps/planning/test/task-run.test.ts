import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { call, codeOf, done, inRole, refusalOf, startPlanningUnderTest, type Planning } from './planning-under-test.ts';
import { city, publishedPlan, taskOf, type City } from './plans-under-test.ts';

let planning: Planning;
let place: City;
let taskId: string;

beforeAll(async () => { planning = await startPlanningUnderTest(); });
afterAll(() => planning[Symbol.asyncDispose]());

const SCHEME = { content: '许可、台账、人员健康证', modes: ['ON_SITE'], period: { from: '2025-04-01', to: '2025-05-31' } };

const newTask = async (): Promise<void> => {
  place = await city(planning);
  const { entryId } = await publishedPlan(planning, place);
  taskId = (await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId))).id;
};
const saveScheme = (changes: Readonly<Record<string, unknown>> = {}) => call(planning, place.lead.officer, 'saveScheme', { taskId, ...SCHEME, submit: true, ...changes });
const complete = () => call(planning, place.lead.officer, 'completeTask', { taskId });

const readyTask = async (): Promise<void> => {
  await newTask();
  await saveScheme();
  await done(planning, place.participant.officer, 'agreeScheme', { taskId, agree: true });
};

const visitOf = (objectId: string) => ({ inspectionId: newId(), taskId, taskNumber: 'T', objectId });
const drawOf = () => ({ drawId: newId(), taskId, taskNumber: 'T', leadDepartmentId: place.lead.id, certificateHash: 'c'.repeat(64) });
const drawn = (objectIds: readonly string[]) => objectIds.map((objectId, order) => ({ objectId, order, stratum: '*', probability: '0.04' }));

const confirmed = (objectIds: readonly string[]) => ['ObjectDrawConfirmed', { ...drawOf(), confirmedAt: '2025-03-10T10:00:00+08:00', population: 100, objects: drawn(objectIds) }] as const;
const dispatched = (objectIds: readonly string[]) => ['ObjectListDispatched', { ...drawOf(), dispatchedAt: '2025-03-10T11:00:00+08:00', departmentIds: [place.lead.id], objectIds }] as const;
const teamed = (objectIds: readonly string[]) => ['TeamFormed', { teamId: newId(), taskId, version: 1, formedAt: '2025-03-11T10:00:00+08:00', members: [], objectIds }] as const;
const started = (visit: ReturnType<typeof visitOf>) => ['InspectionStarted', { ...visit, startedAt: '2025-04-02T09:00:00+08:00', mode: 'ON_SITE' }] as const;
const archived = ({ inspectionId }: ReturnType<typeof visitOf>) => ['DossierArchived', { dossierId: newId(), inspectionId, taskId, archivedAt: '2025-04-20T09:00:00+08:00', manifestHash: 'd'.repeat(64) }] as const;
const formed = (visit: ReturnType<typeof visitOf>, resultId: string, of: 'lead' | 'participant') => {
  const item = of === 'lead' ? place.keyItem : place.participantItem;
  return ['ResultFormed', {
    ...visit, resultId, departmentId: place[of].id, formedAt: '2025-04-02T12:00:00+08:00', inspectedOn: '2025-04-02',
    entity: { objectId: visit.objectId, kind: 'MARKET_ENTITY', name: '某餐厅', uscc: null, divisionCode: '500112', district: '渝北区' },
    items: [{ itemId: item.itemId, itemName: item.name, departmentId: place[of].id, code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false }],
    code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false, version: 1, rechecked: false, profile: 'CQ', profileHash: 'a'.repeat(64),
  }] as const;
};
const final = ({ inspectionId, objectId }: ReturnType<typeof visitOf>, resultId: string) =>
  ['PublicationFinal', { publicationId: newId(), resultId, inspectionId, taskId, objectId, state: 'PUBLISHED', at: '2025-04-25T09:00:00+08:00', late: false }] as const;

interface Step { readonly state: string; readonly clause: string | null }
const look = async (): Promise<{ state: string; history: Step[]; progress: Record<string, number>; late: boolean; overdue: boolean; availableActions: string[] }> => {
  const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { task(id: $id) { state late overdue availableActions history { state clause } progress { objects objectsDone items itemsDone resultsFinal dossiersArchived } } }', { id: taskId });
  return (answer.data as { task: Awaited<ReturnType<typeof look>> }).task;
};

describe('the scheme', () => {
  it.each([
    ['CQ-8.2-b', 'content', { content: '' }],
    ['CQ-8.2-c', 'period', { period: null }],
    ['CQ-8.2-d', 'modes', { modes: [] }],
  ])('[%s] must state %s when it is submitted', async (_row, field, spoilt) => {
    await newTask();
    expect(codeOf(await saveScheme({ ...spoilt, submit: false }))).toBeUndefined();
    expect(refusalOf(await saveScheme(spoilt))).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 8.2' });
  });

  it('says how inspectors are assigned and which items are special, and tells the draw', async () => {
    await newTask();
    expect(refusalOf(await saveScheme({ inspectorDrawMode: 'BY_FRIENDSHIP' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'inspectorDrawMode', allowed: ['POOL', 'AREA', 'GRID', 'SPECIALTY'] });
    const said = { inspectorDrawMode: 'AREA', inspectorFactors: ['POOL'], specialItemIds: [place.keyItem.itemId] };
    expect(codeOf(await saveScheme(said))).toBeUndefined();
    await done(planning, place.participant.officer, 'agreeScheme', { taskId, agree: true });
    const ready = (await planning.emitted('TaskReady')).map(({ payload }) => payload).find((payload) => payload['taskId'] === taskId);
    expect(ready?.['scheme']).toMatchObject(said);
  });

  it('is drawn up by the lead, confirmed by every participant, and only then lets objects be drawn', async () => {
    await newTask();
    expect(codeOf(await call(planning, place.participant.officer, 'saveScheme', { taskId, ...SCHEME, submit: true }))).toBe('FORBIDDEN');
    expect(codeOf(await call(planning, place.participant.officer, 'agreeScheme', { taskId, agree: true }))).toBe('INVALID_TRANSITION');
    expect((await saveScheme()).data).toMatchObject({ saveScheme: { scheme: { state: 'SUBMITTED', agreements: [{ department: { id: place.participant.id }, answer: 'PROPOSED' }] }, task: { state: 'DRAFT' } } });
    const ofTask = async (type: string) => (await planning.emitted(type)).filter(({ payload }) => payload['taskId'] === taskId);
    expect((await ofTask('SchemeSubmitted')).map(({ payload }) => payload['pendingDepartmentIds'])).toEqual([[place.participant.id]]);
    expect(await ofTask('TaskReady')).toEqual([]);
    for (const { officer } of [place.lead, place.outsider]) expect(codeOf(await call(planning, officer, 'agreeScheme', { taskId, agree: true }))).toBe('FORBIDDEN');
    expect(refusalOf(await call(planning, place.participant.officer, 'agreeScheme', { taskId, agree: false }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });

    await done(planning, place.participant.officer, 'agreeScheme', { taskId, agree: true });
    expect(await look()).toMatchObject({ state: 'READY', history: [{ state: 'DRAFT' }, { state: 'SCHEME_AGREED', clause: 'CQ 8.2' }, { state: 'READY' }] });
    const [ready] = await ofTask('TaskReady');
    expect(ready?.payload).toMatchObject({
      leadDepartmentId: place.lead.id, ratio: '0.04', objectCount: 10, profile: 'CQ', period: { from: '2025-04-01', to: '2025-06-30' }, population: { kinds: ['MARKET_ENTITY'], divisionCodes: ['500000'] },
      scheme: { content: SCHEME.content, modes: ['ON_SITE'], inspectorsPerDepartment: 2, teamCount: 1, inspectorDrawnBy: null },
    });
    expect(codeOf(await saveScheme())).toBe('INVALID_TRANSITION');
  });

  it('asks anew when it is changed after a refusal', async () => {
    await newTask();
    await saveScheme();
    await done(planning, place.participant.officer, 'agreeScheme', { taskId, agree: false, reason: '时间太紧' });
    expect((await look()).state).toBe('DRAFT');
    expect((await saveScheme({ content: '只查许可' })).data).toMatchObject({ saveScheme: { scheme: { agreements: [{ answer: 'PROPOSED' }] } } });
  });

  it('keeps within the period of the task', async () => {
    await newTask();
    expect(refusalOf(await saveScheme({ period: { from: '2025-04-01', to: '2025-07-01' } }))).toMatchObject({ code: 'INVALID_VALUE', field: 'period' });
    expect(refusalOf(await saveScheme({ teamCount: 0 }))).toMatchObject({ code: 'INVALID_VALUE', field: 'teamCount' });
  });
});

describe('a task on its way', () => {
  it('[CQ-E] [CQ-3.2-e] goes through the states in the order of the clauses, and is completed only when every item of every object is done', async () => {
    await readyTask();
    const objects = [newId(), newId()];
    const [first, second] = [visitOf(objects[0] ?? ''), visitOf(objects[1] ?? '')];
    await planning.hear('sampling', confirmed(objects));
    expect((await look()).state).toBe('DRAWING');
    await planning.hear('sampling', dispatched(objects), teamed(objects));
    expect((await look()).state).toBe('TEAMED');
    expect(refusalOf(await complete())).toMatchObject({ code: 'INVALID_TRANSITION', from: 'TEAMED', to: 'COMPLETED' });
    const results = [newId(), newId(), newId(), newId()] as const;
    await planning.hear('inspection', started(first), formed(first, results[0], 'lead'), formed(first, results[1], 'participant'), started(second), formed(second, results[2], 'lead'));
    expect(await look()).toMatchObject({ state: 'IN_PROGRESS', progress: { objects: 2, objectsDone: 1, items: 4, itemsDone: 3, resultsFinal: 0, dossiersArchived: 0 } });
    expect(refusalOf(await complete())).toMatchObject({ code: 'ITEMS_INCOMPLETE', missing: [`${second.objectId}:${place.participantItem.itemId}`], missingCount: 1, clause: 'CQ 3.2' });
    expect(codeOf(await call(planning, place.participant.officer, 'completeTask', { taskId }))).toBe('FORBIDDEN');

    await planning.hear('inspection', formed(second, results[3], 'participant'), archived(first));
    expect((await complete()).data).toMatchObject({ completeTask: { task: { state: 'COMPLETED' } } });
    expect((await planning.emitted('TaskCompleted')).filter(({ payload }) => payload['taskId'] === taskId)).toHaveLength(1);
    await planning.hear('disclosure', ...results.map((resultId, index) => final(index < 2 ? first : second, resultId)));
    expect(await look()).toMatchObject({ state: 'COMPLETED', progress: { resultsFinal: 4, dossiersArchived: 1 } });
    await planning.hear('inspection', archived(second));
    const { state, history, availableActions } = await look();
    expect([state, availableActions]).toEqual(['CLOSED', []]);
    expect(history).toEqual([
      { state: 'DRAFT', clause: null }, { state: 'SCHEME_AGREED', clause: 'CQ 8.2' }, { state: 'READY', clause: 'CQ 8.3.1' }, { state: 'DRAWING', clause: 'CQ 8.4.2' },
      { state: 'DISPATCHED', clause: 'CQ 8.4.2' }, { state: 'TEAMED', clause: 'CQ 8.5.3' }, { state: 'IN_PROGRESS', clause: 'CQ 8.6.3' }, { state: 'COMPLETED', clause: 'CQ 8.7.2' }, { state: 'CLOSED', clause: 'CQ 8.8.1' },
    ]);
  });

  it('stands where the furthest news puts it, and keeps the order when services overtake each other', async () => {
    await readyTask();
    const objects = [newId()];
    const visit = visitOf(objects[0] ?? '');
    const result = newId();
    await planning.hear('disclosure', final(visit, result));
    await planning.hear('inspection', started(visit));
    await planning.hear('sampling', confirmed(objects), dispatched(objects), teamed(objects));
    const { state, history } = await look();
    expect(state).toBe('IN_PROGRESS');
    expect(history.map((step) => step.state)).toEqual(['DRAFT', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS']);
    await planning.hear('inspection', formed(visit, result, 'lead'), formed(visit, newId(), 'participant'));
    expect(codeOf(await complete())).toBeUndefined();
    expect((await look()).state).toBe('COMPLETED');
  });

  it('asks no result for an object that an approved change took off, and one for that which came in', async () => {
    await readyTask();
    const [stays, leaves, comes] = [newId(), newId(), newId()];
    await planning.hear('sampling', confirmed([stays, leaves]), dispatched([stays, leaves]), teamed([stays, leaves]),
      ['ObjectListChanged', { ...drawOf(), changedAt: '2025-03-12T10:00:00+08:00', version: 2, removedObjectIds: [leaves], added: drawn([comes]), reason: '已注销', approvedBy: 'head' }]);
    const visit = visitOf(stays);
    await planning.hear('inspection', started(visit), formed(visit, newId(), 'lead'), formed(visit, newId(), 'participant'));
    const refused = refusalOf(await complete());
    expect(refused).toMatchObject({ code: 'ITEMS_INCOMPLETE', missingCount: 2 });
    expect(JSON.stringify(refused)).toContain(comes);
    expect(JSON.stringify(refused)).not.toContain(leaves);
  });

  it('can be cancelled with a reason before inspection begins, and not after', async () => {
    await readyTask();
    expect(refusalOf(await call(planning, place.lead.officer, 'cancelTask', { taskId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(codeOf(await call(planning, place.participant.officer, 'cancelTask', { taskId, reason: '不查了' }))).toBe('FORBIDDEN');
    await done(planning, place.lead.officer, 'cancelTask', { taskId, reason: '计划取消' });
    expect((await planning.emitted('TaskCancelled')).at(-1)?.payload).toEqual({ taskId, reason: '计划取消' });
    expect(codeOf(await call(planning, place.lead.officer, 'cancelTask', { taskId, reason: '再取消' }))).toBe('INVALID_TRANSITION');

    await readyTask();
    const visit = visitOf(newId());
    await planning.hear('sampling', confirmed([visit.objectId]));
    await planning.hear('inspection', started(visit));
    expect(refusalOf(await call(planning, place.lead.officer, 'cancelTask', { taskId, reason: '计划取消' }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'IN_PROGRESS', to: 'CANCELLED' });
  });

  it('stays cancelled whatever news still come', async () => {
    await readyTask();
    await done(planning, place.lead.officer, 'cancelTask', { taskId, reason: '计划取消' });
    const visit = visitOf(newId());
    await planning.hear('sampling', confirmed([visit.objectId]));
    await planning.hear('inspection', started(visit));
    expect(await look()).toMatchObject({ state: 'CANCELLED', history: [{ state: 'DRAFT' }, { state: 'SCHEME_AGREED' }, { state: 'READY' }, { state: 'CANCELLED' }] });
  });

  it('[GA-art48-a] is overdue from the day after its period, with its lead, until it is completed', async () => {
    await readyTask();
    const overdue = async () => {
      const answer = await planning.ask(place.lead.officer, '{ overdueTasks(divisionCode: "500000", first: 200) { nodes { id leadDepartment { id } } } }');
      return (answer.data as { overdueTasks: { nodes: { id: string; leadDepartment: { id: string } }[] } }).overdueTasks.nodes.filter(({ id }) => id === taskId);
    };
    planning.setTime('2025-06-30T23:59:59+08:00');
    expect([await overdue(), (await look()).overdue]).toEqual([[], false]);
    planning.setTime('2025-07-01T00:00:00+08:00');
    expect([await overdue(), (await look()).overdue]).toEqual([[{ id: taskId, leadDepartment: { id: place.lead.id } }], true]);
    const visit = visitOf(newId());
    await planning.hear('sampling', confirmed([visit.objectId]));
    await planning.hear('inspection', started(visit), formed(visit, newId(), 'lead'), formed(visit, newId(), 'participant'));
    await complete();
    expect([await overdue(), (await look()).late]).toEqual([[], true]);
    planning.setTime('2025-02-10T09:00:00+08:00');
  });
});

describe('the trail', () => {
  it('[CQ-4.3-b] holds a new entry for each act, with before and after, and breaks where somebody alters it', async () => {
    await newTask();
    const auditor = inRole(place.outsider, 'AUDITOR');
    const trail = async () => {
      const answer = await planning.ask(auditor, 'query ($id: ID!) { auditTrail(entityId: $id) { planning(first: 50) { seq action actor department at before after } } }', { id: taskId });
      return (answer.data as { auditTrail: { planning: { seq: number; action: string; actor: string; department: string; at: string; before: unknown; after: unknown }[] } }).auditTrail.planning;
    };
    const who = { actor: place.lead.officer.subject, department: place.lead.id };
    expect(await trail()).toEqual([expect.objectContaining({ ...who, action: 'createTask', before: null, after: expect.objectContaining({ state: 'DRAFT' }) })]);
    await done(planning, place.lead.officer, 'cancelTask', { taskId, reason: '计划取消' });
    const entries = await trail();
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({ ...who, action: 'cancelTask', before: { state: 'DRAFT' }, after: { state: 'CANCELLED' } });

    const verdict = async () => (await planning.ask(auditor, '{ verifyAudit { planning { intact brokenAt } } }')).data;
    expect(await verdict()).toEqual({ verifyAudit: { planning: { intact: true, brokenAt: null } } });
    const seq = entries[1]?.seq;
    const owner = new pg.Client({ connectionString: planning.database.ownerUrl });
    await owner.connect();
    await owner.query("update kit.audit_entry set actor = 'somebody else' where seq = $1", [seq]);
    expect(await verdict()).toEqual({ verifyAudit: { planning: { intact: false, brokenAt: seq } } });
    await owner.query('update kit.audit_entry set actor = $1 where seq = $2', [who.actor, seq]);
    await owner.end();
  });
});
