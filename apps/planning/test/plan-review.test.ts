import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import {
  anItem, call, codeOf, done, drewObjects, foundNothing, inRole, office, publishList, refusalOf, startPlanningUnderTest, type Office, type Planning,
} from './planning-under-test.ts';
import { agree, city, createPlan, delivered, entryOf, generalEntryOf, saveEntry, taskOf, WORDS, type City } from './plans-under-test.ts';

let planning: Planning;
let place: City;
let planId: string;
let entryId: string;

beforeAll(async () => { planning = await startPlanningUnderTest('2025-01-15T09:00:00+08:00'); });
afterAll(() => planning[Symbol.asyncDispose]());

const justice = async (level: string, divisionCode: string): Promise<Office> => office(planning, '司法局', { level, divisionCode, profile: 'CC' });
const review = (reviewer: Office, decision: 'APPROVE' | 'RETURN', role = 'JUSTICE_REVIEWER', comment?: string) => call(planning, inRole(reviewer, role), 'reviewAnnualPlan', { planId, decision, comment });
const submit = () => call(planning, place.lead.officer, 'submitAnnualPlan', { planId });
const publish = () => call(planning, place.lead.officer, 'publishAnnualPlan', { planId });
const use = () => call(planning, place.lead.officer, 'createTask', taskOf(place, entryId));

const { CC: CC_WORDS, SY: SY_WORDS } = WORDS;

const planUnder = async (profile: string, words: Readonly<Record<string, unknown>>, options: { readonly level?: string; readonly divisionCode: string }): Promise<void> => {
  place = await city(planning, profile, options);
  planId = await createPlan(planning, place);
  entryId = await saveEntry(planning, place, planId, entryOf(place, words));
  const second = await saveEntry(planning, place, planId, generalEntryOf(place, words));
  if (profile !== 'CC') return;
  await agree(planning, place, entryId);
  await agree(planning, place, second);
};

describe('review in Changchun', () => {
  it('[CC-art8-j] [CC-art8-k] [CC-art12-h] is made by the justice department of the same level, and precedes every task', async () => {
    await planUnder('CC', CC_WORDS, { divisionCode: '220100' });
    expect(refusalOf(await use())).toMatchObject({ code: 'PLAN_NOT_REVIEWED', state: 'DRAFT' });
    expect(refusalOf(await publish())).toMatchObject({ code: 'PLAN_NOT_REVIEWED', clause: 'CC art.8' });
    expect((await submit()).data).toMatchObject({ submitAnnualPlan: { annualPlan: { state: 'SUBMITTED', late: false } } });
    expect(refusalOf(await use())).toMatchObject({ code: 'PLAN_NOT_REVIEWED', state: 'SUBMITTED' });
    expect(codeOf(await publish())).toBe('PLAN_NOT_REVIEWED');
    expect(refusalOf(await review(await justice('COUNTY', '220102'), 'APPROVE'))).toMatchObject({ code: 'REVIEWER_LEVEL_MISMATCH', expected: 'MUNICIPAL', clause: 'CC art.8' });
    const city = await justice('MUNICIPAL', '220100');
    expect(codeOf(await review(place.lead, 'APPROVE', 'PLANNER'))).toBe('APPROVER_NOT_AUTHORISED');
    expect(codeOf(await review(place.outsider, 'APPROVE', 'PLANNER'))).toBe('FORBIDDEN');

    expect(refusalOf(await review(city, 'RETURN'))).toMatchObject({ code: 'MISSING_FIELD', field: 'comment' });
    expect((await review(city, 'RETURN', 'JUSTICE_REVIEWER', '请补充依据')).data).toMatchObject({ reviewAnnualPlan: { annualPlan: { state: 'RETURNED' } } });
    expect(refusalOf(await use())).toMatchObject({ code: 'PLAN_NOT_REVIEWED', state: 'RETURNED' });
    expect(codeOf(await review(city, 'APPROVE'))).toBe('INVALID_TRANSITION');
    await submit();
    expect((await review(city, 'APPROVE')).data).toMatchObject({ reviewAnnualPlan: { annualPlan: { state: 'APPROVED' } } });
    expect(codeOf(await use())).toBe('PLAN_NOT_PUBLISHED');
    const seen = await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { reviews { reviewer decision comment } } }', { id: planId });
    expect(seen.data).toEqual({ annualPlan: { reviews: [{ reviewer: 'JUSTICE_SAME_LEVEL', decision: 'RETURN', comment: '请补充依据' }, { reviewer: 'JUSTICE_SAME_LEVEL', decision: 'APPROVE', comment: null }] } });
    await publish();
    await planning.hear('disclosure', delivered(planId));
    expect(codeOf(await use())).toBeUndefined();
  });

  it('[CC-art12-g] of a county plan is not the city\'s to make', async () => {
    await planUnder('CC', CC_WORDS, { level: 'COUNTY', divisionCode: '220102' });
    await submit();
    expect(refusalOf(await review(await justice('MUNICIPAL', '220100'), 'APPROVE'))).toMatchObject({ code: 'REVIEWER_LEVEL_MISMATCH', expected: 'COUNTY' });
    expect((await review(await justice('COUNTY', '220102'), 'APPROVE')).data).toMatchObject({ reviewAnnualPlan: { annualPlan: { state: 'APPROVED' } } });
  });

  it('[CC-art9-a] comes after the agreement of every participant', async () => {
    await planUnder('CC', CC_WORDS, { divisionCode: '220100' });
    await done(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: false, reason: '人手不足' });
    expect(refusalOf(await submit())).toMatchObject({ code: 'PARTICIPANT_NOT_AGREED', departments: [place.participant.id], clause: 'CC art.9' });
  });

  it('[CC-art8-i] is asked for by 31 January', async () => {
    await planUnder('CC', CC_WORDS, { divisionCode: '220100' });
    const overdue = async () => {
      const answer = await planning.ask(place.lead.officer, '{ overduePlans(first: 200) { nodes { id } } }');
      return (answer.data as { overduePlans: { nodes: { id: string }[] } }).overduePlans.nodes.some(({ id }) => id === planId);
    };
    planning.setTime('2025-01-31T23:59:59+08:00');
    expect(await overdue()).toBe(false);
    planning.setTime('2025-02-01T00:00:00+08:00');
    expect(await overdue()).toBe(true);
    planning.setTime('2025-01-31T18:00:00+08:00');
    expect((await submit()).data).toMatchObject({ submitAnnualPlan: { annualPlan: { late: false } } });
    planning.setTime('2025-02-01T00:00:00+08:00');
    expect(await overdue()).toBe(false);

    await planUnder('CC', CC_WORDS, { divisionCode: '220100' });
    expect((await submit()).data).toMatchObject({ submitAnnualPlan: { annualPlan: { late: true } } });
    planning.setTime('2025-01-15T09:00:00+08:00');
  });

  it.each([
    ['CC-art8-b', 'task', { furtherFields: [{ field: 'task', value: '' }] }], ['CC-art8-c', 'objectScope', { objectScope: null }], ['CC-art8-d', 'ratio', { ratio: null }],
    ['CC-art8-e', 'frequency', { frequency: null }], ['CC-art8-f', 'period', { period: null }], ['CC-art8-g', 'leadDepartment', { leadDepartmentId: null }],
    ['CC-art8-h', 'participatingDepartments', { participatingDepartmentIds: [], items: null }],
  ])('[%s] asks an entry for its %s', async (_row, field, spoilt) => {
    place = await city(planning, 'CC', { divisionCode: '220100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, { ...CC_WORDS, ...spoilt }));
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CC art.8' });
  });
});

