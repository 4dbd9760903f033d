import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import {
  anItem, call, codeOf, done, hireInspectors, inRole, payloadOf, publishList, refusalOf, startPlanningUnderTest, type Planning,
} from './planning-under-test.ts';
import { agree, agreedPlan, city, createPlan, delivered, entryOf, generalEntryOf, publishedPlan, saveEntry, taskOf, type City } from './plans-under-test.ts';

let planning: Planning;
let place: City;
let planId: string;

beforeAll(async () => { planning = await startPlanningUnderTest(); });
afterAll(() => planning[Symbol.asyncDispose]());

const newPlan = async (): Promise<void> => {
  place = await city(planning);
  planId = await createPlan(planning, place);
};
const save = (entry: Readonly<Record<string, unknown>>) => call(planning, place.lead.officer, 'savePlanEntry', { planId, entry });
const itemsOf = (itemId: string, departmentId = place.lead.id) => [{ itemId, departmentId }];

describe('who plans what', () => {
  it('[CQ-7.1-a] lets only the lead of an item plan it, and only items of the joint list', async () => {
    await newPlan();
    await agreedPlan(planning, await city(planning)); // another plan of the same city changes nothing
    await saveEntry(planning, place, planId, entryOf(place));
    const foreign = { planId, entry: { name: '越权', leadDepartmentId: place.participant.id, items: itemsOf(place.keyItem.itemId, place.participant.id) } };
    for (const { officer } of [place.participant, place.outsider]) {
      const entry = { ...foreign.entry, leadDepartmentId: officer.department, items: itemsOf(place.keyItem.itemId, officer.department ?? '') };
      expect(refusalOf(await call(planning, officer, 'savePlanEntry', { planId, entry }))).toMatchObject({ code: 'NOT_ITEM_LEAD', clause: 'CQ 7.1' });
    }
    expect(refusalOf(await save(entryOf(place, { items: itemsOf(newId()) })))).toMatchObject({ code: 'ITEM_NOT_IN_LIST', clause: 'CQ 7.1' });
    const single = anItem(place.lead);
    await publishList(planning, [single], { joint: false });
    expect(codeOf(await save(entryOf(place, { items: itemsOf(single.itemId) })))).toBe('ITEM_NOT_IN_LIST');
  });

  it('[CC-art8-a] says the same under the rules of Changchun', async () => {
    place = await city(planning, 'CC', { divisionCode: '220100' });
    planId = await createPlan(planning, place);
    const entry = { leadDepartmentId: place.outsider.id, items: itemsOf(place.keyItem.itemId, place.outsider.id) };
    expect(refusalOf(await call(planning, place.outsider.officer, 'savePlanEntry', { planId, entry }))).toMatchObject({ code: 'NOT_ITEM_LEAD', clause: 'CC art.8' });
    expect(codeOf(await save(entryOf(place, { items: itemsOf(newId()) })))).toBe('ITEM_NOT_IN_LIST');
  });

  it('refuses an item that is beyond the competence of its department, and a lead among the participants', async () => {
    await newPlan();
    const beyond = [...itemsOf(place.keyItem.itemId), { itemId: place.keyItem.itemId, departmentId: place.outsider.id }];
    expect(codeOf(await save(entryOf(place, { participatingDepartmentIds: [place.outsider.id], items: beyond })))).toBe('NOT_COMPETENT');
    expect(codeOf(await save(entryOf(place, { participatingDepartmentIds: [place.lead.id, place.participant.id] })))).toBe('INVALID_LEAD_DEPARTMENT');
    expect(refusalOf(await save(entryOf(place, { participatingDepartmentIds: [newId()] })))).toMatchObject({ code: 'INVALID_VALUE', field: 'participatingDepartmentIds' });
  });

  it('shows a draft to the departments involved and to those who oversee, and to nobody else', async () => {
    await newPlan();
    const entryId = await saveEntry(planning, place, planId, entryOf(place));
    const QUERY = 'query ($plan: ID!, $entry: ID!) { annualPlan(id: $plan) { id } planEntry(id: $entry) { id } }';
    const asked = (identity: typeof place.lead.officer) => planning.ask(identity, QUERY, { plan: planId, entry: entryId });
    for (const identity of [place.lead.officer, place.participant.officer, inRole(place.outsider, 'COORDINATOR'), inRole(place.outsider, 'AUDITOR')]) {
      expect((await asked(identity)).data).toEqual({ annualPlan: { id: planId }, planEntry: { id: entryId } });
    }
    const outside = await asked(place.outsider.officer);
    expect(outside.data).toEqual({ annualPlan: null, planEntry: null });
    expect(outside.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(codeOf(await planning.ask(place.lead.officer, QUERY, { plan: newId(), entry: newId() }))).toBe('NOT_FOUND');
    const list = await planning.ask(place.outsider.officer, 'query ($d: ID!) { annualPlans(filter: { departmentId: $d }) { totalCount nodes { id } } }', { d: place.lead.id });
    expect(list.data).toEqual({ annualPlans: { totalCount: 0, nodes: [] } });
  });

  it('shows outsiders the published text of an entry and not the revision in preparation', async () => {
    place = await city(planning);
    const published = await publishedPlan(planning, place);
    const asked = async (identity: typeof place.lead.officer) => (await planning.ask(identity, 'query ($id: ID!) { planEntry(id: $id) { ratio revision published } }', { id: published.entryId })).data;
    expect(await asked(place.outsider.officer)).toEqual({ planEntry: { ratio: '0.04', revision: 1, published: true } });
    await done(planning, place.lead.officer, 'adjustAnnualPlan', { planId: published.planId, reason: '工作实际', entries: [{ entryId: published.entryId, ratio: '0.08' }] });
    expect(await asked(place.lead.officer)).toEqual({ planEntry: { ratio: '0.08', revision: 2, published: false } });
    expect(await asked(place.outsider.officer)).toEqual({ planEntry: { ratio: '0.04', revision: 1, published: true } });
  });
});

describe('the ratio', () => {
  it('[CQ-5.1.3-c] has no upper limit for a key item', async () => {
    await newPlan();
    expect((await save(entryOf(place, { ratio: '1.0' }))).data).toMatchObject({ savePlanEntry: { planEntry: { ratio: '1' } } });
  });

  it('[CQ-5.1.3-e] is capped for a general item, and says at what', async () => {
    await newPlan();
    expect(refusalOf(await save(generalEntryOf(place, { ratio: '0.06' })))).toMatchObject({ code: 'RATIO_CAP_EXCEEDED', cap: '0.05', clause: 'CQ 5.1.3' });
    expect(codeOf(await save(generalEntryOf(place, { ratio: '0.050' })))).toBeUndefined();
    expect(codeOf(await save(generalEntryOf(place, { ratio: '0.04', strata: [{ dimension: 'RISK', value: 'HIGH', ratio: '0.06' }] })))).toBe('RATIO_CAP_EXCEEDED');
  });

  it('[CQ-5.1.3-g] is checked against the cap again in an adjustment', async () => {
    place = await city(planning);
    const published = await publishedPlan(planning, place);
    const raised = { planId: published.planId, reason: '提高比例', entries: [{ entryId: published.generalEntryId, ratio: '0.06' }] };
    expect(refusalOf(await call(planning, place.lead.officer, 'adjustAnnualPlan', raised))).toMatchObject({ code: 'RATIO_CAP_EXCEEDED', cap: '0.05' });
    expect((await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { state revisions { revision } } }', { id: published.planId })).data).toEqual({ annualPlan: { state: 'PUBLISHED', revisions: [{ revision: 1 }] } });
  });

  it('[CQ-7.5-a] needs a reason, and is shown with the inspectors there are and the load on each', async () => {
    await newPlan();
    await hireInspectors(planning, place.lead, 2);
    await hireInspectors(planning, place.participant, 1, { certificateExpiresOn: '2026-01-01' });
    await hireInspectors(planning, place.participant, 5, { qualified: false });
    await hireInspectors(planning, place.participant, 5, { active: false });
    await hireInspectors(planning, place.participant, 5, { certificateExpiresOn: '2025-02-09' });
    await hireInspectors(planning, place.outsider, 5);
    expect(refusalOf(await save(entryOf(place, { ratioRationale: '' })))).toMatchObject({ code: 'MISSING_FIELD', field: 'ratioRationale', clause: 'CQ 7.5' });
    const saved = await payloadOf(planning, place.lead.officer, 'savePlanEntry', { planId, entry: entryOf(place) });
    expect(saved).toMatchObject({ inspectorsAvailable: 3, workloadPerInspector: '33.34' });
  });

  it.each(['0', '0.0', '1.01', '-0.1', '5%', '1e-2', '0.0000000000001', '', ' 0.05'])('refuses %j, which is none', async (ratio) => {
    await newPlan();
    expect(refusalOf(await save(entryOf(place, { ratio })))).toMatchObject({ code: 'INVALID_VALUE', field: 'ratio' });
  });

  it('[CQ-8.3.3-c] may be lower for low risk, but never higher for low risk than for high', async () => {
    await newPlan();
    const strata = (low: string, high: string) => [{ dimension: 'RISK', value: 'LOW', ratio: low }, { dimension: 'RISK', value: 'HIGH', ratio: high }];
    expect(codeOf(await save(entryOf(place, { ratio: '0.05', strata: [{ dimension: 'RISK', value: 'LOW', ratio: '0.02' }] })))).toBeUndefined();
    expect(codeOf(await save(entryOf(place, { ratio: '0.05', strata: strata('0.02', '0.2') })))).toBeUndefined();
    expect(refusalOf(await save(entryOf(place, { ratio: '0.3', strata: strata('0.25', '0.2') })))).toMatchObject({ code: 'DIFFERENTIATION_INVERTED', value: 'LOW', clause: 'CQ 8.3.3' });
  });

  it('[CQ-8.3.3-d] must be above the base for high risk and dishonesty when the plan is submitted', async () => {
    place = await city(planning);
    const plan = await agreedPlan(planning, place, { ratio: '0.05' });
    planId = plan.planId;
    const setHigh = async (ratio: string, stratum: Readonly<Record<string, unknown>>) => {
      await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId: plan.entryId, strata: [{ ...stratum, ratio }] } });
      await agree(planning, place, plan.entryId);
      return call(planning, place.lead.officer, 'submitAnnualPlan', { planId });
    };
    for (const stratum of [{ dimension: 'RISK', value: 'HIGH' }, { dimension: 'CREDIT', value: 'D' }]) {
      for (const ratio of ['0.03', '0.05']) expect(refusalOf(await setHigh(ratio, stratum))).toMatchObject({ code: 'DIFFERENTIATION_INVERTED', value: stratum.value, against: 'base', clause: 'CQ 8.3.3' });
    }
    expect((await setHigh('0.08', { dimension: 'RISK', value: 'HIGH' })).data).toMatchObject({ submitAnnualPlan: { annualPlan: { state: 'APPROVED' } } });
  });

  it('and its frequency can be set for each risk and credit stratum, and go with the task into the draw', async () => {
    place = await city(planning);
    const strata = [{ dimension: 'RISK', value: 'LOW', ratio: '0.01', frequency: 1 }, { dimension: 'RISK', value: 'HIGH', ratio: '0.2', frequency: 2 }, { dimension: 'CREDIT', value: 'D', ratio: '0.3', frequency: null }];
    const { entryId } = await publishedPlan(planning, place, { strata });
    const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { planEntry(id: $id) { strata { dimension value ratio frequency } } }', { id: entryId });
    expect(answer.data).toEqual({ planEntry: { strata } });
    const task = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId));
    await done(planning, place.lead.officer, 'saveScheme', { taskId: task.id, content: '许可', modes: ['ON_SITE'], period: { from: '2025-04-01', to: '2025-04-30' }, submit: true });
    await done(planning, place.participant.officer, 'agreeScheme', { taskId: task.id, agree: true });
    const ready = (await planning.emitted('TaskReady')).find(({ payload }) => payload['taskId'] === task.id);
    expect(ready?.payload['strata']).toEqual([{ ...strata[0], frequency: '1' }, { ...strata[1], frequency: '2' }, { ...strata[2], frequency: null }].map((stratum) => ({ ...stratum, also: [], number: null })));
  });

  it.each([
    ['an unknown risk', { dimension: 'RISK', value: 'EXTREME', ratio: '0.2' }, 'strata.value'],
    ['a dimension by which Chongqing does not differentiate', { dimension: 'REGION', value: '500112', ratio: '0.2' }, 'strata.dimension'],
    ['a ratio that is none', { dimension: 'RISK', value: 'HIGH', ratio: '20%' }, 'strata.ratio'],
  ])('refuses %s', async (_what, stratum, field) => {
    await newPlan();
    expect(refusalOf(await save(entryOf(place, { strata: [stratum] })))).toMatchObject({ code: 'INVALID_VALUE', field });
  });
});

