import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, codeOf, done, refusalOf, startPlanningUnderTest, type Planning } from './planning-under-test.ts';
import { agree, agreedPlan, city, createPlan, delivered, entryOf, generalEntryOf, publishedPlan, saveEntry, type City } from './plans-under-test.ts';

let planning: Planning;
let place: City;

beforeAll(async () => { planning = await startPlanningUnderTest(); });
afterAll(() => planning[Symbol.asyncDispose]());
// every test plans in a city of its own, so that none sees the plans of another
const newCity = async () => { place = await city(planning); };

const NEEDED = [
  ['CQ-7.3-a', 'CQ-D-02', 'name', { name: '' }],
  ['CQ-7.3-b', 'CQ-D-03', 'leadDepartment', { leadDepartmentId: null }],
  ['CQ-7.3-c', 'CQ-D-04', 'participatingDepartments', { participatingDepartmentIds: [], items: null }],
  ['CQ-7.3-d', 'CQ-D-05', 'items', { items: null }],
  ['CQ-7.3-e', 'CQ-D-06', 'objectScope', { objectScope: null }],
  ['CQ-7.3-f', 'CQ-D-07', 'period', { period: null }],
  ['CQ-7.3-g', 'CQ-D-08', 'ratio', { ratio: null }],
  ['CQ-7.3-h', 'CQ-D-09', 'objectCount', { objectCount: null }],
] as const;