describe('a task in Changchun', () => {
  it.each([['CC-art11-c', 'name'], ['CC-art11-d', 'period'], ['CC-art11-e', 'departments']])('[%s] must state %s', async (_row, field) => {
    await planUnder('CC', CC_WORDS, { divisionCode: '220100' });
    await submit();
    await review(await justice('MUNICIPAL', '220100'), 'APPROVE');
    await publish();
    await planning.hear('disclosure', delivered(planId));
    expect(refusalOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { [field]: null })))).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CC art.11' });
  });
});

const publicPlan = async (profile: string, words: Readonly<Record<string, unknown>>, options: { readonly level?: string; readonly divisionCode: string }): Promise<void> => {
  await planUnder(profile, words, options);
  await submit();
  if (profile === 'CC' || profile === 'SY') await review(await justice(options.level ?? 'MUNICIPAL', options.divisionCode), 'APPROVE');
  await publish();
  await planning.hear('disclosure', delivered(planId));
};

describe('what Changchun inspects', () => {
  it('[CC-art4-c] [CC-art11-b] stands in the list, and its task says in which version', async () => {
    await publicPlan('CC', CC_WORDS, { divisionCode: '220100' });
    const outside = { code: 'ITEM_NOT_IN_LIST', clause: 'CC art.4' };
    const strange = entryOf(place, { ...CC_WORDS, items: [{ itemId: newId(), departmentId: place.lead.id }] });
    const nextYear = await createPlan(planning, place, 2026);
    expect(refusalOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId: nextYear, entry: strange }))).toMatchObject(outside);
    expect(refusalOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { itemIds: [newId()] })))).toMatchObject(outside);
    const task = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId));
    const seen = await planning.ask(place.participant.officer, 'query ($id: ID!) { task(id: $id) { planEntry { id } items { itemListVersion } } }', { id: task.id });
    expect(seen.data).toEqual({ task: { planEntry: { id: entryId }, items: [{ itemListVersion: 1 }, { itemListVersion: 1 }] } });
  });

  it('[CC-art22-h] tells whose task is past its period', async () => {
    await publicPlan('CC', CC_WORDS, { divisionCode: '220100' });
    const task = await done(planning, place.lead.officer, 'createTask', taskOf(place, entryId));
    const flags = async (day: string) => {
      planning.setTime(`${day}T09:00:00+08:00`);
      const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { task(id: $id) { accountabilityFlags { kind department { id } dueOn clause } } }', { id: task.id });
      return (answer.data as { task: { accountabilityFlags: unknown[] } }).task.accountabilityFlags;
    };
    const delayed = ({ id }: Office) => ({ kind: 'TASK_DELAYED', department: { id }, dueOn: '2025-06-30', clause: 'CC art.22' });
    expect(await flags('2025-06-30')).toEqual([]);
    expect(await flags('2025-07-01')).toEqual([delayed(place.lead)]);
    const object = newId();
    await planning.hear('sampling', drewObjects(task.id, [object]));
    await planning.hear('inspection', foundNothing(task.id, object, place.lead, place.keyItem));
    expect(await flags('2025-07-01')).toEqual([delayed(place.participant)]);
    planning.setTime('2025-01-15T09:00:00+08:00');
  });

  it('[CC-art4-d] is drawn by lot but in special key fields', async () => {
    await publicPlan('CC', CC_WORDS, { divisionCode: '220100' });
    const direct = (ground: string | null) => call(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { origin: 'DIRECT', ground, objectCount: 1 }));
    for (const ground of [null, 'COMPLAINT', 'KEY_SUPERVISION_LIST']) expect(refusalOf(await direct(ground))).toMatchObject({ code: 'RANDOM_DRAW_REQUIRED', clause: 'CC art.4' });
    expect(codeOf(await direct('SPECIAL_KEY_FIELD'))).toBeUndefined();
  });
});