describe('agreement of the participants', () => {
  it('asks anew when the text changes, and records refusals with their reason', async () => {
    await newPlan();
    const entryId = await saveEntry(planning, place, planId, entryOf(place));
    expect(await agree(planning, place, entryId)).toMatchObject({ state: 'AGREED', jointState: 'AGREED' });
    expect(await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId, objectCount: 90 } })).toMatchObject({ state: 'OPEN', jointState: 'PROPOSED' });
    expect(refusalOf(await call(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: false }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(await done(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: false, reason: '人手不足' }))
      .toMatchObject({ jointState: 'REFUSED', agreements: [{ department: { id: place.participant.id }, answer: 'REFUSED', reason: '人手不足' }] });
  });

  it('is nobody else\'s to give', async () => {
    await newPlan();
    const entryId = await saveEntry(planning, place, planId, entryOf(place));
    for (const { officer } of [place.lead, place.outsider]) expect(codeOf(await call(planning, officer, 'agreePlanEntry', { entryId, agree: true }))).toBe('FORBIDDEN');
  });

  it('[CC-art3-a] [CC-art9-b] can be replaced by a decision of the leading group\'s office', async () => {
    place = await city(planning, 'CC', { divisionCode: '220100' });
    planId = await createPlan(planning, place);
    const entryId = await saveEntry(planning, place, planId, entryOf(place));
    const escalate = (reason: string) => call(planning, place.lead.officer, 'escalatePlanEntry', { entryId, reason });
    expect(refusalOf(await escalate('僵持'))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'PROPOSED', to: 'ESCALATED' });
    await done(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: false, reason: '时间冲突' });
    expect((await escalate('多次协商未果')).data).toMatchObject({ escalatePlanEntry: { planEntry: { state: 'ESCALATED' } } });
    expect(codeOf(await call(planning, place.lead.officer, 'decideEscalation', { entryId, accept: true }))).toBe('FORBIDDEN');
    expect(await done(planning, inRole(place.outsider, 'COORDINATOR'), 'decideEscalation', { entryId, accept: true, opinion: '按计划执行' }))
      .toMatchObject({ state: 'AGREED', jointState: 'DECIDED', decision: { accepted: true, decidedBy: 'LEADING_GROUP_OFFICE' } });
    for (const { officer } of [place.lead, place.participant]) {
      const shown = await planning.ask(officer, 'query ($id: ID!) { planEntry(id: $id) { decision { accepted opinion decidedBy } } }', { id: entryId });
      expect(shown.data).toEqual({ planEntry: { decision: { accepted: true, opinion: '按计划执行', decidedBy: 'LEADING_GROUP_OFFICE' } } });
    }
  });

  it('withdrawn entries count no more, and cannot be taken up again', async () => {
    await newPlan();
    const entryId = await saveEntry(planning, place, planId, entryOf(place));
    expect(await done(planning, place.lead.officer, 'withdrawPlanEntry', { entryId })).toMatchObject({ state: 'CANCELLED', availableActions: [] });
    expect(codeOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId, objectCount: 1 } }))).toBe('INVALID_TRANSITION');
    expect(refusalOf(await call(planning, place.lead.officer, 'submitAnnualPlan', { planId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'entries' });
  });
});

