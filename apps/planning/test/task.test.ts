import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import type { Answer } from '@sortition/testkit';
import { agreedPlan, anItem, call, city, codeOf, delivered, done, entryOf, inRole, office, publishList, publishedPlan, refusalOf, saveEntry, startPlanningUnderTest, taskOf, type City, type Office, type Planning } from './planning-under-test.ts';

let planning: Planning;
let place: City;
let planId: string;
let entryId: string;

beforeAll(async () => { planning = await startPlanningUnderTest(); });
afterAll(() => planning[Symbol.asyncDispose]());

const newPlan = async (changes: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  place = await city(planning);
  ({ planId, entryId } = await publishedPlan(planning, place, changes));
};
const create = (changes: Readonly<Record<string, unknown>> = {}, officer = place.lead.officer) => call(planning, officer, 'createTask', taskOf(place, entryId, changes));
const roles = (...named: readonly (readonly [Office, 'LEAD' | 'PARTICIPANT'])[]) => ({ departments: named.map(([{ id }, role]) => ({ departmentId: id, role })) });

describe('who creates a task, and from what', () => {
  it('[CQ-8.3.1-a] is the lead alone, from an entry of the plan', async () => {
    await newPlan();
    expect(refusalOf(await create({}, place.participant.officer))).toMatchObject({ code: 'FORBIDDEN', clause: 'CQ 8.3.1' });
    expect(codeOf(await create({}, place.outsider.officer))).toBe('FORBIDDEN');
    expect(codeOf(await create({}, inRole(place.lead, 'INSPECTOR')))).toBe('FORBIDDEN');
    expect(refusalOf(await create({ planEntryId: null }))).toMatchObject({ code: 'NOT_IN_PLAN', clause: 'CQ 3.2' });
    expect(codeOf(await create({ planEntryId: newId() }))).toBe('NOT_IN_PLAN');
    expect((await create()).data).toMatchObject({ createTask: { task: { state: 'DRAFT', planRevision: 1, objectCount: 10 } } });
  });

  it('[CQ-3.2-a] has exactly one lead department, and a participant cannot create it', async () => {
    await newPlan();
    const { lead, participant } = place;
    expect(refusalOf(await create(roles([lead, 'LEAD'], [participant, 'LEAD'])))).toMatchObject({ code: 'INVALID_LEAD_DEPARTMENT', clause: 'CQ 3.2' });
    expect(codeOf(await create(roles([lead, 'PARTICIPANT'], [participant, 'PARTICIPANT'])))).toBe('INVALID_LEAD_DEPARTMENT');
    expect(codeOf(await create({}, participant.officer))).toBe('FORBIDDEN');
    expect(codeOf(await create(roles([participant, 'LEAD'], [lead, 'PARTICIPANT'])))).toBe('FORBIDDEN');
  });

  it('[CQ-1-e] names at least one participant besides the lead', async () => {
    await newPlan();
    expect(refusalOf(await create(roles([place.lead, 'LEAD'])))).toMatchObject({ code: 'JOINT_TASK_NEEDS_PARTICIPANT', minDepartments: 2, clause: 'CQ 1' });
  });

  it.each([
    ['CQ-8.3.1-b', 'name', { name: ' ' }],
    ['CQ-8.3.1-c', 'period', { period: null }],
    ['CQ-8.3.1-d', 'departments', { departments: null }],
  ])('[%s] must state %s', async (_row, field, spoilt) => {
    await newPlan();
    expect(refusalOf(await create(spoilt))).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 8.3.1' });
  });

  it('[CQ-3.2-c] waits for the publication of the plan', async () => {
    place = await city(planning);
    ({ planId, entryId } = await agreedPlan(planning, place));
    await done(planning, place.lead.officer, 'submitAnnualPlan', { planId });
    expect(refusalOf(await create())).toMatchObject({ code: 'PLAN_NOT_PUBLISHED', state: 'APPROVED', clause: 'CQ 3.2' });
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId });
    expect(refusalOf(await create())).toMatchObject({ code: 'PLAN_NOT_PUBLISHED', state: 'PUBLISHING' });
    await planning.hear('disclosure', delivered(planId));
    expect(codeOf(await create())).toBeUndefined();
  });

  it('[CQ-3.2-b] uses no item of a list that is not public', async () => {
    await newPlan();
    expect(refusalOf(await create({ itemIds: [newId()] }))).toMatchObject({ code: 'LIST_NOT_PUBLISHED', clause: expect.stringMatching(/^CQ 3/) });
    expect(refusalOf(await create({ itemIds: [place.generalItem.itemId] }))).toMatchObject({ code: 'NOT_IN_PLAN', itemId: place.generalItem.itemId });
  });

  it('[CQ-6.2-a] uses no item without a guide', async () => {
    place = await city(planning);
    const keyItem = anItem(place.lead, { guideId: null, participants: [place.participant] });
    await publishList(planning, [keyItem]);
    place = { ...place, keyItem };
    ({ entryId } = await publishedPlan(planning, place));
    expect(refusalOf(await create())).toMatchObject({ code: 'GUIDE_MISSING', itemId: keyItem.itemId, clause: 'CQ 6.2' });
  });

  it('[CQ-1-b] takes no department below county level, as lead or participant', async () => {
    await newPlan();
    const township = await office(planning, '某镇人民政府', { level: 'TOWNSHIP', divisionCode: '500112' });
    expect(refusalOf(await create(roles([place.lead, 'LEAD'], [township, 'PARTICIPANT'])))).toMatchObject({ code: 'DEPARTMENT_NOT_ELIGIBLE', departmentId: township.id, level: 'TOWNSHIP', clause: 'CQ 1' });
    expect(codeOf(await create(roles([township, 'LEAD'], [place.participant, 'PARTICIPANT'])))).toBe('DEPARTMENT_NOT_ELIGIBLE');
    expect(codeOf(await create(roles([place.lead, 'LEAD'], [{ ...township, id: newId() }, 'PARTICIPANT'])))).toBe('DEPARTMENT_NOT_ELIGIBLE');
  });

  it('[CQ-1-d] lets an entrusted organisation inspect inside its scope only', async () => {
    const lead = await office(planning, '市市场监督管理局');
    const first = anItem(lead, { name: 'I1' });
    const scope = first.itemId;
    const entrusted = await office(planning, '受委托执法队', { authorityBasis: 'ENTRUSTED_ORGANISATION', authorityItemIds: [scope] });
    const [inside, outside] = [{ ...first, leadDepartmentId: entrusted.id }, anItem(entrusted, { name: 'I2' })];
    const keyItem = anItem(lead, { participants: [entrusted] });
    await publishList(planning, [keyItem, inside, outside]);
    const base = await city(planning);
    const at = async (participantItem: typeof inside) => {
      const here = { ...base, lead, participant: entrusted, keyItem, participantItem, generalItem: base.generalItem };
      const planned = await done(planning, lead.officer, 'savePlanEntry', { planId, entry: entryOf(here, { modes: [participantItem.name] }) });
      await done(planning, entrusted.officer, 'agreePlanEntry', { entryId: planned.id, agree: true });
      return { here, entryId: planned.id };
    };
    planId = (await done(planning, lead.officer, 'createAnnualPlan', { year: 2025 })).id;
    const general = anItem(lead, { itemClass: 'GENERAL', participants: [entrusted], objectType: '其他' });
    await publishList(planning, [general]);
    const [ok, refused] = [await at(inside), await at(outside)];
    const covering = await saveEntry(planning, ok.here, planId, entryOf(ok.here, { modes: ['DOCUMENTARY'], items: [{ itemId: general.itemId, departmentId: lead.id }, { itemId: scope, departmentId: entrusted.id }] }));
    await done(planning, entrusted.officer, 'agreePlanEntry', { entryId: covering, agree: true });
    await done(planning, lead.officer, 'publishAnnualPlan', { planId });
    await planning.hear('disclosure', delivered(planId));
    expect(codeOf(await call(planning, lead.officer, 'createTask', taskOf(ok.here, ok.entryId)))).toBeUndefined();
    expect(refusalOf(await call(planning, lead.officer, 'createTask', taskOf(refused.here, refused.entryId)))).toMatchObject({ code: 'OUT_OF_AUTHORITY_SCOPE', departmentId: entrusted.id, itemId: outside.itemId, clause: 'CQ 1' });
  });

  it('[CQ-8.3.2] may be one of many, but never more objects than were planned', async () => {
    await newPlan();
    expect(codeOf(await create({ objectCount: 60 }))).toBeUndefined();
    const second = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { objectCount: null }));
    expect(second).toMatchObject({ objectCount: 40 });
    expect(refusalOf(await create({ objectCount: 1 }))).toMatchObject({ code: 'PLAN_QUANTITY_EXCEEDED', planned: 100, assigned: 100, requested: 1, clause: 'CQ 8.3.2' });
    await done(planning, place.lead.officer, 'cancelTask', { taskId: second.id, reason: '任务合并' });
    expect(codeOf(await create({ objectCount: 40 }))).toBeUndefined();
    expect(codeOf(await create({ objectCount: 0 }))).toBe('PLAN_QUANTITY_EXCEEDED');
  });

  it('keeps within the time and the area of the entry', async () => {
    await newPlan({ population: { divisionCodes: ['500100'] } });
    expect(refusalOf(await create({ period: { from: '2025-03-31', to: '2025-04-30' } }))).toMatchObject({ code: 'INVALID_VALUE', field: 'period' });
    expect(refusalOf(await create({ divisionCodes: ['500200'] }))).toMatchObject({ code: 'INVALID_VALUE', field: 'divisionCodes' });
    expect((await create({ divisionCodes: ['500112'] })).data).toMatchObject({ createTask: { task: { divisionCode: '500112' } } });
  });

  it('lets a department below a participant inspect in its place', async () => {
    await newPlan();
    const district = await office(planning, '渝北区农业农村委员会', { level: 'COUNTY', divisionCode: '500112', parentId: place.participant.id });
    const task = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, roles([place.lead, 'LEAD'], [district, 'PARTICIPANT'])));
    const answer = await planning.ask(district.officer, 'query ($id: ID!) { task(id: $id) { items { name department { id } } } }', { id: task.id });
    expect(answer.data).toMatchObject({ task: { items: [{ department: { id: place.lead.id } }, { name: place.participantItem.name, department: { id: district.id } }] } });
  });
});

