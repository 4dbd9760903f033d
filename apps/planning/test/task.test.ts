import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import type { Answer } from '@sortition/testkit';
import {
  anItem, call, codeOf, done, drewObjects, foundNothing, inRole, office, publishList, refusalOf, startPlanningUnderTest, type Item, type Office,
  type Planning,
} from './planning-under-test.ts';
import { agreedPlan, city, delivered, entryOf, publicPlanOf, publishedPlan, saveEntry, taskOf, type City } from './plans-under-test.ts';

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

  it('[CQ-5.1.4-b] uses no item from the day on which its legal basis is repealed', async () => {
    place = await city(planning);
    const keyItem = { ...anItem(place.lead, { participants: [place.participant] }), legalBasisRepealedOn: '2025-02-11' };
    await publishList(planning, [keyItem]);
    ({ entryId } = await publishedPlan(planning, { ...place, keyItem }));
    expect(codeOf(await create())).toBeUndefined();
    planning.setTime('2025-02-11T00:00:00+08:00');
    expect(refusalOf(await create())).toMatchObject({ code: 'ITEM_BASIS_EXPIRED', itemId: keyItem.itemId, repealedOn: '2025-02-11', clause: 'CQ 5.1.4' });
    planning.setTime('2025-02-10T09:00:00+08:00');
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

describe('a task of the city in Shenyang', () => {
  let district: Office;
  let districtItem: Item;
  let byDistrict: string;
  let full: string;
  let designated: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    place = await city(planning, 'SY', { divisionCode: '210100' });
    district = await office(planning, '和平区市场监督管理局', { level: 'COUNTY', divisionCode: '210102', profile: 'SY', parentId: place.lead.id });
    districtItem = anItem(district, { name: '区级检查', field: '特种设备', objectType: '电梯' });
    const leads = anItem(place.lead, { name: '市级检查', field: '特种设备', objectType: '电梯', participants: [district] });
    await publishList(planning, [districtItem, leads], { profile: 'SY' });
    const withDistrict = entryOf(place, { participatingDepartmentIds: [district.id], items: [{ itemId: leads.itemId, departmentId: place.lead.id }, { itemId: districtItem.itemId, departmentId: district.id }] });
    const boiler = anItem(place.lead, { name: '锅炉检查', field: '锅炉', itemClass: null, participants: [place.participant] });
    const school = anItem(place.participant, { name: '校园检查', field: '锅炉', itemClass: null });
    await publishList(planning, [boiler, school], { profile: 'SY' });
    const everybody = entryOf(place, { items: [{ itemId: boiler.itemId, departmentId: place.lead.id }, { itemId: school.itemId, departmentId: place.participant.id }], ratio: '1.0' });
    [entryId = '', byDistrict = '', full = ''] = await publicPlanOf(planning, place.lead, 'SY', [entryOf(place), withDistrict, everybody].map((entry) => ({ ...entry, notMergedReason: '分批', drawMode: 'UNDIRECTED' })));
    await publishList(planning, [anItem(place.lead, { field: '锅炉', itemClass: 'GENERAL' })], { profile: 'SY' });
    designated = { jointMode: 'GOVERNMENT_DESIGNATED', instructionRef: '沈政办〔2025〕1号' };
  });
  const again = { exceptionReason: '上半年抽查问题集中' };

  it('[SY-art5-4-a] is made by the city and carried out by its lines and districts', async () => {
    const task = (officer: Office) => call(planning, officer.officer, 'createTask', taskOf(place, byDistrict, { ...roles([place.lead, 'LEAD'], [district, 'PARTICIPANT']), ...designated, ...again }));
    expect(refusalOf(await task(district))).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.5(4)' });
    const made = (await task(place.lead)).data as { createTask: { task: { id: string } } };
    const seen = await planning.ask(district.officer, 'query ($id: ID!) { task(id: $id) { items { department { id } } } }', { id: made.createTask.task.id });
    expect(seen.data).toEqual({ task: { items: [{ department: { id: place.lead.id } }, { department: { id: district.id } }] } });
  });

  it('[SY-art12-4-a] draws an item undirected once a year, what superiors sent included', async () => {
    const superior = { superiorNumber: 'LN-2025-007', issuer: '辽宁省市场监督管理局', title: '省级不定向抽查', year: 2025, drawMode: 'UNDIRECTED', itemIds: [place.keyItem.itemId], period: { from: '2025-03-01', to: '2025-09-30' } };
    await done(planning, place.lead.officer, 'importTask', superior);
    expect(refusalOf(await create(designated))).toMatchObject({ code: 'UNDIRECTED_LIMIT_REACHED', limit: 1, clause: 'SY art.12(4)' });
    const only = { ...roles([place.lead, 'LEAD'], [district, 'PARTICIPANT']), ...designated };
    expect(codeOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, byDistrict, only)))).toBe('UNDIRECTED_LIMIT_REACHED'); // by the task of its own above
    expect(codeOf(await create({ ...designated, ...again }))).toBeUndefined();
  });

  it('[SY-art5-4-b] [SY-art7-1-d] carries out what a superior sent down, and reports under its number', async () => {
    const superior = { superiorNumber: 'LN-2025-008', issuer: '辽宁省市场监督管理局', title: '省级定向抽查', year: 2025, drawMode: 'DIRECTED', itemIds: [place.keyItem.itemId], period: { from: '2025-03-01', to: '2025-09-30' } };
    const { id } = await done(planning, place.lead.officer, 'importTask', superior);
    expect((await done(planning, place.lead.officer, 'importTask', superior)).id).toBe(id);
    const distribute = (departments: readonly Office[]) => call(planning, inRole(place.lead, 'COORDINATOR'), 'distributeTask', { superiorTaskId: id, departmentIds: departments.map((each) => each.id) });
    expect(refusalOf(await create({ ...designated, ...again, superiorTaskId: id }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'IMPORTED' });
    expect(codeOf(await distribute([district]))).toBe('INVALID_TRANSITION');
    expect(codeOf(await call(planning, place.outsider.officer, 'acceptTask', { superiorTaskId: id }))).toBe('NOT_FOUND');
    expect(await done(planning, place.lead.officer, 'acceptTask', { superiorTaskId: id })).toMatchObject({ state: 'ACCEPTED' });
    expect(refusalOf(await distribute([place.outsider]))).toMatchObject({ code: 'INVALID_VALUE', field: 'departmentIds' });
    const second = await office(planning, '沈河区市场监督管理局', { level: 'COUNTY', divisionCode: '210103', profile: 'SY', parentId: place.lead.id });
    const parts = (await distribute([district, second])).data as { distributeTask: { superiorTask: { children: { id: string; department: { id: string } }[] } } };
    expect(parts.distributeTask.superiorTask.children).toHaveLength(2);
    expect(parts.distributeTask.superiorTask.children).toContainEqual(expect.objectContaining({ superiorNumber: 'LN-2025-008', state: 'IMPORTED', department: { id: second.id } }));
    const part = parts.distributeTask.superiorTask.children.find(({ department }) => department.id === district.id);
    expect(await done(planning, district.officer, 'acceptTask', { superiorTaskId: part?.id })).toMatchObject({ state: 'ACCEPTED' });

    const task = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { ...designated, ...again, superiorTaskId: id }));
    const object = newId();
    await planning.hear('sampling', drewObjects(task.id, [object]));
    await planning.hear('inspection', foundNothing(task.id, object, place.lead, place.keyItem), foundNothing(task.id, object, place.participant, place.participantItem));
    await done(planning, place.lead.officer, 'completeTask', { taskId: task.id });
    const seen = await planning.ask(place.lead.officer, 'query ($id: ID!) { superiorTask(id: $id) { state tasks { id origin } report { superiorNumber objects itemsDone } } }', { id });
    expect(seen.data).toEqual({ superiorTask: { state: 'REPORTED', tasks: [{ id: task.id, origin: 'SUPERIOR' }], report: { superiorNumber: 'LN-2025-008', objects: 1, itemsDone: 2 } } });
    expect((await planning.emitted('SuperiorTaskReported')).at(-1)?.payload).toMatchObject({ superiorNumber: 'LN-2025-008', issuer: '辽宁省市场监督管理局', objects: 1, itemsDone: 2 });
  });

  it('[SY-art14-4-a] of a campaign is for its members, and of its items', async () => {
    const { lead, participant, outsider } = place;
    const campaign = (memberIds: readonly string[], itemIds = [place.keyItem.itemId, place.participantItem.itemId]) => done(planning, lead.officer, 'saveDepartmentGroup', { kind: 'CAMPAIGN', name: '校园食品专项整治', leadDepartmentId: lead.id, memberIds, itemIds });
    const strangers = await campaign([outsider.id]);
    const use = (groupId: string) => create({ jointMode: 'CAMPAIGN', groupId, ...again });
    expect(refusalOf(await use(strangers.id))).toMatchObject({ code: 'NOT_CAMPAIGN_MEMBER', department: participant.id, clause: 'SY art.14(4)' });
    expect(refusalOf(await use((await campaign([participant.id], [place.keyItem.itemId])).id))).toMatchObject({ code: 'INVALID_VALUE', field: 'itemIds' });
    expect(refusalOf(await create({ jointMode: 'CAMPAIGN', ...again }))).toMatchObject({ code: 'MISSING_FIELD', field: 'groupId' });
    expect(codeOf(await use((await campaign([participant.id])).id))).toBeUndefined();
    expect(codeOf(await call(planning, outsider.officer, 'saveDepartmentGroup', { kind: 'CAMPAIGN', name: '越权', leadDepartmentId: lead.id, memberIds: [outsider.id] }))).toBe('FORBIDDEN');
  });

  it('[SY-art14-4-b] [SY-art14-4-c] rests on an instruction of the government, or on a standing group that takes part as a whole', async () => {
    const { lead, participant } = place;
    expect(refusalOf(await create({ jointMode: 'GOVERNMENT_DESIGNATED', ...again }))).toMatchObject({ code: 'MISSING_FIELD', field: 'instructionRef', clause: 'SY art.14(4)' });
    expect(refusalOf(await create(again))).toMatchObject({ code: 'MISSING_FIELD', field: 'jointMode', clause: 'SY art.14(4)' });
    expect(refusalOf(await create({ jointMode: 'GENERAL_BY_LEAD', ...again }))).toMatchObject({ code: 'INVALID_VALUE', field: 'jointMode' });
    const group = await done(planning, participant.officer, 'saveDepartmentGroup', { kind: 'STANDING_GROUP', name: '餐饮编组', leadDepartmentId: participant.id, memberIds: [lead.id] });
    const task = await done(planning, lead.officer, 'createTask', taskOf(place, entryId, { ...roles([lead, 'LEAD']), jointMode: 'STANDING_GROUP', groupId: group.id, ...again }));
    const seen = await planning.ask(participant.officer, 'query ($id: ID!) { task(id: $id) { jointMode participatingDepartments { id } departmentGroup { members { id } } } }', { id: task.id });
    expect(seen.data).toEqual({ task: { jointMode: 'STANDING_GROUP', participatingDepartments: [{ id: participant.id }], departmentGroup: { members: [{ id: lead.id }] } } });
  });

  it('[SY-art10-c] is no special inspection and no full patrol in a field that is drawn by lot', async () => {
    const special = (changes: Readonly<Record<string, unknown>>) => create({ jointMode: 'STANDING_GROUP', groupId: null, ...designated, kind: 'SPECIAL', instructionRef: null, ...again, ...changes });
    const group = await done(planning, place.lead.officer, 'saveDepartmentGroup', { kind: 'STANDING_GROUP', name: '编组', leadDepartmentId: place.lead.id, memberIds: [place.participant.id] });
    const grouped = { jointMode: 'STANDING_GROUP', groupId: group.id };
    expect(refusalOf(await special(grouped))).toMatchObject({ code: 'SPECIAL_INSPECTION_NOT_ALLOWED', field: '食品', clause: 'SY art.10' });
    expect(codeOf(await special({ ...grouped, ground: 'CONVENIENCE' }))).toBe('SPECIAL_INSPECTION_NOT_ALLOWED');
    expect(codeOf(await special({ ...grouped, ground: 'DATA_MONITORING' }))).toBeUndefined();
    expect(codeOf(await special({ ...grouped, instructionRef: '国市监〔2025〕9号' }))).toBeUndefined();
    const patrol = { ...designated, instructionRef: null, ...grouped, ...again };
    expect(refusalOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, full, patrol)))).toMatchObject({ code: 'SPECIAL_INSPECTION_NOT_ALLOWED', field: '锅炉', clause: 'SY art.10' });
  });

  it('[SY-art2-b] uses no item without its work standard', async () => {
    const here = await city(planning, 'SY', { divisionCode: '210100' });
    const keyItem = anItem(here.lead, { guideId: null, participants: [here.participant] });
    await publishList(planning, [keyItem], { profile: 'SY' });
    const [entry = ''] = await publicPlanOf(planning, here.lead, 'SY', [entryOf({ ...here, keyItem })]);
    expect(refusalOf(await call(planning, here.lead.officer, 'createTask', taskOf(here, entry, designated)))).toMatchObject({ code: 'GUIDE_MISSING', itemId: keyItem.itemId, clause: 'SY art.2' });
  });
});