describe('a joint plan of Changchun', () => {
  const CITY = { level: 'MUNICIPAL', divisionCode: '220100', profile: 'CC' };
  const COUNTY = { level: 'COUNTY', divisionCode: '220102', profile: 'CC' };
  const both = async () => ({ city: await office(planning, '市局', CITY), otherCity: await office(planning, '市消防局', CITY), county: await office(planning, '南关区局', COUNTY), otherCounty: await office(planning, '南关区消防', COUNTY) });
  const create = (maker: Office, lead: Office, leadExecutes: boolean, participants: readonly Office[], year = 2025) =>
    call(planning, maker.officer, 'createAnnualPlan', { year, constellation: { leadDepartmentId: lead.id, leadExecutes, participatingDepartmentIds: participants.map(({ id }) => id) } });

  it('[CC-art12-a] follows a list that is public', async () => {
    const early = await office(planning, '某市局', { level: 'MUNICIPAL', divisionCode: '220300', profile: 'CC' });
    expect(refusalOf(await call(planning, early.officer, 'createAnnualPlan', { year: 2025, joint: true }))).toMatchObject({ code: 'LIST_NOT_PUBLISHED', clause: 'CC art.2' });
    expect(codeOf(await call(planning, early.officer, 'createAnnualPlan', { year: 2025 }))).toBe('LIST_NOT_PUBLISHED');
    await publishList(planning, [anItem(early)], { profile: 'CC' });
    expect(codeOf(await call(planning, early.officer, 'createAnnualPlan', { year: 2025, joint: true }))).toBeUndefined();
  });

  it('[CC-art12-b] [CC-art12-c] [CC-art12-d] [CC-art12-f] is made on the level that the constellation asks for', async () => {
    const { city: lead, otherCity, county, otherCounty } = await both();
    await publishList(planning, [anItem(lead, { participants: [otherCity] }), anItem(county, { participants: [otherCounty] })], { profile: 'CC' });
    const mismatch = (expected: string) => ({ code: 'PLAN_LEVEL_MISMATCH', expected, clause: 'CC art.12' });
    expect(refusalOf(await create(county, lead, true, [county]))).toMatchObject(mismatch('MUNICIPAL'));
    expect(refusalOf(await create(county, lead, true, [otherCity]))).toMatchObject(mismatch('MUNICIPAL'));
    expect(refusalOf(await create(lead, lead, false, [county]))).toMatchObject(mismatch('COUNTY'));
    expect(refusalOf(await create(otherCity, county, true, [otherCity]))).toMatchObject(mismatch('COUNTY'));
    expect(codeOf(await create(otherCity, lead, true, [otherCity]))).toBe('INVALID_LEAD_DEPARTMENT');
    expect(codeOf(await create(lead, lead, true, [county]))).toBeUndefined();
    expect(codeOf(await create(lead, lead, true, [otherCity], 2026))).toBeUndefined();
    expect(codeOf(await create(county, county, true, [otherCity]))).toBeUndefined();
  });

  it('[CC-art12-e] is guided by a city lead that does not inspect: it comments, and changes nothing', async () => {
    const { city: guide, county, otherCounty } = await both();
    const item = anItem(county, { participants: [otherCounty] });
    const guides = anItem(guide);
    await publishList(planning, [item, guides], { profile: 'CC' });
    const plan = await done(planning, county.officer, 'createAnnualPlan', { year: 2025, constellation: { leadDepartmentId: guide.id, leadExecutes: false, participatingDepartmentIds: [county.id] } });
    expect(codeOf(await call(planning, guide.officer, 'commentAnnualPlan', { planId: plan.id, text: '请增加校园周边' }))).toBeUndefined();
    expect(codeOf(await call(planning, county.officer, 'commentAnnualPlan', { planId: plan.id, text: '无' }))).toBe('FORBIDDEN');
    const edit = { planId: plan.id, entry: { name: '代拟', leadDepartmentId: guide.id, items: [{ itemId: guides.itemId, departmentId: guide.id }] } };
    expect(refusalOf(await call(planning, guide.officer, 'savePlanEntry', edit))).toMatchObject({ code: 'FORBIDDEN', clause: 'CC art.12' });
    expect(codeOf(await call(planning, guide.officer, 'submitAnnualPlan', { planId: plan.id }))).toBe('FORBIDDEN');
    const seen = await planning.ask(county.officer, 'query ($id: ID!) { annualPlan(id: $id) { guideDepartment { id } comments { text department { id } } } }', { id: plan.id });
    expect(seen.data).toEqual({ annualPlan: { guideDepartment: { id: guide.id }, comments: [{ text: '请增加校园周边', department: { id: guide.id } }] } });
  });
});

describe('a task without lot', () => {
  it('[SY-art14-1-a] needs one of the grounds of Shenyang', async () => {
    await planUnder('SY', SY_WORDS, { level: 'COUNTY', divisionCode: '210102' });
    await submit();
    await review(await justice('COUNTY', '210102'), 'APPROVE');
    await publish();
    await planning.hear('disclosure', delivered(planId));
    const direct = (ground: string | null) => call(planning, place.lead.officer, 'createTask', taskOf(place, entryId, { origin: 'DIRECT', ground, objectCount: 1, jointMode: 'GOVERNMENT_DESIGNATED', instructionRef: '沈政办〔2025〕1号' }));
    for (const ground of [null, 'CONVENIENCE', 'KEY_SUPERVISION_LIST']) expect(refusalOf(await direct(ground))).toMatchObject({ code: 'RANDOM_DRAW_REQUIRED', clause: 'SY art.14(1)' });
    for (const ground of ['SPECIAL_KEY_FIELD', 'COMPLAINT', 'ASSIGNED_MATTER', 'DATA_MONITORING']) expect(codeOf(await direct(ground)), ground).toBeUndefined();
    expect((await planning.emitted('TaskCreated')).at(-1)?.payload).toMatchObject({ origin: 'DIRECT' });
  });
});