describe('what a plan must state', () => {
  it.each(NEEDED)('[%s] [%s] refuses an entry without %s when it is submitted, published or saved for publication', async (_row, _column, field, spoilt) => {
    await newCity();
    const planId = await createPlan(planning, place);
    const missing = { code: 'MISSING_FIELD', field, clause: 'CQ 7.3' };
    const entry = entryOf(place, spoilt);
    expect(refusalOf(await call(planning, place.lead.officer, 'savePlanEntry', { planId, entry, forPublication: true }))).toMatchObject(missing);
    await saveEntry(planning, place, planId, entry);
    expect(refusalOf(await call(planning, place.lead.officer, 'submitAnnualPlan', { planId }))).toMatchObject(missing);
    expect(refusalOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toMatchObject(missing);
  });

  it.each([
    ['CQ-D-05a', 'items.lead', () => [{ itemId: place.participantItem.itemId, departmentId: place.participant.id }]],
    ['CQ-D-05b', 'items.participants', () => [{ itemId: place.keyItem.itemId, departmentId: place.lead.id }]],
  ] as const)('[%s] refuses a plan with nothing in the sub-column %s', async (_row, field, items) => {
    await newCity();
    const planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place, { items: items() }));
    expect(refusalOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toMatchObject({ code: 'MISSING_FIELD', field });
  });

  it('[CQ-7.4-a] refuses a plan that holds only one class of items, and names the missing one', async () => {
    await newCity();
    const planId = await createPlan(planning, place);
    const general = { items: [{ itemId: place.generalItem.itemId, departmentId: place.lead.id }, { itemId: place.generalItem.itemId, departmentId: place.participant.id }] };
    await agree(planning, place, await saveEntry(planning, place, planId, generalEntryOf(place, general)));
    expect(refusalOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toMatchObject({ code: 'PLAN_CLASS_COVERAGE', missing: 'KEY', clause: 'CQ 7.4' });
    await agree(planning, place, await saveEntry(planning, place, planId, entryOf(place)));
    expect((await done<{ state: string }>(planning, place.lead.officer, 'publishAnnualPlan', { planId })).state).toBe('PUBLISHING');
  });

  it('[CQ-7.1-b] refuses a plan to which one participant has not agreed, by name', async () => {
    await newCity();
    const planId = await createPlan(planning, place);
    await saveEntry(planning, place, planId, entryOf(place));
    await agree(planning, place, await saveEntry(planning, place, planId, generalEntryOf(place)));
    const refused = { code: 'PARTICIPANT_NOT_AGREED', departments: [place.participant.id], clause: 'CQ 7.1' };
    expect(refusalOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toMatchObject(refused);
    expect(refusalOf(await call(planning, place.lead.officer, 'submitAnnualPlan', { planId }))).toMatchObject(refused);
  });
});

describe('one plan, and only one', () => {
  it('[CQ-7.1-c] refuses a second plan of the same department, level and year', async () => {
    await newCity();
    await createPlan(planning, place, 2025);
    expect(refusalOf(await call(planning, place.lead.officer, 'createAnnualPlan', { year: 2025 }))).toMatchObject({ code: 'PLAN_EXISTS', year: 2025, level: 'MUNICIPAL', clause: 'CQ 7.1' });
    await createPlan(planning, place, 2026);
  });

  it('gives the same plan again to a retry with the same key, and refuses the key for another year', async () => {
    await newCity();
    const first = await call(planning, place.lead.officer, 'createAnnualPlan', { idempotencyKey: 'retry-0001', year: 2027 });
    const again = await call(planning, place.lead.officer, 'createAnnualPlan', { idempotencyKey: 'retry-0001', year: 2027 });
    expect(again.data).toEqual(first.data);
    expect(codeOf(await call(planning, place.lead.officer, 'createAnnualPlan', { idempotencyKey: 'retry-0001', year: 2028 }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses a plan to anybody who does not plan', async () => {
    await newCity();
    const inspector = { ...place.lead.officer, roles: ['INSPECTOR'] };
    expect(codeOf(await call(planning, inspector, 'createAnnualPlan', { year: 2025 }))).toBe('FORBIDDEN');
  });

  it('lets the planning department alone submit, publish and adjust', async () => {
    await newCity();
    const { planId } = await agreedPlan(planning, place);
    for (const operation of ['submitAnnualPlan', 'publishAnnualPlan', 'adjustAnnualPlan'] as const) {
      expect(codeOf(await call(planning, place.participant.officer, operation, { planId }))).toBe('FORBIDDEN');
      expect(codeOf(await call(planning, place.outsider.officer, operation, { planId }))).toBe('FORBIDDEN');
    }
  });
});

describe('publication', () => {
  it('[CQ-7.2-b] is approved at once where the profile asks for no review, and stays PUBLISHING until the channel has taken it', async () => {
    await newCity();
    const { planId } = await agreedPlan(planning, place);
    expect((await done<{ state: string }>(planning, place.lead.officer, 'submitAnnualPlan', { planId })).state).toBe('APPROVED');
    expect((await done<{ state: string; revision: number }>(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toMatchObject({ state: 'PUBLISHING', revision: 0 });
    const sent = (await planning.emitted('PlanPublished')).find(({ payload }) => payload['planId'] === planId);
    expect(sent?.payload).toMatchObject({ revision: 1, year: 2025, late: false, channels: ['NECIPS_CQ'], profile: 'CQ', divisionCode: '500000', entries: [{ ratio: '0.04', objectCount: 100 }, {}] });
    await planning.hear('disclosure', delivered(planId));
    const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { state revision publishedOn late revisions { revision receipts { channel receiptNumber } deliveredAt } } }', { id: planId });
    expect(answer.data).toMatchObject({ annualPlan: { state: 'PUBLISHED', revision: 1, publishedOn: '2025-03-01', late: false, revisions: [{ revision: 1, receipts: [{ channel: 'NECIPS_CQ', receiptNumber: 'R-1' }] }] } });
  });

  it('keeps the strata of risk and credit on the side of the staff', async () => {
    await newCity();
    const { planId } = await agreedPlan(planning, place, { strata: [{ dimension: 'RISK', value: 'HIGH', ratio: '0.2' }] });
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId });
    const sent = (await planning.emitted('PlanPublished')).find(({ payload }) => payload['planId'] === planId);
    expect(JSON.stringify(sent?.payload)).not.toMatch(/strata|RISK|HIGH/);
  });

  it('[CQ-4.3-a] refuses an undefined transition and leaves the state as it was', async () => {
    await newCity();
    const { planId } = await publishedPlan(planning, place);
    expect(refusalOf(await call(planning, place.lead.officer, 'submitAnnualPlan', { planId }))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'PUBLISHED', to: 'APPROVED' });
    expect(codeOf(await call(planning, place.lead.officer, 'publishAnnualPlan', { planId }))).toBe('INVALID_TRANSITION');
    expect((await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { state } }', { id: planId })).data).toMatchObject({ annualPlan: { state: 'PUBLISHED' } });
  });
});

describe('the deadline', () => {
  const overdue = async (): Promise<unknown[]> => {
    const answer = await planning.ask(place.lead.officer, '{ overduePlans(year: 2025) { nodes { id deadline deadlineEvent } totalCount } }');
    return (answer.data as { overduePlans: { nodes: unknown[] } }).overduePlans.nodes;
  };

  it('[CQ-7.2-a] lists an unpublished plan from 1 April on, and calls a publication on 31 March in time', async () => {
    await newCity();
    const { planId } = await agreedPlan(planning, place);
    planning.setTime('2025-03-31T23:59:59+08:00');
    expect(await overdue()).not.toContainEqual(expect.objectContaining({ id: planId }));
    planning.setTime('2025-04-01T00:00:00+08:00');
    expect(await overdue()).toContainEqual({ id: planId, deadline: '2025-03-31', deadlineEvent: 'PUBLISHED' });

    planning.setTime('2025-03-31T22:00:00+08:00');
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId });
    await planning.hear('disclosure', delivered(planId, 1, '2025-03-31T23:00:00+08:00'));
    planning.setTime('2025-04-01T00:00:00+08:00');
    expect(await overdue()).not.toContainEqual(expect.objectContaining({ id: planId }));
    const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { late publishedOn } }', { id: planId });
    expect(answer.data).toMatchObject({ annualPlan: { late: false, publishedOn: '2025-03-31' } });
    planning.setTime('2025-02-10T09:00:00+08:00');
  });

  it('marks a publication of 1 April as late', async () => {
    await newCity();
    const { planId } = await agreedPlan(planning, place);
    planning.setTime('2025-04-01T08:00:00+08:00');
    await done(planning, place.lead.officer, 'publishAnnualPlan', { planId });
    await planning.hear('disclosure', delivered(planId, 1, '2025-04-01T09:00:00+08:00'));
    const answer = await planning.ask(place.lead.officer, 'query ($id: ID!) { annualPlan(id: $id) { late } }', { id: planId });
    expect(answer.data).toMatchObject({ annualPlan: { late: true } });
    expect((await planning.emitted('PlanPublished')).find(({ payload }) => payload['planId'] === planId)?.payload).toMatchObject({ late: true, publishedOn: '2025-04-01' });
    planning.setTime('2025-02-10T09:00:00+08:00');
  });
});