describe('a task under the national policy', () => {
  let county: Office;
  let countyItem: Item;
  let alone: string;
  let full: string;
  let withCounty: string;
  beforeAll(async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    county = await office(planning, '长安区市场监督管理局', { level: 'COUNTY', divisionCode: '130102', profile: 'SAMR', parentId: place.lead.id });
    countyItem = anItem(county, { name: '区级检查' });
    const school = anItem(place.lead, { name: '校外培训检查', field: '校外培训', itemClass: null });
    const lift = anItem(place.lead, { name: '电梯检查', field: '电梯', itemClass: null });
    await publishList(planning, [countyItem, school, lift], { profile: 'SAMR' });
    const mine = (itemId: string) => entryOf(place, { participatingDepartmentIds: [], items: [{ itemId, departmentId: place.lead.id }] });
    const shared = entryOf(place, { participatingDepartmentIds: [county.id], items: [{ itemId: place.keyItem.itemId, departmentId: place.lead.id }, { itemId: countyItem.itemId, departmentId: county.id }] });
    [entryId = '', alone = '', full = '', withCounty = ''] = await publicPlanOf(planning, place.lead, 'SAMR', [entryOf(place), mine(school.itemId), { ...mine(lift.itemId), ratio: '1.0', strata: [{ dimension: 'CREDIT', value: 'A', ratio: '1' }, { dimension: 'CREDIT', value: 'D', ratio: '1' }] }, shared]);
    await publishList(planning, [anItem(place.lead, { field: '电梯', itemClass: 'GENERAL' })], { profile: 'SAMR' });
  });

  it('[SAMR-3.1-a] has a coordinator, who reads everything and reminds, and leaves the draw to the lead', async () => {
    const { lead, participant, outsider: coordinator } = place;
    const coordinated = (id: string) => ({ departments: [...roles([lead, 'LEAD'], [participant, 'PARTICIPANT']).departments, { departmentId: id, role: 'COORDINATOR' }] });
    expect(refusalOf(await create(coordinated(participant.id)))).toMatchObject({ code: 'INVALID_VALUE', field: 'departments', clause: 'SAMR 3.1' });
    const task = await done(planning, lead.officer, 'createTask', taskOf(place, entryId, coordinated(coordinator.id)));
    await planning.hear('sampling', drewObjects(task.id, [newId()]));
    const seen = await planning.ask(coordinator.officer, 'query ($id: ID!) { task(id: $id) { coordinatorDepartment { id } participatingDepartments { id } items { name } progress { items itemsDone } } }', { id: task.id });
    expect(seen.data).toEqual({ task: { coordinatorDepartment: { id: coordinator.id }, participatingDepartments: [{ id: participant.id }], items: [{ name: place.keyItem.name }, { name: place.participantItem.name }], progress: { items: 2, itemsDone: 0 } } });
    const remind = (who: Office) => call(planning, who.officer, 'remind', { taskId: task.id, departmentId: participant.id, text: '请尽快录入' });
    expect(codeOf(await remind(coordinator))).toBeUndefined();
    expect(codeOf(await remind(participant))).toBe('FORBIDDEN');
    for (const name of ['saveScheme', 'completeTask'] as const) expect(codeOf(await call(planning, coordinator.officer, name, { taskId: task.id }))).toBe('FORBIDDEN');
    // whoever draws learns of lead and participants only
    const told = (await planning.emitted('TaskCreated')).find(({ payload }) => payload['taskId'] === task.id)?.payload;
    expect(told).toMatchObject({ leadDepartmentId: lead.id, participatingDepartmentIds: [participant.id] });
    expect(JSON.stringify(told)).not.toContain(coordinator.id);
  });

  it('[SAMR-2.6-a] is drawn by lot but for the key supervision list and for clues', async () => {
    const direct = (ground: string | null) => create({ origin: 'DIRECT', ground, objectCount: 1 });
    for (const ground of [null, 'COMPLAINT', 'SPECIAL_KEY_FIELD']) expect(refusalOf(await direct(ground))).toMatchObject({ code: 'RANDOM_DRAW_REQUIRED', clause: 'SAMR 2.6' });
    for (const ground of ['KEY_SUPERVISION_LIST', 'PROBLEM_CLUE']) expect(codeOf(await direct(ground))).toBeUndefined();
  });

  it('[SAMR-2.2-g] is no special inspection and no full patrol in a field that is drawn by lot', async () => {
    const refused = { code: 'SPECIAL_INSPECTION_NOT_ALLOWED', clause: 'SAMR 2.2' };
    expect(refusalOf(await create({ kind: 'SPECIAL' }))).toMatchObject({ ...refused, field: '食品' });
    expect(codeOf(await create({ kind: 'SPECIAL', ground: 'PROBLEM_CLUE' }))).toBeUndefined();
    const patrol = await call(planning, place.lead.officer, 'createTask', taskOf(place, full, roles([place.lead, 'LEAD'])));
    expect(refusalOf(patrol)).toMatchObject({ ...refused, field: '电梯' });
  });

  it('[SAMR-3.1-b] is joint in a marked field, and of one department only for a reason', async () => {
    const mark = (role: string) => call(planning, inRole(place.outsider, role), 'markJointField', { field: '校外培训', divisionCode: '130100', marked: true, reason: '涉及教育、市场监管、消防' });
    const single = (changes: Readonly<Record<string, unknown>> = {}) => call(planning, place.lead.officer, 'createTask', taskOf(place, alone, { ...roles([place.lead, 'LEAD']), ...changes }));
    expect(codeOf(await single())).toBeUndefined();
    expect(codeOf(await mark('PLANNER'))).toBe('FORBIDDEN');
    expect(codeOf(await mark('COORDINATOR'))).toBeUndefined();
    expect(refusalOf(await single())).toMatchObject({ code: 'JOINT_INSPECTION_REQUIRED', field: '校外培训', clause: 'SAMR 3.1' });
    expect(codeOf(await single({ exceptionReason: '仅涉及本部门事项' }))).toBeUndefined();
  });

  it('[SAMR-3.2-g] inspects everything of an industry in one go', async () => {
    const bundle = (items: readonly Item[]) => done(planning, place.lead.officer, 'saveIndustryBundle', { industry: '餐饮业', divisionCode: '130100', itemIds: items.map(({ itemId }) => itemId) });
    const { id } = await bundle([place.keyItem, place.participantItem]);
    const task = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { bundleId: id }));
    const seen = await planning.ask(place.lead.officer, 'query ($id: ID!) { task(id: $id) { industryBundle { industry } items { item { id } } } }', { id: task.id });
    expect(seen.data).toEqual({ task: { industryBundle: { industry: '餐饮业' }, items: [{ item: { id: place.keyItem.itemId } }, { item: { id: place.participantItem.itemId } }] } });
    const larger = await bundle([place.keyItem, place.participantItem, place.generalItem]);
    expect(refusalOf(await create({ bundleId: larger.id }))).toMatchObject({ code: 'NOT_IN_PLAN', itemId: place.generalItem.itemId });
    expect(refusalOf(await create({ mode: 'ONE_INDUSTRY_ONE_CHECK' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'bundleId', clause: 'SAMR 3.2' });
    expect(refusalOf(await create({ bundleId: id, ...roles([place.lead, 'LEAD']) }))).toMatchObject({ code: 'MISSING_FIELD', field: 'departments' });
  });

  it('takes every department and every item of the entry where all inspect at once', async () => {
    const at = { mode: 'INTEGRATED_ONCE', objectCount: 1 };
    expect(refusalOf(await create({ ...at, ...roles([place.lead, 'LEAD']) }))).toMatchObject({ code: 'MISSING_FIELD', field: 'items', departmentId: place.participant.id, clause: 'SAMR 3.2' });
    expect(codeOf(await create(at))).toBeUndefined();
  });

  it('[SAMR-3.2-e] spans levels: what counties do of it is summed up', async () => {
    const whole = await done(planning, place.lead.officer, 'createTask', taskOf(place, withCounty, roles([place.lead, 'LEAD'], [county, 'PARTICIPANT'])));
    const [countyEntry = ''] = await publicPlanOf(planning, county, 'SAMR', [entryOf(place, { leadDepartmentId: county.id, participatingDepartmentIds: [], items: [{ itemId: countyItem.itemId, departmentId: county.id }] })]);
    const partOf = (officer: Office, parentTaskId: string) => call(planning, officer.officer, 'createTask', taskOf(place, countyEntry, { ...roles([county, 'LEAD']), parentTaskId }));
    const foreign = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId));
    expect(codeOf(await partOf(county, foreign.id))).toBe('FORBIDDEN');
    const part = (await partOf(county, whole.id)).data as { createTask: { task: { id: string } } };
    const partId = part.createTask.task.id;
    const [first, second, third] = [newId(), newId(), newId()];
    await planning.hear('sampling', drewObjects(whole.id, [first]), drewObjects(partId, [second, third]));
    await planning.hear('inspection', foundNothing(partId, second, county, countyItem));
    const seen = await planning.ask(place.lead.officer, 'query ($id: ID!) { task(id: $id) { progress { objects objectsDone items itemsDone } children { id parent { id } progress { objects objectsDone } } } }', { id: whole.id });
    expect(seen.data).toEqual({ task: { progress: { objects: 3, objectsDone: 1, items: 4, itemsDone: 1 }, children: [{ id: partId, parent: { id: whole.id }, progress: { objects: 2, objectsDone: 1 } }] } });
  });
});