describe('review in Shenyang', () => {
  it('[SY-art5-3] [SY-art7-2-d] [SY-art12-1-c] of a city plan goes by the legal division first, then to justice, before publication', async () => {
    await planUnder('SY', SY_WORDS, { divisionCode: '210100' });
    await submit();
    const city = await justice('MUNICIPAL', '210100');
    expect(refusalOf(await publish())).toMatchObject({ code: 'PLAN_NOT_REVIEWED' });
    expect(codeOf(await review(city, 'APPROVE'))).toBe('INVALID_TRANSITION');
    expect((await review(place.lead, 'APPROVE', 'LEGAL_REVIEWER')).data).toMatchObject({ reviewAnnualPlan: { annualPlan: { state: 'UNDER_REVIEW' } } });
    expect(codeOf(await publish())).toBe('PLAN_NOT_REVIEWED');
    expect((await review(city, 'APPROVE')).data).toMatchObject({ reviewAnnualPlan: { annualPlan: { state: 'APPROVED' } } });
    expect(codeOf(await publish())).toBeUndefined();
  });

  it('[SY-art12-1-d] [SY-art12-2-b] of an adjustment is asked again in the city, and not in a district', async () => {
    for (const [level, divisionCode, again] of [['MUNICIPAL', '210100', 'PLAN_NOT_REVIEWED'], ['COUNTY', '210102', undefined]] as const) {
      await planUnder('SY', SY_WORDS, { level, divisionCode });
      await submit();
      if (level === 'MUNICIPAL') await review(place.lead, 'APPROVE', 'LEGAL_REVIEWER');
      await review(await justice(level, divisionCode), 'APPROVE');
      await publish();
      await planning.hear('disclosure', delivered(planId));
      await done(planning, place.lead.officer, 'adjustAnnualPlan', { planId, reason: '实际监管需要', entries: [{ entryId, objectCount: 80 }] });
      expect(codeOf(await publish())).toBe(again);
    }
  });

  it('[SY-art6-3] [SY-art12-2-a] of a district plan is not the city\'s, and precedes publication, as that precedes every task', async () => {
    await planUnder('SY', SY_WORDS, { level: 'COUNTY', divisionCode: '210102' });
    await submit();
    expect(codeOf(await publish())).toBe('PLAN_NOT_REVIEWED');
    expect(codeOf(await review(await justice('MUNICIPAL', '210100'), 'APPROVE'))).toBe('REVIEWER_LEVEL_MISMATCH');
    await review(await justice('COUNTY', '210102'), 'APPROVE');
    expect(codeOf(await use())).toBe('PLAN_NOT_PUBLISHED');
  });

  it('[SY-art12-1-a] has no date, so that no plan is overdue', async () => {
    await planUnder('SY', SY_WORDS, { divisionCode: '210100' });
    planning.setTime('2025-12-31T09:00:00+08:00');
    const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { overduePlans(divisionCode: "210100", first: 200) { totalCount } annualPlan(id: $id) { deadline deadlineEvent } }', { id: planId });
    expect(answer.data).toEqual({ overduePlans: { totalCount: 0 }, annualPlan: { deadline: null, deadlineEvent: 'PUBLISHED' } });
    planning.setTime('2025-01-15T09:00:00+08:00');
  });
});

describe('planning in Shenyang', () => {
  it.each([
    ['SY-art12-3-a', 'batches'], ['SY-art12-3-b', 'batches[].scope'], ['SY-art12-3-c', 'batches[].quantity'], ['SY-art12-3-d', 'batches[].schedule'], ['SY-art12-3-f', 'keyFields'], ['SY-art12-3-g', 'workRequirements'],
  ])('[%s] asks a plan for its %s before review', async (_row, field) => {
    place = await city(planning, 'SY', { divisionCode: '210100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, { ...SY_WORDS, furtherFields: SY_WORDS.furtherFields.filter((each) => each.field !== field) }));
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'SY art.12(3)' });
  });

  it('[SY-art12-3-e] asks a plan for its ratio before review', async () => {
    place = await city(planning, 'SY', { divisionCode: '210100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, { ...SY_WORDS, ratio: null }));
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field: 'ratio', clause: 'SY art.12(3)' });
  });

  it('[SY-art12-4-c] [SY-art12-4-d] lets low risk and high credit be drawn less, and wants high risk and low credit drawn more', async () => {
    place = await city(planning, 'SY', { divisionCode: '210100' });
    planId = await createPlan(planning, place);
    const low = [{ dimension: 'RISK', value: 'LOW', ratio: '0.01' }, { dimension: 'CREDIT', value: 'A', ratio: '0.01' }];
    entryId = await saveEntry(planning, place, planId, entryOf(place, { ...SY_WORDS, ratio: '0.05', strata: low }));
    await saveEntry(planning, place, planId, generalEntryOf(place, SY_WORDS));
    for (const [ratio, code] of [['0.04', 'DIFFERENTIATION_INVERTED'], ['0.05', 'DIFFERENTIATION_INVERTED'], ['0.06', undefined]] as const) {
      for (const stratum of [{ dimension: 'RISK', value: 'HIGH' }, { dimension: 'CREDIT', value: 'D' }]) {
        if (code === undefined && stratum.dimension === 'CREDIT') continue; // the plan is under review by then
        await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId, strata: [...low, { ...stratum, ratio }] } });
        expect(codeOf(await submit())).toBe(code);
      }
    }
  });
});