describe('under other rules', () => {
  it('[CC-art11-a] [CC-art2-a] Changchun refuses another department, and a task outside of the plan', async () => {
    place = await city(planning, 'CC', { divisionCode: '220100' });
    expect(codeOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, newId(), { planEntryId: null })))).toBe('NOT_IN_PLAN');
    const plan = await done(planning, place.lead.officer, 'createAnnualPlan', { year: 2025 });
    const foreign = { items: [{ itemId: newId(), departmentId: place.lead.id }] };
    expect(codeOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId: plan.id, entry: entryOf(place, foreign) }))).toBe('ITEM_NOT_IN_LIST');
    const entry = await saveEntry(planning, place, plan.id, entryOf(place));
    expect(codeOf(await call(planning, place.outsider.officer, 'createTask', taskOf(place, entry)))).toBe('FORBIDDEN');
  });

  it('[GA-art28-c] [GA-art28-d] Gui\'an runs classes A and B alone, and class C together', async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    const solo = anItem(place.lead, { itemClass: 'A', objectType: '甲类' });
    const b = anItem(place.lead, { itemClass: 'B', objectType: '乙类' });
    await publishList(planning, [solo, b], { profile: 'GA' });
    const plan = await done(planning, place.lead.officer, 'createAnnualPlan', { year: 2025 });
    const words = { furtherFields: [{ field: 'leadDivision', value: '食品处' }, { field: 'participatingDivisions', value: '广告处' }], strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.09' }] };
    const mine = (itemId: string) => ({ items: [{ itemId, departmentId: place.lead.id }], participatingDepartmentIds: [] });
    const a = await saveEntry(planning, place, plan.id, entryOf(place, { ...words, ...mine(solo.itemId) }));
    const joint = await saveEntry(planning, place, plan.id, entryOf(place, { ...words, objectScope: '联合', ratio: '0.05' }));
    await saveEntry(planning, place, plan.id, entryOf(place, { ...words, ...mine(b.itemId), ratio: '0.2', strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.11' }, { dimension: 'CREDIT', value: 'D', ratio: '0.3' }] }));
    const mixed = [{ itemId: solo.itemId, departmentId: place.lead.id }, { itemId: place.participantItem.itemId, departmentId: place.participant.id }];
    const together = await saveEntry(planning, place, plan.id, entryOf(place, { ...words, items: mixed, period: { from: '2025-10-01', to: '2025-12-31' } }));
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId: plan.id });
    await planning.hear('disclosure', delivered(plan.id));
    const use = (entry: string, named: ReturnType<typeof roles>, changes = {}) => call(planning, place.lead.officer, 'createTask', taskOf(place, entry, { ...named, ...changes }));
    const autumn = { period: { from: '2025-10-01', to: '2025-12-31' } };
    expect(refusalOf(await use(together, roles([place.lead, 'LEAD'], [place.participant, 'PARTICIPANT']), autumn))).toMatchObject({ code: 'CLASS_EXECUTION_MISMATCH', itemClass: 'A', departments: 2 });
    expect(refusalOf(await use(joint, roles([place.lead, 'LEAD'])))).toMatchObject({ code: 'CLASS_EXECUTION_MISMATCH', itemClass: 'C', clause: expect.stringContaining('GA') });
    expect(codeOf(await use(joint, roles([place.lead, 'LEAD'], [place.participant, 'PARTICIPANT'])))).toBeUndefined();
    expect(codeOf(await use(a, roles([place.lead, 'LEAD'])))).toBeUndefined();
  });
});