describe('a joint task in Gui\'an', () => {
  let own: string;
  let others: string;
  const guian = async (lead: Office, participant: Office, joint: readonly Readonly<Record<string, unknown>>[]) => {
    const [a, b] = [anItem(lead, { itemClass: 'A', objectType: '甲类' }), anItem(lead, { itemClass: 'B', objectType: '乙类' })];
    await publishList(planning, [a, b], { profile: 'GA' });
    const mine = (item: Item, changes: Readonly<Record<string, unknown>> = {}) => entryOf({ ...place, lead, participant }, { participatingDepartmentIds: [], items: [{ itemId: item.itemId, departmentId: lead.id }], ...changes });
    const high = { ratio: '0.2', strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.11' }, { dimension: 'CREDIT', value: 'D', ratio: '0.3' }] };
    return publicPlanOf(planning, lead, 'GA', [...joint, mine(a), mine(b, high)]);
  };
  beforeAll(async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    const led = anItem(place.outsider, { itemClass: 'C', objectType: '丙类', participants: [place.lead] });
    await publishList(planning, [led], { profile: 'GA' });
    const ofOthers = entryOf(place, { objectScope: '他人事项', notMergedReason: '对象不同', items: [{ itemId: led.itemId, departmentId: place.lead.id }, { itemId: place.participantItem.itemId, departmentId: place.participant.id }] });
    [own = '', others = ''] = await guian(place.lead, place.participant, [entryOf(place, { ratio: '0.05' }), { ...ofOthers, ratio: '0.05' }]);
    entryId = own;
  });

  it('[GA-art3-b] [GA-art3-c] [GA-art12-a] stands in the plan and in the list, and is drawn by lot in general fields', async () => {
    expect(refusalOf(await create({ planEntryId: null }))).toMatchObject({ code: 'NOT_IN_PLAN', clause: 'GA art.3' });
    const outside = { code: 'ITEM_NOT_IN_LIST', clause: 'GA art.3' };
    expect(refusalOf(await create({ itemIds: [newId()] }))).toMatchObject(outside);
    const next = await done(planning, place.lead.officer, 'createAnnualPlan', { year: 2026 });
    expect(refusalOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId: next.id, entry: entryOf(place, { items: [{ itemId: newId(), departmentId: place.lead.id }] }) }))).toMatchObject(outside);
    const direct = (ground: string | null) => create({ origin: 'DIRECT', ground, objectCount: 1 });
    for (const ground of [null, 'COMPLAINT', 'SPECIAL_KEY_FIELD']) expect(refusalOf(await direct(ground))).toMatchObject({ code: 'RANDOM_DRAW_REQUIRED', clause: 'GA art.12' });
    expect(codeOf(await direct('PASSIVE_CERTAIN_TASK'))).toBeUndefined();
  });

  it('[GA-art36-e] [GA-art37-a] [GA-art37-c] is led by the department of the industry, of a known kind, and unplanned only with an instruction and common objects', async () => {
    expect(refusalOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, others)))).toMatchObject({ code: 'INVALID_LEAD_DEPARTMENT', clause: 'GA art.36' });
    expect(refusalOf(await create({ jointKind: 'OUTER_JOINT' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'jointKind', clause: 'GA art.37' });
    const [common, mine, theirs] = [newId(), newId(), newId()];
    const unplanned = (instructionRef: string | null, ofOther: readonly string[]) => create({ jointKind: 'UNPLANNED', instructionRef, overlappingObjects: [{ departmentId: place.lead.id, objectIds: [common, mine] }, { departmentId: place.participant.id, objectIds: ofOther }] });
    const refused = { code: 'UNPLANNED_JOINT_NOT_ALLOWED', clause: 'GA art.37' };
    expect(refusalOf(await unplanned(null, [common]))).toMatchObject({ ...refused, missing: ['SUPERIOR_INSTRUCTION'] });
    expect(refusalOf(await unplanned('黔市监〔2025〕5号', [theirs]))).toMatchObject({ ...refused, missing: ['OVERLAPPING_OBJECTS'] });
    expect(codeOf(await unplanned('黔市监〔2025〕5号', [theirs, common]))).toBeUndefined();
  });

  it('[GA-art37-b] that is planned stands in the plan of everybody who takes part', async () => {
    expect(refusalOf(await create({ jointKind: 'PLANNED' }))).toMatchObject({ code: 'NOT_IN_PLAN', department: place.participant.id, clause: 'GA art.37' });
    const theirs = entryOf(place, { leadDepartmentId: place.participant.id, participatingDepartmentIds: [], items: [{ itemId: place.participantItem.itemId, departmentId: place.participant.id }], ratio: '0.05' });
    await guian(place.participant, place.lead, [theirs]);
    expect(codeOf(await create({ jointKind: 'PLANNED' }))).toBeUndefined();
  });

  it('[GA-art39-b] is started by the joint-conference office too, from the plan', async () => {
    const byOffice = (changes: Readonly<Record<string, unknown>> = {}) => create({ jointMode: 'JOINT_CONFERENCE_OFFICE', ...changes }, inRole(place.outsider, 'COORDINATOR'));
    expect((await byOffice()).data).toMatchObject({ createTask: { task: { state: 'DRAFT' } } });
    expect(refusalOf(await byOffice({ planEntryId: null }))).toMatchObject({ code: 'NOT_IN_PLAN', clause: 'GA art.3' });
    expect(refusalOf(await create({ jointMode: 'JOINT_CONFERENCE_OFFICE' }))).toMatchObject({ code: 'FORBIDDEN', clause: 'GA art.39' });
  });

  it('[GA-art36-f] [GA-art39-a] [GA-art39-c] [GA-art40-a] [GA-art40-b] is pushed to its departments, who answer in two working days or are named', async () => {
    const { lead, participant, outsider } = place;
    const office = inRole(await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' }).then(({ lead: other }) => other), 'COORDINATOR');
    const task = await done(planning, lead.officer, 'createTask', taskOf(place, entryId, { objectCount: 1 }));
    const at = (time: string) => planning.setTime(`2025-${time}+08:00`);
    const on = (who: Office['officer'], name: 'pushJointTask' | 'respondToJointTask' | 'forwardInvitation' | 'issueCircular', input: Readonly<Record<string, unknown>> = {}) => call(planning, who, name, { taskId: task.id, ...input });
    const invitations = async () => {
      const answer = await planning.ask(lead.officer, 'query ($id: ID!) { task(id: $id) { state invitations { department { id } receivedAt dueOn state } } }', { id: task.id });
      return (answer.data as { task: { state: string; invitations: Record<string, unknown>[] } }).task;
    };
    at('01-24T10:00:00');
    expect(codeOf(await on(participant.officer, 'pushJointTask'))).toBe('FORBIDDEN');
    expect((await on(lead.officer, 'pushJointTask')).data).toMatchObject({ pushJointTask: { task: { state: 'INVITED' } } });
    expect((await invitations()).invitations).toEqual([{ department: { id: participant.id }, receivedAt: '2025-01-24T02:00:00.000Z', dueOn: '2025-01-27', state: 'SENT' }]);
    expect(codeOf(await on(outsider.officer, 'respondToJointTask', { accept: true }))).toBe('FORBIDDEN');

    at('01-26T09:00:00'); // a Sunday that is worked
    expect(codeOf(await on(lead.officer, 'forwardInvitation', { departmentId: outsider.id }))).toBe('FORBIDDEN');
    expect(codeOf(await on(office, 'forwardInvitation', { departmentId: outsider.id }))).toBeUndefined();
    expect((await invitations()).invitations[1]).toEqual({ department: { id: outsider.id }, receivedAt: '2025-01-26T01:00:00.000Z', dueOn: '2025-02-05', state: 'SENT' });

    const circular = (departmentId: string, who = office) => on(who, 'issueCircular', { departmentId, text: '逾期未响应' });
    at('01-27T23:59:59');
    expect((await invitations()).invitations[0]).toMatchObject({ state: 'SENT' });
    expect(refusalOf(await circular(participant.id))).toMatchObject({ code: 'CIRCULAR_NOT_APPLICABLE', clause: 'GA art.40' });
    at('01-28T00:00:00');
    expect((await invitations()).invitations[0]).toMatchObject({ state: 'OVERDUE' });
    expect(codeOf(await circular(participant.id, lead.officer))).toBe('FORBIDDEN');
    expect(codeOf(await circular(participant.id))).toBeUndefined();
    expect((await invitations()).invitations[0]).toMatchObject({ state: 'CIRCULATED' });

    at('02-06T09:00:00');
    expect((await invitations()).invitations[1]).toMatchObject({ state: 'OVERDUE' });
    expect(refusalOf(await on(outsider.officer, 'respondToJointTask', { accept: false }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(codeOf(await on(outsider.officer, 'respondToJointTask', { accept: false, reason: '人员集中培训' }))).toBeUndefined();
    expect(refusalOf(await circular(outsider.id))).toMatchObject({ code: 'CIRCULAR_NOT_APPLICABLE', reason: '人员集中培训' });
    expect(refusalOf(await on(participant.officer, 'respondToJointTask', { accept: true }))).toMatchObject({ code: 'MISSING_FIELD', field: 'itemIds' });
    expect((await on(participant.officer, 'respondToJointTask', { accept: true, itemIds: [place.participantItem.itemId] })).data).toMatchObject({ respondToJointTask: { task: { state: 'RESPONDED' } } });
    at('02-10T09:00:00');
  });

  it('[GA-art33-b] is compared with others in time, objects and content', async () => {
    const [task, other, apart] = [await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { objectCount: 1 })), await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { objectCount: 1 })), await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { objectCount: 1, period: { from: '2025-08-01', to: '2025-09-30' } }))];
    const [common, first, second] = [newId(), newId(), newId()];
    await planning.hear('sampling', drewObjects(task.id, [common, first]), drewObjects(other.id, [common, second]), drewObjects(apart.id, [common]));
    const seen = await planning.ask(place.lead.officer, 'query ($id: ID!) { task(id: $id) { mergeSuggestions { task { id } dimensions commonObjects } } }', { id: task.id });
    expect(seen.data).toEqual({ task: { mergeSuggestions: [{ task: { id: other.id }, dimensions: ['TIME', 'OBJECT', 'CONTENT'], commonObjects: 1 }] } });
  });

  it('[GA-art48-c] is not completed while results are missing, and its lead presses for them', async () => {
    const { lead, participant, keyItem, participantItem } = place;
    const task = await done(planning, lead.officer, 'createTask', taskOf(place, entryId, { objectCount: 1 }));
    const object = newId();
    await planning.hear('sampling', drewObjects(task.id, [object]));
    await planning.hear('inspection', foundNothing(task.id, object, lead, keyItem));
    const remind = (department: Office, who = lead.officer) => call(planning, who, 'remind', { taskId: task.id, departmentId: department.id, text: '请尽快录入检查结果' });
    expect(refusalOf(await call(planning, lead.officer, 'completeTask', { taskId: task.id }))).toMatchObject({ code: 'ITEMS_INCOMPLETE', missing: [`${object}:${participantItem.itemId}`] });
    expect(codeOf(await remind(participant, participant.officer))).toBe('FORBIDDEN');
    expect(refusalOf(await remind(lead))).toMatchObject({ code: 'INVALID_VALUE', field: 'departmentId' });
    for (let times = 0; times < 2; times += 1) expect(codeOf(await remind(participant))).toBeUndefined();
    const seen = await planning.ask(participant.officer, 'query ($id: ID!) { task(id: $id) { reminders { department { id } number text missingCount } } }', { id: task.id });
    const notice = { department: { id: participant.id }, text: '请尽快录入检查结果', missingCount: 1 };
    expect(seen.data).toEqual({ task: { reminders: [{ ...notice, number: 1 }, { ...notice, number: 2 }] } });
    await planning.hear('inspection', foundNothing(task.id, object, participant, participantItem));
    expect(codeOf(await call(planning, lead.officer, 'completeTask', { taskId: task.id }))).toBeUndefined();
  });
});