describe('the plans of the lines in Shenyang', () => {
  const line = (lead: Office, item: ReturnType<typeof anItem>, changes: Readonly<Record<string, unknown>> = {}) => ({
    ...SY_WORDS, name: '抽查', leadDepartmentId: lead.id, items: [{ itemId: item.itemId, departmentId: lead.id }], objectScope: '全市', modes: ['ON_SITE'],
    period: { from: '2025-04-01', to: '2025-09-30' }, ratio: '0.04', objectCount: 10, notMergedReason: null, ...changes,
  });
  const lines = async () => {
    const division = (name: string) => office(planning, name, { divisionCode: '210100', profile: 'SY' });
    const [first, second, legal] = [await division('食品处'), await division('广告处'), await division('法规处')];
    const [food, advert] = [anItem(first), anItem(second, { name: '广告' })];
    await publishList(planning, [food, advert], { profile: 'SY' });
    const planOf = async ({ officer }: Office) => (await done(planning, officer, 'createAnnualPlan', { year: 2025 })).id;
    const plans = [await planOf(first), await planOf(second)] as const;
    return { first, second, legal, food, advert, plans };
  };

  it('[SY-art7-3-a] are drafted by each division from the national and provincial lists, for its own line', async () => {
    const { first, second, food, advert, plans } = await lines();
    const city = anItem(first, { name: '市级事项' });
    await publishList(planning, [city], { profile: 'SY', level: 'MUNICIPAL' });
    const save = (item: ReturnType<typeof anItem>) => call(planning, inRole(first, 'BUSINESS_DIVISION'), 'savePlanEntry', { planId: plans[0], entry: line(first, item) });
    expect(refusalOf(await save(advert))).toMatchObject({ code: 'NOT_OWN_LINE', leadDepartmentId: second.id, clause: 'SY art.7(3)' });
    for (const outside of [city, anItem(first)]) expect(refusalOf(await save(outside))).toMatchObject({ code: 'ITEM_NOT_IN_LIST', clause: 'SY art.7(3)' });
    expect(codeOf(await save(food))).toBeUndefined();
  });

  it('[SY-art7-3-b] [SY-art12-1-b] are filed with the legal division, which merges them into one plan of the city', async () => {
    const { first, second, legal, food, advert, plans } = await lines();
    const file = (of: 0 | 1) => call(planning, [first, second][of]?.officer ?? first.officer, 'submitLinePlan', { planId: plans[of] });
    const compile = (identity = inRole(legal, 'LEGAL_REVIEWER')) => call(planning, identity, 'consolidateAnnualPlan', { year: 2025, linePlanIds: plans });
    expect(refusalOf(await file(0))).toMatchObject({ code: 'MISSING_FIELD', field: 'entries' });
    const entry = await done(planning, first.officer, 'savePlanEntry', { planId: plans[0], entry: line(first, food) });
    await done(planning, second.officer, 'savePlanEntry', { planId: plans[1], entry: line(second, advert) });
    const FILED = 'query ($id: ID!) { annualPlan(id: $id) { state filedAt consolidatedInto { id } } }';
    expect(codeOf(await planning.ask(inRole(legal, 'LEGAL_REVIEWER'), FILED, { id: plans[0] }))).toBe('FORBIDDEN');
    for (const of of [0, 1] as const) expect((await file(of)).data).toMatchObject({ submitLinePlan: { annualPlan: { state: 'FILED' } } });
    expect((await planning.ask(inRole(legal, 'LEGAL_REVIEWER'), FILED, { id: plans[0] })).data).toMatchObject({ annualPlan: { state: 'FILED', filedAt: expect.stringContaining('2025-01-15') } });
    for (const identity of [first.officer, inRole(first, 'BUSINESS_DIVISION')]) expect(codeOf(await compile(identity))).toBe('FORBIDDEN');

    expect(refusalOf(await compile())).toMatchObject({ code: 'MERGE_REQUIRED', clause: 'SY art.7(3)' });
    await done(planning, first.officer, 'savePlanEntry', { planId: plans[0], entry: { entryId: entry.id, notMergedReason: '检查专业不同' } });
    expect(codeOf(await compile())).toBe('FORBIDDEN'); // what is changed is a draft again
    await file(0);
    const plan = (await compile()).data as { consolidateAnnualPlan: { annualPlan: { id: string } } };
    const planned = await planning.ask(inRole(legal, 'LEGAL_REVIEWER'), 'query ($id: ID!) { annualPlan(id: $id) { state department { id } entries { nodes { leadDepartment { id } } } } }', { id: plan.consolidateAnnualPlan.annualPlan.id });
    expect(planned.data).toMatchObject({ annualPlan: { state: 'DRAFT', department: { id: legal.id } } });
    expect((planned.data as { annualPlan: { entries: { nodes: { leadDepartment: { id: string } }[] } } }).annualPlan.entries.nodes.map(({ leadDepartment }) => leadDepartment.id).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(refusalOf(await compile())).toMatchObject({ code: 'INVALID_TRANSITION', from: 'CONSOLIDATED' });
    expect(codeOf(await call(planning, first.officer, 'savePlanEntry', { planId: plans[0], entry: { entryId: entry.id, objectCount: 9 } }))).toBe('INVALID_TRANSITION');
  });

  it('[SY-art12-4-b] [SY-art12-5-c] say whether they draw directed, and then of which industry and region; districts and divisions set its ratio', async () => {
    place = await city(planning, 'SY', { level: 'COUNTY', divisionCode: '210102' });
    planId = await createPlan(planning, place);
    entryId = await saveEntry(planning, place, planId, entryOf(place, { ...SY_WORDS, drawMode: null }));
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field: 'drawMode', clause: 'SY art.12(4)' });
    const directed = (changes: Readonly<Record<string, unknown>>) => call(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId, drawMode: 'DIRECTED', ...changes } });
    expect(codeOf(await directed({ ratio: '0.08', frequency: 2 }))).toBeUndefined();
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field: 'industry', clause: 'SY art.12(5)' });
    await directed({ furtherFields: [{ field: 'industry', value: '餐饮' }] });
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field: 'region', clause: 'SY art.12(5)' });
    await directed({ population: { divisionCodes: ['210102'] } });
    expect(codeOf(await submit())).toBeUndefined();

    place = await city(planning, 'SY', { divisionCode: '210100' });
    planId = await createPlan(planning, place);
    const save = (role: string) => call(planning, inRole(place.lead, role), 'savePlanEntry', { planId, entry: entryOf(place, { ...SY_WORDS, drawMode: 'DIRECTED' }) });
    expect(refusalOf(await save('PLANNER'))).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.12(4)' });
    expect(codeOf(await save('BUSINESS_DIVISION'))).toBeUndefined();
  });

  it('[SY-art12-5-a] are drawn up with the complaints and the monitoring of a field and region in view', async () => {
    place = await city(planning, 'SY', { divisionCode: '210100' });
    const signals = [['2024-03-05', 1], ['2024-11-20', 2], ['2025-01-10', 3]] as const;
    const told = signals.flatMap(([occurredOn, times]) => Array.from({ length: times }, (_, index) => ({ externalId: `12315-${occurredOn}-${index}`, field: '预付卡', divisionCode: '210102', occurredOn })));
    const bring = (rows: readonly object[], source = 'COMPLAINTS') => call(planning, place.lead.officer, 'importProblemSignals', { source, signals: rows });
    expect((await bring(told)).data).toEqual({ importProblemSignals: { imported: 6 } });
    expect((await bring([...told, { ...told[0], externalId: '12315-x', divisionCode: '210103' }])).data).toEqual({ importProblemSignals: { imported: 1 } });
    await bring([{ ...told[0], externalId: '12315-old', occurredOn: '2024-01-31' }]);
    const insights = async (field: string, region: string) => (await planning.ask(place.lead.officer, 'query ($f: String, $r: String) { planningInsights(field: $f, region: $r) { source divisionCode count trend months { month count } } }', { f: field, r: region })).data;
    const spot = (await insights('预付卡', '210102')) as { planningInsights: { months: { month: string; count: number }[] }[] };
    expect(spot.planningInsights).toEqual([{ source: 'COMPLAINTS', divisionCode: '210102', count: 6, trend: 'RISING', months: expect.any(Array) }]);
    expect(spot.planningInsights[0]?.months.filter(({ count }) => count > 0)).toEqual([{ month: '2024-03', count: 1 }, { month: '2024-11', count: 2 }, { month: '2025-01', count: 3 }]);
    expect(await insights('预付卡', '210100')).toMatchObject({ planningInsights: [{ divisionCode: '210102' }, { divisionCode: '210103', count: 1, trend: 'FALLING' }] });
    expect(await insights('医疗', '210100')).toEqual({ planningInsights: [] });
    const national = await city(planning, 'SAMR', { divisionCode: '130100' });
    expect(refusalOf(await call(planning, national.lead.officer, 'importProblemSignals', { source: 'COMPLAINTS', signals: told }))).toMatchObject({ code: 'INVALID_VALUE', field: 'source' });
  });

  it('[SY-art5-6] [SY-art6-5] carry out the instructions of superior bodies, of the city and of a district', async () => {
    for (const options of [{ divisionCode: '210100' }, { level: 'COUNTY', divisionCode: '210102' }]) {
      place = await city(planning, 'SY', options);
      planId = await createPlan(planning, place);
      const instruct = async (documentNumber: string) => (await done(planning, place.lead.officer, 'recordInstruction', { addresseeId: place.lead.id, issuer: '辽宁省市场监督管理局', documentNumber, title: '开展校园食品安全抽查', issuedOn: '2025-01-10', year: 2025 })).id;
      const [covered, open] = [await instruct('辽市监〔2025〕1号'), await instruct('辽市监〔2025〕2号')];
      expect(codeOf(await call(planning, place.outsider.officer, 'recordInstruction', { addresseeId: place.lead.id, issuer: '省局', documentNumber: '1', title: '越权', issuedOn: '2025-01-10', year: 2025 }))).toBe('FORBIDDEN');
      entryId = await saveEntry(planning, place, planId, entryOf(place, { ...SY_WORDS, instructionIds: [covered] }));
      const seen = await planning.ask(place.lead.officer, 'query ($c: ID!, $o: ID!, $a: ID!) { covered: instruction(id: $c) { state planEntries { id } } open: instruction(id: $o) { state planEntries { id } } instructions(filter: { addresseeId: $a, state: OPEN }) { totalCount nodes { id } } }', { c: covered, o: open, a: place.lead.id });
      expect(seen.data).toEqual({ covered: { state: 'COVERED', planEntries: [{ id: entryId }] }, open: { state: 'OPEN', planEntries: [] }, instructions: { totalCount: 1, nodes: [{ id: open }] } });
      expect(codeOf(await planning.ask(place.outsider.officer, 'query ($id: ID!) { instruction(id: $id) { id } }', { id: open }))).toBe('NOT_FOUND');
    }
  });
});