describe('similar entries', () => {
  it('[CQ-7.6] must be merged or explained before publication', async () => {
    place = await city(planning);
    const plan = await agreedPlan(planning, place);
    planId = plan.planId;
    const twin = await saveEntry(planning, place, planId, entryOf(place, { serialNo: 3, name: '餐饮二', period: { from: '2025-09-30', to: '2025-12-31' }, objectCount: 20 }));
    await agree(planning, place, twin);
    expect(refusalOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toMatchObject({ code: 'MERGE_REQUIRED', entries: [plan.entryId, twin], clause: 'CQ 7.6' });
    const suggested = await planning.ask(place.lead.officer, 'query ($id: ID!) { mergeSuggestions(planId: $id) { entries { id } dimensions explained } }', { id: planId });
    expect(suggested.data).toEqual({ mergeSuggestions: [{ entries: [{ id: plan.entryId }, { id: twin }], dimensions: ['OBJECT_TYPE', 'MODE', 'REGION', 'TIME'], explained: false }] });

    await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId: twin, notMergedReason: '检查对象为连锁总部，时段不同' } });
    await agree(planning, place, twin);
    expect(codeOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toBeUndefined();
  });

  it('[CQ-7.6] become one entry with the items, departments and time of all', async () => {
    place = await city(planning);
    const plan = await agreedPlan(planning, place);
    const twin = await saveEntry(planning, place, plan.planId, entryOf(place, { name: '餐饮二', period: { from: '2025-09-01', to: '2025-11-30' }, modes: ['ON_SITE', 'NETWORK_MONITORING'], objectCount: 20 }));
    expect(await done(planning, place.lead.officer, 'mergePlanEntries', { intoEntryId: plan.entryId, entryIds: [twin], objectCount: 120 })).toMatchObject({ objectCount: 120, jointState: 'PROPOSED' });
    const merged = await planning.ask(place.lead.officer, 'query ($a: ID!, $b: ID!) { into: planEntry(id: $a) { period { from to } modes } gone: planEntry(id: $b) { state mergedInto { id } } }', { a: plan.entryId, b: twin });
    expect(merged.data).toEqual({ into: { period: { from: '2025-04-01', to: '2025-11-30' }, modes: ['ON_SITE', 'NETWORK_MONITORING'] }, gone: { state: 'CANCELLED', mergedInto: { id: plan.entryId } } });
    await agree(planning, place, plan.entryId);
    expect(codeOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId: plan.planId }))).toBeUndefined();
  });
});