describe('a family of items', () => {
  it.each(['REGISTRATION_INFO', 'PUBLICISED_INFO'])('[SY-art7-1-c] %s is given out to districts by the division that coordinates, and by no other', async (family) => {
    place = { ...await city(planning, 'SY', { divisionCode: '210100' }), participant: await office(planning, '沈河区市场监督管理局', { level: 'COUNTY', divisionCode: '210103', profile: 'SY' }) };
    const keyItem = { ...anItem(place.lead, { participants: [place.participant], name: '登记事项检查' }), family };
    const participantItem = anItem(place.participant);
    await publishList(planning, [keyItem, participantItem], { profile: 'SY' });
    place = { ...place, keyItem, participantItem };
    [entryId = ''] = await publicPlanOf(planning, place.lead, 'SY', [entryOf(place)]);
    const designated = { jointMode: 'GOVERNMENT_DESIGNATED', instructionRef: '沈政办〔2025〕1号' };
    expect(refusalOf(await create(designated))).toMatchObject({ code: 'FORBIDDEN', itemId: keyItem.itemId, clause: 'SY art.7(1)' });
    expect(codeOf(await create(designated, inRole(place.outsider, 'COORDINATOR')))).toBe('FORBIDDEN');
    const credit = { ...place.lead.officer, roles: ['PLANNER', 'COORDINATOR'] };
    const { id } = await done(planning, credit, 'createTask', taskOf(place, entryId, designated));
    const seen = await planning.ask(place.participant.officer, 'query ($id: ID!) { task(id: $id) { participatingDepartments { id } } }', { id });
    expect(seen.data).toEqual({ task: { participatingDepartments: [{ id: place.participant.id }] } });
  });
});