describe('planning under the national policy', () => {
  const strata = [{ dimension: 'CREDIT', value: 'A', ratio: '0.01', frequency: 1 }, { dimension: 'CREDIT', value: 'D', ratio: '0.3', frequency: 2 }];
  const NATIONAL_WORDS = { frequency: 1, strata };

  it('[SAMR-2.2-a] shows what a superior asked for and the plan does not hold', async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    planId = await createPlan(planning, place);
    const requirement = { itemId: place.participantItem.itemId, minRatio: '0.03' };
    await done(planning, place.lead.officer, 'recordInstruction', { addresseeId: place.lead.id, issuer: '省局', documentNumber: '〔2025〕3号', title: '年度抽查要求', issuedOn: '2025-01-05', year: 2025, requirement });
    const alone = { ...NATIONAL_WORDS, participatingDepartmentIds: [], items: [{ itemId: place.keyItem.itemId, departmentId: place.lead.id }] };
    entryId = await saveEntry(planning, place, planId, entryOf(place, alone));
    expect(codeOf(await submit())).toBeUndefined();
    const warnings = async () => (await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { state warnings { code clause messageZh instruction { documentNumber requirement { minRatio } } } } }', { id: planId })).data;
    expect(await warnings()).toEqual({ annualPlan: { state: 'APPROVED', warnings: [{ code: 'SUPERIOR_REQUIREMENT_UNMET', clause: 'SAMR 2.2', messageZh: '计划未满足上级要求：农产品质量安全检查', instruction: { documentNumber: '〔2025〕3号', requirement: { minRatio: '0.03' } } }] } });

    planId = await createPlan(planning, place, 2026);
    await done(planning, place.lead.officer, 'recordInstruction', { addresseeId: place.lead.id, issuer: '省局', documentNumber: '〔2026〕1号', title: '年度抽查要求', issuedOn: '2026-01-05', year: 2026, requirement });
    const next = { ...NATIONAL_WORDS, period: { from: '2026-04-01', to: '2026-09-30' } };
    entryId = await saveEntry(planning, place, planId, entryOf(place, { ...next, ratio: '0.02' }));
    expect(await warnings()).toMatchObject({ annualPlan: { warnings: [{ code: 'SUPERIOR_REQUIREMENT_UNMET' }] } });
    await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId, ratio: '0.03' } });
    expect(await warnings()).toMatchObject({ annualPlan: { warnings: [] } });
  });

  it('[SAMR-2.2-e] publishes each adjustment before a task', async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, NATIONAL_WORDS));
    await submit();
    await publish();
    await planning.hear('disclosure', delivered(planId));
    const period = { from: '2025-10-01', to: '2025-10-31' };
    await done(planning, place.lead.officer, 'adjustAnnualPlan', { planId, reason: '专项整治需要', entries: [entryOf(place, { ...NATIONAL_WORDS, name: '新增', period })] });
    const { data } = await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { revisions { changedEntryIds } } }', { id: planId });
    const added = (data as { annualPlan: { revisions: { changedEntryIds: string[] }[] } }).annualPlan.revisions[1]?.changedEntryIds[0] ?? '';
    expect(codeOf(await call(planning, place.lead.officer, 'createTask', taskOf(place, added, { period })))).toBe('PLAN_NOT_PUBLISHED');
  });

  it('[SAMR-2.2-f] merges campaigns with what is planned anyway', async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, NATIONAL_WORDS));
    const campaign = await saveEntry(planning, place, planId, entryOf(place, { ...NATIONAL_WORDS, name: '校园周边专项整治', origin: 'CAMPAIGN' }));
    expect(refusalOf(await publish())).toMatchObject({ code: 'MERGE_REQUIRED', entries: expect.arrayContaining([campaign]), clause: 'SAMR 2.2' });
    await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId: campaign, notMergedReason: '时间紧迫' } });
    expect(codeOf(await publish())).toBeUndefined();
    place = await city(planning, 'SY', { divisionCode: '210100' });
    planId = await createPlan(planning, place);
    expect(refusalOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId, entry: entryOf(place, { ...SY_WORDS, origin: 'CAMPAIGN' }) }))).toMatchObject({ code: 'INVALID_VALUE', field: 'origin' });
  });

  it('[SAMR-2.6-d] inspects key fields in full, and no others', async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    planId = await createPlan(planning, place);
    const full = (changes: Readonly<Record<string, unknown>> = {}) => call(planning, place.lead.officer, 'savePlanEntry', { planId, entry: generalEntryOf(place, { ...NATIONAL_WORDS, strata: [], ratio: '1.0', ...changes }) });
    await publishList(planning, [{ ...place.generalItem, ratioMax: null }], { profile: 'SAMR' });
    expect(refusalOf(await full())).toMatchObject({ code: 'SPECIAL_INSPECTION_NOT_ALLOWED', field: '食品', clause: 'SAMR 2.2' });
    expect(codeOf(await full({ keyField: { list: 'KEY_SUPERVISION_LIST', reference: '重点监管事项清单第3项' } }))).toBeUndefined();
  });

  it('[SAMR-2.5-d] asks an entry for ratio and frequency by credit-risk class', async () => {
    place = await city(planning, 'SAMR', { divisionCode: '130100' });
    planId = await createPlan(planning, place);
    entryId = await saveEntry(planning, place, planId, entryOf(place, { frequency: 1 }));
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field: 'creditRiskStrata', clause: 'SAMR 2.5' });
    await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry: { entryId, strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01', frequency: 1 }, { dimension: 'CREDIT', value: 'D', ratio: '0.3', frequency: 2 }] } });
    expect(codeOf(await submit())).toBeUndefined();
  });
});