describe('adjustment of a published plan', () => {
  it('[CQ-7.4-b] [CQ-7.4-c] [SAMR-2.2-c] needs a reason, is a new revision, and serves tasks only when it is public too', async () => {
    place = await city(planning);
    const plan = await publishedPlan(planning, place);
    planId = plan.planId;
    expect(codeOf(await save(entryOf(place)))).toBe('INVALID_TRANSITION');
    expect(refusalOf(await call(planning, place.lead.officer, 'adjustAnnualPlan', { planId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason', clause: 'CQ 7.4' });
    const added = entryOf(place, { name: '新增', period: { from: '2025-10-01', to: '2025-10-31' } });
    expect(await done(planning, place.lead.officer, 'adjustAnnualPlan', { planId, reason: '专项整治需要', entries: [added] })).toMatchObject({ state: 'ADJUSTING', revision: 1 });
    const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { revisions { revision reason cause changedEntryIds } } }', { id: planId });
    const { revisions } = (answer.data as { annualPlan: { revisions: { revision: number; reason: string; changedEntryIds: string[] }[] } }).annualPlan;
    expect(revisions[1]).toMatchObject({ revision: 2, reason: '专项整治需要', cause: 'ACTUAL_WORK' });
    const newEntry = revisions[1]?.changedEntryIds[0] ?? '';

    const use = (entryId: string) => call(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { period: { from: '2025-10-01', to: '2025-10-31' } }));
    expect(refusalOf(await use(newEntry))).toMatchObject({ code: 'PLAN_NOT_PUBLISHED', clause: 'CQ 3.2' });
    await agree(planning, place, newEntry);
    expect(await done(planning, place.lead.officer, 'publishAnnualPlan', { planId })).toMatchObject({ state: 'PUBLISHING', revision: 1 });
    expect(codeOf(await use(newEntry))).toBe('PLAN_NOT_PUBLISHED');
    expect((await planning.emitted('PlanPublished')).filter(({ payload }) => payload['planId'] === planId).map(({ payload }) => [payload['revision'], payload['reason']])).toEqual([[1, null], [2, '专项整治需要']]);
    await planning.hear('disclosure', delivered(planId, 2));
    expect(codeOf(await use(newEntry))).toBeUndefined();
  });

  it('[SAMR-2.2-d] cancels an entry without task, and refuses one with a task', async () => {
    place = await city(planning);
    const plan = await publishedPlan(planning, place);
    await done(planning, place.lead.officer, 'createTask', taskOf(place, plan.entryId));
    expect(refusalOf(await call(planning, place.lead.officer, 'cancelPlanEntry', { entryId: plan.entryId, reason: '不再需要' }))).toMatchObject({ code: 'ENTRY_IN_USE', tasks: 1 });
    expect(refusalOf(await call(planning, place.lead.officer, 'cancelPlanEntry', { entryId: plan.generalEntryId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(await done(planning, place.lead.officer, 'cancelPlanEntry', { entryId: plan.generalEntryId, reason: '不再需要' })).toMatchObject({ state: 'CANCELLED', revision: 2, published: false });
  });

  it('cancels what was public, and does not let it be withdrawn or merged away', async () => {
    place = await city(planning);
    const plan = await publishedPlan(planning, place);
    await done(planning, place.lead.officer, 'adjustAnnualPlan', { planId: plan.planId, reason: '调整', entries: [{ entryId: plan.entryId, objectCount: 90 }, { entryId: plan.generalEntryId, objectCount: 90 }] });
    expect(refusalOf(await call(planning, place.lead.officer, 'withdrawPlanEntry', { entryId: plan.entryId }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'PUBLISHED', to: 'WITHDRAWN' });
    expect(refusalOf(await call(planning, place.lead.officer, 'mergePlanEntries', { intoEntryId: plan.generalEntryId, entryIds: [plan.entryId] }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'PUBLISHED' });
    expect(await done(planning, place.lead.officer, 'cancelPlanEntry', { entryId: plan.entryId, reason: '不再需要' })).toMatchObject({ state: 'CANCELLED', revision: 2 });
    const second = await saveEntry(planning, place, plan.planId, entryOf(place, { name: '替代', period: { from: '2025-10-01', to: '2025-10-31' } }));
    await agree(planning, place, second);
    await agree(planning, place, plan.generalEntryId);
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId: plan.planId });
    await planning.hear('disclosure', delivered(plan.planId, 2));
    expect(refusalOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, plan.entryId)))).toMatchObject({ code: 'NOT_IN_PLAN', cancelled: true });
  });

  it('leaves the published text alone, whoever writes to the database', async () => {
    place = await city(planning);
    const plan = await publishedPlan(planning, place);
    const service = new pg.Client({ connectionString: planning.database.appUrl });
    await service.connect();
    await service.query("select set_config('app.roles', 'SYSTEM', false)");
    await expect(service.query("update planning.plan_entry set ratio = '0.9' where id = $1", [plan.entryId])).rejects.toThrow('a published plan entry cannot be changed');
    await expect(service.query('delete from planning.plan_entry where id = $1', [plan.entryId])).rejects.toThrow(/permission denied/);
    await service.end();
  });

  it('may not plan fewer objects than tasks have taken', async () => {
    place = await city(planning);
    const plan = await publishedPlan(planning, place);
    await done(planning, place.lead.officer, 'createTask', taskOf(place, plan.entryId, { objectCount: 60 }));
    const lowered = (objectCount: number) => call(planning, place.lead.officer, 'adjustAnnualPlan', { planId: plan.planId, reason: '调减', entries: [{ entryId: plan.entryId, objectCount }] });
    expect(refusalOf(await lowered(59))).toMatchObject({ code: 'PLAN_QUANTITY_EXCEEDED', planned: 59, assigned: 60 });
    expect(codeOf(await lowered(60))).toBeUndefined();
  });
});