/** A public plan of Gui'an with entries of all three classes; the entry in use is that of class C. */
async function plannedInGuian(): Promise<void> {
  place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
  const [a, b] = [anItem(place.lead, { itemClass: 'A', objectType: '甲类' }), anItem(place.lead, { itemClass: 'B', objectType: '乙类' })];
  await publishList(planning, [a, b], { profile: 'GA' });
  const alone = (item: Item, more: Readonly<Record<string, unknown>> = {}) => entryOf(place, { participatingDepartmentIds: [], items: [{ itemId: item.itemId, departmentId: place.lead.id }], ...more });
  const high = { ratio: '0.2', strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.11' }, { dimension: 'CREDIT', value: 'D', ratio: '0.3' }] };
  [entryId = ''] = await publicPlanOf(planning, place.lead, 'GA', [entryOf(place), alone(a), alone(b, high)]);
}

describe('a task without lot rests on an entry of a list', () => {
  const keyItem = async (list: string, department: Office, active = true): Promise<string> => {
    const keyItemId = newId();
    await planning.hear('registry', ['KeySupervisionItemSaved', { keyItemId, list, name: '危险化学品', departmentId: department.id, active }]);
    return keyItemId;
  };
  const direct = (changes: Readonly<Record<string, unknown>>) => create({ origin: 'DIRECT', objectCount: 1, ...changes });

  it('[SAMR-2.6-e] of the key supervision list, which is no class of the random item list', async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    [entryId = ''] = await publicPlanOf(planning, place.lead, 'SAMR', [entryOf(place)]);
    const [listed, left, foreign, other] = [
      await keyItem('KEY_SUPERVISION', place.participant), await keyItem('KEY_SUPERVISION', place.lead, false), await keyItem('KEY_SUPERVISION', place.outsider), await keyItem('SPECIAL_KEY_MATTER', place.lead),
    ];
    for (const keyItemId of [newId(), left, foreign, other]) {
      expect(refusalOf(await direct({ ground: 'KEY_SUPERVISION_LIST', keyItemId })), String(keyItemId)).toMatchObject({ code: 'RANDOM_DRAW_REQUIRED', clause: 'SAMR 2.6' });
    }
    expect(codeOf(await direct({ keyItemId: listed }))).toBeUndefined();
    expect(refusalOf(await create({ keyItemId: listed, objectCount: 1 }))).toMatchObject({ code: 'INVALID_VALUE', field: 'keyItemId' });
  });

  it('[GA-art12-b] [GA-art12-c] [GA-art12-d] of one of the three lists of special key fields', async () => {
    await plannedInGuian();
    for (const list of ['SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT']) expect(codeOf(await direct({ ground: 'SPECIAL_KEY_FIELD', keyItemId: await keyItem(list, place.lead) })), list).toBeUndefined();
    for (const keyItemId of [null, newId(), await keyItem('KEY_SUPERVISION', place.lead)]) {
      expect(refusalOf(await direct({ ground: 'SPECIAL_KEY_FIELD', keyItemId }))).toMatchObject({ code: 'RANDOM_DRAW_REQUIRED', clause: 'GA art.12' });
    }
  });
});