describe('task numbers', () => {
  it('are distinct when two hundred tasks are created at once, and name issuer and year', async () => {
    await newPlan({ objectCount: 200 });
    // a machine under load may turn a caller away while it waits for a connection; the caller tries again with the same key
    const answered = async (idempotencyKey: string): Promise<Answer> => {
      const answer = await create({ objectCount: 1, idempotencyKey });
      return codeOf(answer) === 'OVERLOADED' ? answered(idempotencyKey) : answer;
    };
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => answered(`at once ${index}`)));
    expect(answers.flatMap((answer) => answer.errors)).toEqual([]);
    const numbers = answers.map(({ data }) => (data as { createTask: { task: { taskNumber: string } } }).createTask.task.taskNumber);
    expect(new Set(numbers).size).toBe(200);
    for (const number of numbers) expect(number).toMatch(/^500000\d{2,}-2025-\d{5}$/);
    expect(numbers.map((number) => Number(number.slice(-5))).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    const page = await planning.ask(place.lead.officer, 'query ($e: ID!) { tasks(filter: { planEntryId: $e }, first: 200) { totalCount nodes { id } } }', { e: entryId });
    expect(page.data).toMatchObject({ tasks: { totalCount: 200 } });
    expect(codeOf(await create({ objectCount: 1 }))).toBe('PLAN_QUANTITY_EXCEEDED');
  }, 120_000);

  it('come back to a retry with the same key', async () => {
    await newPlan();
    const both = await Promise.all([1, 2].map(() => create({ idempotencyKey: `retry-${entryId}` })));
    expect(both[0]?.data).toEqual(both[1]?.data);
    expect(both.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

describe('who sees a task', () => {
  const QUERY = 'query ($id: ID!) { task(id: $id) { id profile profileHash } }';

  it('[CQ-4.1-b] its departments, and no other', async () => {
    await newPlan();
    const { id } = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId));
    for (const { officer } of [place.lead, place.participant]) expect((await planning.ask(officer, QUERY, { id })).data).toMatchObject({ task: { id, profile: 'CQ' } });
    const outside = await planning.ask(place.outsider.officer, QUERY, { id });
    expect(outside.data).toEqual({ task: null });
    expect(codeOf(outside)).toBe('FORBIDDEN');
    expect(codeOf(await planning.ask(place.outsider.officer, QUERY, { id: newId() }))).toBe('NOT_FOUND');
    for (const role of ['COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST']) expect((await planning.ask(inRole(place.outsider, role), QUERY, { id })).data).toMatchObject({ task: { id } });
    const byReference = await planning.ask(place.outsider.officer, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { id } } }', { r: [{ __typename: 'Task', id }] });
    expect(byReference.data).toEqual({ _entities: [null] });
  });

  it('finds them by division, department, state, year and words, page by page', async () => {
    await newPlan({ population: { divisionCodes: ['500100'] } });
    for (const divisionCode of ['500112', '500112', '500103']) await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { divisionCodes: [divisionCode], name: `在${divisionCode}` }));
    const find = async (filter: Readonly<Record<string, unknown>>, args = '') => {
      const answer = await planning.ask(place.participant.officer, `query ($f: TaskFilter) { tasks(filter: $f ${args}) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`, { f: filter });
      return (answer.data as { tasks: { totalCount: number; nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }).tasks;
    };
    expect((await find({ divisionCode: '500112' })).totalCount).toBe(2);
    expect((await find({ divisionCode: '500100' })).totalCount).toBe(3);
    expect((await find({ divisionCode: '500200' })).totalCount).toBe(0);
    expect((await find({ departmentId: place.participant.id, states: ['DRAFT'], year: 2025 })).totalCount).toBe(3);
    expect((await find({ leadDepartmentId: place.participant.id })).totalCount).toBe(0);
    expect((await find({ text: '500103' })).totalCount).toBe(1);
    expect((await find({ text: '%' })).totalCount).toBe(0);
    const first = await find({ planId }, ', first: 2');
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    const second = await find({ planId }, `, first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([second.nodes.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
    const mine = await planning.ask(place.lead.officer, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Department { tasks(states: [DRAFT]) { totalCount } } } }', { r: [{ __typename: 'Department', id: place.lead.id }] });
    expect(mine.data).toEqual({ _entities: [{ tasks: { totalCount: 3 } }] });
  });
});