describe('planning in Gui\'an', () => {
  const strata = [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.1' }];
  const GA_WORDS = { strata, furtherFields: [{ field: 'leadDivision', value: '食品处' }, { field: 'participatingDivisions', value: '广告处' }] };

  it.each([
    ['GA-art26-a', 'name', { name: '' }], ['GA-art26-b', 'objectScope', { objectScope: null }], ['GA-art26-c', 'items', { items: null }], ['GA-art26-d', 'ratio', { ratio: null }],
    ['GA-art26-e', 'creditRiskStrata', { strata: [] }], ['GA-art26-f', 'leadDivision', { furtherFields: [] }],
    ['GA-art26-g', 'participatingDivisions', { furtherFields: [{ field: 'leadDivision', value: '食品处' }] }], ['GA-art26-h', 'period', { period: null }],
  ])('[%s] asks an entry for its %s', async (_row, field, spoilt) => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, { ...GA_WORDS, ...spoilt }));
    expect(refusalOf(await publish())).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'GA art.26' });
  });

  it('[GA-art25-d] asks an entry why its ratio is as it is', async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, { ...GA_WORDS, ratio: null, ratioRationale: null }));
    expect(refusalOf(await submit())).toMatchObject({ code: 'MISSING_FIELD', field: 'ratioRationale', clause: 'GA art.25' });
  });

  it('[GA-art27] [GA-art28-a] [GA-art28-b] covers three classes, adjusts with a kind of cause, and keeps a new ratio in the band of its class', async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    const classB = anItem(place.lead, { itemClass: 'B', objectType: '乙类', participants: [place.participant] });
    await publishList(planning, [classB], { profile: 'GA' });
    planId = await createPlan(planning, place);
    const low = { ...GA_WORDS, strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.05' }] };
    const high = { ...GA_WORDS, ratio: '0.2', strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.11' }, { dimension: 'CREDIT', value: 'D', ratio: '0.5' }] };
    entryId = await saveEntry(planning, place, planId, generalEntryOf(place, { ...low, items: [{ itemId: place.generalItem.itemId, departmentId: place.lead.id }], participatingDepartmentIds: [] }));
    await saveEntry(planning, place, planId, generalEntryOf(place, { ...high, items: [{ itemId: classB.itemId, departmentId: place.lead.id }], participatingDepartmentIds: [], period: { from: '2025-10-01', to: '2025-10-31' } }));
    expect(refusalOf(await publish())).toMatchObject({ code: 'PLAN_CLASS_COVERAGE', missing: 'C', clause: 'GA art.28' });
    await saveEntry(planning, place, planId, entryOf(place, { ...low, items: [{ itemId: place.keyItem.itemId, departmentId: place.lead.id }], period: { from: '2025-11-01', to: '2025-11-30' } }));
    await publish();
    await planning.hear('disclosure', delivered(planId));
    const adjusted = (changes: Readonly<Record<string, unknown>>, cause?: string) => call(planning, place.lead.officer, 'adjustAnnualPlan', { planId, reason: '上级要求', cause, entries: [{ entryId, ...changes }] });
    expect(refusalOf(await adjusted({ ratio: '0.04' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'cause', clause: 'GA art.27' });
    expect(refusalOf(await adjusted({ ratio: '0.04' }, 'WHIM'))).toMatchObject({ code: 'INVALID_VALUE', field: 'cause' });
    const beyond = [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.1' }];
    await publishList(planning, [{ ...place.generalItem, ratioMax: null }], { profile: 'GA' });
    expect(refusalOf(await adjusted({ ratio: '0.2', strata: beyond }, 'SUPERIOR_REQUIREMENT'))).toMatchObject({ code: 'ITEM_CLASS_RATIO_MISMATCH', itemClass: 'A' });
    expect((await adjusted({ ratio: '0.1', strata: beyond }, 'SUPERIOR_REQUIREMENT')).data).toMatchObject({ adjustAnnualPlan: { annualPlan: { state: 'ADJUSTING' } } });
  });

  it('[GA-art25-a] [GA-art25-b] is due by 31 March, and done when the provincial platform has taken it', async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    planId = await createPlan(planning, place);
    const classB = anItem(place.lead, { itemClass: 'B', objectType: '乙类', participants: [place.participant] });
    await publishList(planning, [classB], { profile: 'GA' });
    const low = { ...GA_WORDS, strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.05' }] };
    await saveEntry(planning, place, planId, generalEntryOf(place, low));
    const high = [{ dimension: 'CREDIT', value: 'A', ratio: '0.11' }, { dimension: 'CREDIT', value: 'D', ratio: '0.5' }];
    await saveEntry(planning, place, planId, generalEntryOf(place, { ...low, ratio: '0.2', strata: high, items: [{ itemId: classB.itemId, departmentId: place.lead.id }], period: { from: '2025-10-01', to: '2025-10-31' } }));
    const look = async () => (await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { state revisions { receipts { channel } } } overduePlans(divisionCode: "520100", first: 200) { nodes { id } } }', { id: planId })).data;
    planning.setTime('2025-03-31T23:59:59+08:00');
    expect(JSON.stringify(((await look()) as { overduePlans: unknown }).overduePlans)).not.toContain(planId);
    planning.setTime('2025-04-01T00:00:00+08:00');
    expect(JSON.stringify(((await look()) as { overduePlans: unknown }).overduePlans)).toContain(planId);
    await publish();
    expect(await look()).toMatchObject({ annualPlan: { state: 'PUBLISHING', revisions: [{ receipts: [] }] } });
    const sent = (await planning.emitted('PlanPublished')).find(({ payload }) => payload['planId'] === planId);
    const [channel] = (sent?.payload['channels'] ?? []) as string[];
    await planning.hear('disclosure', ['PublicationDelivered', { subjectKind: 'PLAN', subjectId: planId, revision: 1, receipts: [{ channel, receiptNumber: 'GZ-1', deliveredAt: '2025-04-01T10:00:00+08:00' }] }]);
    expect(await look()).toMatchObject({ annualPlan: { state: 'PUBLISHED', revisions: [{ receipts: [{ channel: 'GZ_PROVINCIAL_PLATFORM' }] }] } });
    planning.setTime('2025-01-15T09:00:00+08:00');
  });

  it('[GA-art14-n] differentiates by credit, risk, complaints and cases, and by nothing else', async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    planId = await createPlan(planning, place);
    const save = (dimension: string, value: string) => call(planning, place.lead.officer, 'savePlanEntry', { planId, entry: entryOf(place, { strata: [{ dimension, value, ratio: '0.3' }] }) });
    for (const [dimension, value] of [['CREDIT', 'D'], ['RISK', 'HIGH'], ['TAG', 'COMPLAINT:MANY'], ['TAG', 'CASE:OPEN']] as const) expect(codeOf(await save(dimension, value))).toBeUndefined();
    expect(refusalOf(await save('REGION', '520111'))).toMatchObject({ code: 'INVALID_VALUE', field: 'strata.dimension' });
  });

  it('[GA-art8-b] wants more of the dishonest than of the honest', async () => {
    place = await city(planning, 'GA', { classes: ['C', 'A'], divisionCode: '520100' });
    planId = await createPlan(planning, place);
    const inverted = [{ dimension: 'CREDIT', value: 'TRUSTWORTHY', ratio: '0.1' }, { dimension: 'CREDIT', value: 'DISHONEST', ratio: '0.05' }];
    expect(refusalOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId, entry: entryOf(place, { ...GA_WORDS, ratio: '0.2', strata: inverted }) }))).toMatchObject({ code: 'DIFFERENTIATION_INVERTED', clause: expect.stringContaining('GA') });
  });
});