describe('a department of Gui\'an', () => {
  it.each([['GA-art5-a', 'ITEM_LIST'], ['GA-art5-b', 'OBJECT_DIRECTORY'], ['GA-art5-c', 'INSPECTOR_DIRECTORY'], ['GA-art5-e', 'DETAILED_RULES']])('[%s] makes no task while it lacks %s', async (_row, asset) => {
    await plannedInGuian();
    await planning.hear('registry', ['DepartmentReadinessChanged', { departmentId: place.lead.id, missing: [asset] }]);
    expect(refusalOf(await create())).toMatchObject({ code: 'DEPARTMENT_NOT_READY', departmentId: place.lead.id, missing: [asset], clause: 'GA art.5' });
    await planning.hear('registry', ['DepartmentReadinessChanged', { departmentId: place.lead.id, missing: [] }]);
    expect(codeOf(await create())).toBeUndefined();
  });
});

describe('a development zone', () => {
  it.each([['DEVELOPMENT_ZONE', 'COUNTY'], ['COUNTY', 'DEVELOPMENT_ZONE']])('[CC-notice-a] %s leads a task of county level that %s joins', async (leading, joining) => {
    const at = (level: string, divisionCode: string) => office(planning, `${level}市场监督管理局`, { level, divisionCode, profile: 'CC' });
    place = { ...await city(planning, 'CC', { level: leading, divisionCode: '220102' }), participant: await at(joining, '220171') };
    const keyItem = anItem(place.lead, { participants: [place.participant] });
    const participantItem = anItem(place.participant);
    await publishList(planning, [keyItem, participantItem], { profile: 'CC' });
    place = { ...place, keyItem, participantItem };
    planId = (await done(planning, place.lead.officer, 'createAnnualPlan', { year: 2025 })).id;
    entryId = await saveEntry(planning, place, planId, entryOf(place, { frequency: 1, furtherFields: [{ field: 'task', value: '餐饮抽查' }] }));
    await done(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: true });
    await done(planning, place.lead.officer, 'submitAnnualPlan', { planId });
    await done(planning, inRole(await at(leading, '220102'), 'JUSTICE_REVIEWER'), 'reviewAnnualPlan', { planId, decision: 'APPROVE' });
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId });
    await planning.hear('disclosure', delivered(planId));
    expect(codeOf(await create())).toBeUndefined();
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
