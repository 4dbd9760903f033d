import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, done, startPlanningUnderTest, type Planning } from './planning-under-test.ts';
import { agreedPlan, city, createPlan, entryOf, saveEntry, type City } from './plans-under-test.ts';

let planning: Planning;
let place: City;

beforeAll(async () => {
  planning = await startPlanningUnderTest();
  place = await city(planning);
});
afterAll(() => planning[Symbol.asyncDispose]());

const FORM = 'query ($id: ID!, $code: String) { annualPlan(id: $id) { form(code: $code) { code title columns { field header parts { field header } } rows xlsx } } }';
interface Form { readonly code: string; readonly columns: readonly { readonly header: string; readonly parts: readonly { readonly header: string }[] }[]; readonly rows: readonly string[][]; readonly xlsx: string }

const formOf = async (planId: string): Promise<Form> => {
  const answer = await planning.ask(place.lead.officer, FORM, { id: planId });
  return (answer.data as { annualPlan: { form: Form } }).annualPlan.form;
};

it('[CQ-7.3-i] [CQ-D-01] exports a plan in the columns of table D.1, 抽查事项 split into lead and participant, with the serial number in column 1', async () => {
  const { planId } = await agreedPlan(planning, place, { serialNo: 7 });
  const form = await formOf(planId);
  expect(form.code).toBe('CQ_D1');
  expect(form.columns.map(({ header }) => header)).toEqual(['序号', '计划名称', '发起部门', '配合部门', '抽查事项', '抽查对象', '抽查时间', '抽查比例', '抽取对象数量（户）']);
  expect(form.columns.map(({ parts }) => parts.map(({ header }) => header)).filter((parts) => parts.length > 0)).toEqual([['发起部门', '配合部门']]);
  expect(form.rows).toContainEqual(['7', '餐饮服务单位联合抽查', place.lead.name, place.participant.name, place.keyItem.name, place.participantItem.name, '全市餐饮服务单位', '2025-04-01至2025-09-30', '0.04', '100']);
  expect(form.rows.map(([serialNo]) => serialNo)).toEqual(['2', '7']);

  const { sheets } = await readXlsx(Buffer.from(form.xlsx, 'base64'));
  const cells = sheets[0]?.rows.map((row) => row.map((cell) => cell ?? ''));
  expect(cells?.[0]).toEqual(['序号', '计划名称', '发起部门', '配合部门', '抽查事项', '', '抽查对象', '抽查时间', '抽查比例', '抽取对象数量（户）']);
  expect(cells?.[1]?.slice(4, 6)).toEqual(['发起部门', '配合部门']);
  expect(cells?.slice(2)).toEqual(form.rows);
});

it('[CQ-D-01] accepts an entry without serial number, and counts one for the form', async () => {
  place = await city(planning);
  const planId = await createPlan(planning, place);
  const { state } = await done<{ state: string }>(planning, place.lead.officer, 'savePlanEntry', { planId, entry: entryOf(place, { serialNo: null }), forPublication: true });
  expect(state).toBe('OPEN');
  expect((await formOf(planId)).rows[0]?.[0]).toBe('1');
});

it('keeps a cell that begins like a formula as text', async () => {
  place = await city(planning);
  const planId = await createPlan(planning, place);
  await saveEntry(planning, place, planId, entryOf(place, { objectScope: '=HYPERLINK("http://x","y")' }));
  const { sheets } = await readXlsx(Buffer.from((await formOf(planId)).xlsx, 'base64'));
  expect(sheets[0]?.rows[2]?.[6]).toBe('\'=HYPERLINK("http://x","y")');
});

it('knows only the forms of the profile', async () => {
  place = await city(planning);
  expect(codeOf(await planning.ask(place.lead.officer, FORM, { id: await createPlan(planning, place), code: 'SY_MONTHLY' }))).toBe('INVALID_VALUE');
});
