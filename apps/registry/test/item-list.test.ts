import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@sortition/kernel';
import { takeItemListReceipts } from '../src/item-list/make-item-list-public.ts';
import { keepTask } from '../src/rule-document/rule-document.store.ts';
import { enterChongqing, wholeItem, type Chongqing, type TestDepartment } from './departments.ts';
import { administrator, registryUnderTest, type Called, type RegistryUnderTest } from './registry-under-test.ts';

let registry: RegistryUnderTest;
let city: Chongqing;

beforeAll(async () => {
  registry = await registryUnderTest();
  city = await enterChongqing(registry);
});
afterAll(() => registry[Symbol.asyncDispose]());

const idOf = ({ payload, refusal }: Called, part = 'itemList'): string => {
  const found = (payload as Record<string, { id: string } | null> | null)?.[part]?.id;
  if (found === undefined) throw new Error(`no ${part}: ${JSON.stringify(refusal)}`);
  return found;
};

const create = (maker: TestDepartment, more: Record<string, unknown> = {}): Promise<Called> =>
  registry.call(maker.as('LIST_MANAGER'), 'createItemList', 'CreateItemListInput', { name: '重庆市部门联合抽查事项清单', joint: true, cause: 'WORK_NEED', ...more }, 'itemList { id state version lineageId }');
const add = (maker: TestDepartment, itemListId: string, item: Record<string, unknown>): Promise<Called> =>
  registry.call(maker.as('LIST_MANAGER'), 'addInspectionItem', 'AddInspectionItemInput', { itemListId, item }, 'item { id itemClass remark serialNo } warnings');
const act = (caller: TestDepartment, operation: string, input: Record<string, unknown>, role = 'LIST_MANAGER'): Promise<Called> =>
  registry.call(caller.as(role), operation, `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`, input, 'itemList { id state version }');
const stateOf = ({ payload }: Called): string => String((payload as Record<string, { state: string }> | null)?.['itemList']?.state);

async function listWith(items: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Promise<{ listId: string; itemIds: string[] }> {
  const listId = idOf(await create(city.market, more));
  const itemIds: string[] = [];
  for (const item of items) itemIds.push(idOf(await add(city.market, listId, item), 'item'));
  return { listId, itemIds };
}

/** A list that every department has agreed to and that all channels have taken. */
async function publishedList(items: readonly Record<string, unknown>[]): Promise<{ listId: string; itemIds: string[] }> {
  const made = await listWith(items);
  await act(city.market, 'submitItemList', { itemListId: made.listId });
  for (const itemId of made.itemIds) for (const department of [city.fire, city.health]) await act(department, 'agreeJointItem', { itemId, agree: true });
  await act(city.market, 'publishItemList', { itemListId: made.listId });
  await deliver(made.listId, 1, ['MUNICIPAL_PLATFORM', 'RELATED_WEBSITES']);
  return made;
}

const deliver = (listId: string, revision: number, channels: readonly string[]): Promise<void> => registry.apply((tx, event) => takeItemListReceipts(tx, event, {
  subjectKind: 'ITEM_LIST', subjectId: listId, revision, receipts: channels.map((channel) => ({ channel, receiptNumber: `${channel}-1`, deliveredAt: '2026-03-02T02:00:00Z' })),
}));

const joint = (): Record<string, unknown> => wholeItem(city.market, city.fire, city.health);

async function listState(id: string): Promise<Record<string, never>> {
  const { data } = await registry.ask(city.market.as('LIST_MANAGER'), 'query($id: ID!) { itemList(id: $id) { state version stale updatedAt publishedOn receipts { channel } versions { version state } availableActions items { totalCount nodes { name stale } } } }', { id });
  return (data as Record<string, Record<string, never>>)['itemList'] ?? {};
}

test('[CQ-1-c] an authorised or entrusted organisation names the document that gives it its power', async () => {
  const enter = (input: Record<string, unknown>): Promise<Called> => registry.call(administrator, 'saveDepartment', 'SaveDepartmentInput', { name: '执法大队', level: 'COUNTY', divisionCode: '500118', profile: 'CQ', ...input }, 'department { authorityBasis authorityRef }');
  expect((await enter({ authorityBasis: 'ENTRUSTED_ORGANISATION' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'entrustmentRef', clause: 'CQ 1' });
  expect((await enter({ authorityBasis: 'ENTRUSTED_ORGANISATION', authorisationRef: '法' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'entrustmentRef' });
  expect((await enter({ authorityBasis: 'AUTHORISED_ORGANISATION' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'authorisationRef', clause: 'CQ 1' });
  expect((await enter({ authorityBasis: 'ENTRUSTED_ORGANISATION', entrustmentRef: '永委托〔2026〕1号' })).payload).toEqual({ department: { authorityBasis: 'ENTRUSTED_ORGANISATION', authorityRef: '永委托〔2026〕1号' } });
  expect((await enter({ authorityBasis: 'SELF_STYLED' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'authorityBasis' });
  expect((await enter({})).payload).toEqual({ department: { authorityBasis: 'STATUTORY_DEPARTMENT', authorityRef: null } });
});

describe('who makes the list', () => {
  test('[CQ-5.1.1-a] a county department cannot make the joint list, whoever asks for it', async () => {
    const { refusal } = await create(city.county);
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CQ 5.1.1' });
    const planner = await registry.call(city.market.as('PLANNER'), 'createItemList', 'CreateItemListInput', { name: '清单', joint: true, cause: 'WORK_NEED' }, 'itemList { id }');
    expect(planner.refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CQ 5.1.1' });
  });

  test('[CQ-5.1.1-b] [CQ-5.1.1-c] a county proposes upon the municipal list, and the municipal department decides', async () => {
    const { listId } = await publishedList([joint()]);
    const propose = (input: Record<string, unknown>): Promise<Called> => registry.call(city.county.as('LIST_MANAGER'), 'proposeLocalItemList', 'ProposeLocalItemListInput', { name: '永川区清单', cause: 'WORK_NEED', ...input }, 'itemList { id state }');
    expect((await propose({})).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'basedOnVersion', clause: 'CQ 5.1.1' });
    const localId = idOf(await propose({ basedOnVersion: listId }));
    expect((await act(city.county, 'publishItemList', { itemListId: localId })).refusal).toMatchObject({ code: 'APPROVAL_REQUIRED', role: 'MUNICIPAL_LIST_MANAGER', clause: 'CQ 5.1.1' });
    expect(stateOf(await act(city.county, 'submitItemList', { itemListId: localId }))).toBe('UNDER_REVIEW');
    expect((await act(city.county, 'publishItemList', { itemListId: localId })).refusal).toMatchObject({ code: 'APPROVAL_REQUIRED', role: 'MUNICIPAL_LIST_MANAGER' });
    expect((await act(city.county, 'decideLocalItemList', { itemListId: localId, approve: true })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await act(city.market, 'decideLocalItemList', { itemListId: localId, approve: false })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(stateOf(await act(city.market, 'decideLocalItemList', { itemListId: localId, approve: true }))).toBe('APPROVED');
    expect(stateOf(await act(city.county, 'publishItemList', { itemListId: localId }))).toBe('PUBLISHING');
  });

  test('what a local list takes over from the municipal one is locked', async () => {
    const { listId } = await publishedList([joint()]);
    const localId = idOf(await registry.call(city.county.as('LIST_MANAGER'), 'proposeLocalItemList', 'ProposeLocalItemListInput', { name: '永川区清单', basedOnVersion: listId }, 'itemList { id items { nodes { id } } }'));
    const { data } = await registry.ask(city.county.as('LIST_MANAGER'), 'query($id: ID!) { itemList(id: $id) { items { nodes { id locked } } } }', { id: localId });
    const [item] = (data as { itemList: { items: { nodes: { id: string; locked: boolean }[] } } }).itemList.items.nodes;
    expect(item?.locked).toBe(true);
    const { refusal } = await registry.call(city.county.as('LIST_MANAGER'), 'updateInspectionItem', 'UpdateInspectionItemInput', { itemId: item?.id, item: { name: '别的' } }, 'item { id }');
    expect(refusal).toMatchObject({ code: 'PARENT_ITEM_LOCKED', clause: 'CQ 5.1.1' });
  });
});

describe('what an item says', () => {
  const asked: readonly (readonly [string, string, string])[] = [
    ['CQ-5.1.2-a', 'name', 'name'], ['CQ-5.1.2-b', 'itemClass', 'itemClass'], ['CQ-5.1.2-c', 'objectType', 'objectType'], ['CQ-5.1.2-d', 'inspectingBody', 'inspectingBody'],
    ['CQ-5.1.2-e', 'modes', 'modes'], ['CQ-5.1.2-f', 'legalBasis', 'legalBasis'], ['CQ-A-02', 'field', 'field'], ['CQ-A-03', 'name', 'name'], ['CQ-A-04', 'objectType', 'objectType'],
    ['CQ-A-05', 'leadDepartmentId', 'leadDepartment'], ['CQ-A-06', 'participatingDepartmentIds', 'participatingDepartments'], ['CQ-3.1-b', 'selectionGrounds', 'selectionGrounds'],
  ];
  test.each(asked)('[%s] a list with an item without %s is not published', async (_id, left, field) => {
    const { [left]: _out, ...rest } = joint();
    const item = left === 'itemClass' ? { ...rest, keyGround: undefined } : rest;
    const { listId } = await listWith([item]);
    const { refusal } = await act(city.market, 'publishItemList', { itemListId: listId });
    expect(refusal).toMatchObject({ code: 'MISSING_FIELD', field });
    expect(refusal?.['clause']).toMatch(/^CQ (3\.1|5\.1\.2)$/);
  });

  test('[CQ-5.1.3-a] the classes are KEY and GENERAL and no others', async () => {
    const listId = idOf(await create(city.market));
    expect((await add(city.market, listId, { ...joint(), itemClass: 'A' })).refusal).toMatchObject({ code: 'ITEM_CLASS_INVALID', clause: 'CQ 5.1.3' });
    for (const item of [joint(), { ...joint(), itemClass: 'GENERAL', keyGround: undefined, ratioMax: '0.05' }]) expect((await add(city.market, listId, item)).refusal).toBeNull();
  });

  test('[CQ-5.1.3-b] [CQ-5.1.3-d] a KEY item states its ground, and a ground makes no GENERAL item', async () => {
    const listId = idOf(await create(city.market));
    expect((await add(city.market, listId, { ...joint(), keyGround: undefined })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'keyGround', clause: 'CQ 5.1.3' });
    expect((await add(city.market, listId, { ...joint(), itemClass: 'GENERAL', keyGround: 'SAFETY' })).refusal).toMatchObject({ code: 'ITEM_CLASS_CONFLICT', clause: 'CQ 5.1.3' });
    expect((await add(city.market, listId, { ...joint(), keyGround: 'TASTE' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'keyGround' });
  });

  test('[CQ-3.1-a] items of another field or object type are not grouped into one joint item', async () => {
    const { listId, itemIds } = await listWith([{ ...joint(), field: '食品安全' }, { ...joint(), objectType: '餐饮单位' }, joint()]);
    for (const itemId of itemIds.slice(0, 2)) {
      expect((await add(city.market, listId, { ...joint(), groupedItemIds: [itemId] })).refusal).toMatchObject({ code: 'JOINT_ITEM_NOT_HOMOGENEOUS', clause: 'CQ 3.1' });
    }
    expect((await add(city.market, listId, { ...joint(), groupedItemIds: [itemIds[2]] })).refusal).toBeNull();
  });

  test('[CQ-5.1.3-f] more KEY items than were allowed need a justification', async () => {
    const general = { ...joint(), itemClass: 'GENERAL', keyGround: undefined, ratioMax: '0.05' };
    const { listId, itemIds } = await listWith([joint(), joint(), general, general, general], { keyMaxShare: 0.3 });
    await act(city.market, 'submitItemList', { itemListId: listId });
    for (const itemId of itemIds) for (const department of [city.fire, city.health]) await act(department, 'agreeJointItem', { itemId, agree: true });
    expect((await act(city.market, 'publishItemList', { itemListId: listId })).refusal).toMatchObject({ code: 'KEY_ITEM_QUOTA_EXCEEDED', clause: 'CQ 5.1.3' });
    expect(stateOf(await act(city.market, 'publishItemList', { itemListId: listId, keyShareJustification: '本年度安全生产专项要求' }))).toBe('PUBLISHING');
  });
});

describe('agreement and publication', () => {
  test('[CQ-3.1-c] a joint item of three departments waits for the last of them', async () => {
    const { listId, itemIds } = await listWith([joint()]);
    expect(stateOf(await act(city.market, 'submitItemList', { itemListId: listId }))).toBe('IN_AGREEMENT');
    expect(stateOf(await act(city.fire, 'agreeJointItem', { itemId: itemIds[0], agree: true }))).toBe('IN_AGREEMENT');
    expect((await act(city.market, 'publishItemList', { itemListId: listId })).refusal).toMatchObject({ code: 'PARTICIPANT_NOT_AGREED', departments: [city.health.id], clause: 'CQ 3.1' });
    expect((await act(city.county, 'agreeJointItem', { itemId: itemIds[0], agree: true })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CQ 3.1' });
    expect(stateOf(await act(city.health, 'agreeJointItem', { itemId: itemIds[0], agree: true }))).toBe('APPROVED');
  });

  test('a department that does not agree says why, and the list is a draft again', async () => {
    const { listId, itemIds } = await listWith([joint()]);
    await act(city.market, 'submitItemList', { itemListId: listId });
    expect((await act(city.fire, 'agreeJointItem', { itemId: itemIds[0], agree: false })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(stateOf(await act(city.fire, 'agreeJointItem', { itemId: itemIds[0], agree: false, reason: '频次过高' }))).toBe('DRAFT');
  });

  test('[CQ-5.1.4-a] a version stays public until the next one is, and stays readable after', async () => {
    const { listId } = await publishedList([joint()]);
    expect((await listState(listId))['state']).toBe('PUBLISHED');
    const nextId = idOf(await act(city.market, 'reviseItemList', { itemListId: listId, cause: 'AMENDMENT' }));
    expect(await listState(nextId)).toMatchObject({ state: 'DRAFT', version: 2 });
    expect((await listState(listId))['state']).toBe('PUBLISHED');
    expect((await act(city.market, 'reviseItemList', { itemListId: listId, cause: 'AMENDMENT' })).refusal).toMatchObject({ code: 'CONFLICT' });
    await act(city.market, 'submitItemList', { itemListId: nextId });
    expect(stateOf(await act(city.market, 'publishItemList', { itemListId: nextId }))).toBe('PUBLISHING');
    expect((await listState(listId))['state']).toBe('PUBLISHED');
    await deliver(nextId, 2, ['MUNICIPAL_PLATFORM', 'RELATED_WEBSITES']);
    expect((await listState(nextId))['state']).toBe('PUBLISHED');
    expect(await listState(listId)).toMatchObject({ state: 'SUPERSEDED', items: { nodes: [{ name: '学校消防安全检查' }] } });
  });

  test('a list is public with the last receipt of its channels, and a repeated receipt changes nothing', async () => {
    const { listId, itemIds } = await listWith([joint()]);
    await act(city.market, 'submitItemList', { itemListId: listId });
    for (const department of [city.fire, city.health]) await act(department, 'agreeJointItem', { itemId: itemIds[0], agree: true });
    await act(city.market, 'publishItemList', { itemListId: listId });
    await deliver(listId, 1, ['MUNICIPAL_PLATFORM']);
    expect((await listState(listId))['state']).toBe('PUBLISHING');
    await deliver(listId, 1, ['MUNICIPAL_PLATFORM', 'RELATED_WEBSITES']);
    await deliver(listId, 1, ['MUNICIPAL_PLATFORM', 'RELATED_WEBSITES']);
    expect(await listState(listId)).toMatchObject({ state: 'PUBLISHED', publishedOn: '2026-03-02' });
    expect((await registry.events('ItemListPublished')).filter((event) => event.listId === listId)).toMatchObject([{ version: 1, profile: 'CQ', items: [{ itemId: itemIds[0], leadDepartmentId: city.market.id }] }]);
  });

  test('undefined transitions are refused and change nothing', async () => {
    const { listId } = await publishedList([joint()]);
    expect((await act(city.market, 'publishItemList', { itemListId: listId })).refusal).toMatchObject({ code: 'INVALID_TRANSITION', from: 'PUBLISHED', to: 'PUBLISHING' });
    expect((await add(city.market, listId, joint())).refusal).toMatchObject({ code: 'INVALID_TRANSITION', from: 'PUBLISHED' });
    expect((await listState(listId))['state']).toBe('PUBLISHED');
  });

  test('[CQ-5.1.4-b] a repealed basis makes the item and its list stale, and the services that make tasks are told of the day', async () => {
    const { listId } = await publishedList([{ ...joint(), legalBasisRepealedOn: '2026-03-01' }]);
    expect(await listState(listId)).toMatchObject({ stale: true, items: { nodes: [{ stale: true }] } });
    expect((await registry.events('ItemListPublished')).find((event) => event.listId === listId)?.items).toMatchObject([{ legalBasisRepealedOn: '2026-03-01' }]);
    const { listId: fresh } = await publishedList([{ ...joint(), legalBasisRepealedOn: '2026-03-03' }]);
    expect(await listState(fresh)).toMatchObject({ stale: false, items: { nodes: [{ stale: false }] } });
  });
});

describe('form A.1', () => {
  test('[CQ-5.1.2-g] [CQ-A-01] [CQ-A-07] a published list is exported in the columns of table A.1', async () => {
    const { serialNo: _no, ...unnumbered } = joint();
    const { listId } = await publishedList([{ ...joint(), serialNo: 7, remark: '每年一次' }, unnumbered]);
    const { data, errors } = await registry.ask(city.market.as('LIST_MANAGER'), 'query($scope: FormScope!) { exportForm(profile: "CQ", form: "CQ_A1", scope: $scope) { columns rows } }', { scope: { itemListId: listId } });
    expect(errors).toEqual([]);
    expect(data).toEqual({ exportForm: {
      columns: ['序号', '抽查领域', '抽查事项', '检查对象', '发起部门', '配合部门', '备注'],
      rows: [
        ['7', '消防安全', '学校消防安全检查', '学校', '重庆市市场监督管理局', '重庆市消防救援总队、重庆市卫生健康委员会', '每年一次'],
        ['', '消防安全', '学校消防安全检查', '学校', '重庆市市场监督管理局', '重庆市消防救援总队、重庆市卫生健康委员会', ''],
      ],
    } });
  });
});

describe('guides', () => {
  const fields = ['legalBasis', 'contentAndMethod', 'keyPoints'] as const;
  const save = (input: Record<string, unknown>): Promise<Called> => registry.call(city.market.as('LIST_MANAGER'), 'saveGuide', 'SaveGuideInput', input, 'guide { id version state }');

  test('[CQ-6.2-b] [CQ-6.2-c] [CQ-6.2-d] [CQ-6.2-e] a guide is put into force only when it is complete', async () => {
    const { itemIds } = await listWith([joint()]);
    const whole = { itemId: itemIds[0], legalBasis: '消防法', contentAndMethod: '现场查看', keyPoints: '出示证件' };
    for (const field of ['itemId', ...fields] as const) {
      const { [field]: _left, ...rest } = whole;
      expect((await save({ ...rest, publish: true })).refusal).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 6.2' });
      expect((await save({ ...rest, publish: false })).refusal).toBeNull();
    }
    expect((await save({ ...whole, publish: true })).refusal).toBeNull();
  });

  test('the guide of a public item reaches the services that make tasks of it', async () => {
    const { listId, itemIds } = await publishedList([joint()]);
    const told = async (): Promise<unknown> => (await registry.events('ItemListPublished')).filter((event) => event.listId === listId).at(-1)?.items[0]?.guideId;
    expect(await told()).toBeNull();
    const guideId = idOf(await save({ itemId: itemIds[0], legalBasis: '消防法', contentAndMethod: '现场查看', keyPoints: '出示证件', publish: true }), 'guide');
    expect(await told()).toBe(guideId);
  });
});

test('[CQ-6.1] a task shows the rules in force for the field of its items', async () => {
  const { itemIds } = await publishedList([joint()]);
  const issue = (by: TestDepartment, input: Record<string, unknown>): Promise<Called> => registry.call(by.as('LIST_MANAGER'), 'saveRuleDocument', 'SaveRuleDocumentInput', { kind: 'WORK_RULES', content: '第一条', publish: true, ...input }, 'document { id version }');
  expect((await issue(city.county, { title: '区细则' })).refusal).toMatchObject({ code: 'FORBIDDEN' });
  await issue(city.market, { title: '通用细则' });
  const taskId = newId();
  await registry.apply((tx) => keepTask(tx, {
    taskId, taskNumber: 'T-1', name: '任务', planId: newId(), planEntryId: newId(), leadDepartmentId: city.market.id, participatingDepartmentIds: [city.fire.id], divisionCode: '500000', period: { from: '2026-04-01', to: '2026-05-01' },
    origin: 'PLAN', items: itemIds.map((itemId) => ({ itemId, departmentId: city.market.id, name: '学校消防安全检查', itemClass: 'KEY', objectType: '学校', noticeExemption: null })), profile: 'CQ', profileHash: 'h',
  }));
  const rule = async (): Promise<unknown> => (await registry.ask(city.fire.as('PLANNER'), 'query($of: [_Any!]!) { _entities(representations: $of) { ... on Task { workRule { title version field } } } }', { of: [{ __typename: 'Task', id: taskId }] })).data;
  expect(await rule()).toEqual({ _entities: [{ workRule: { title: '通用细则', version: 1, field: '' } }] });
  for (const title of ['消防细则', '消防细则（修订）']) await issue(city.market, { title, field: '消防安全' });
  await issue(city.market, { title: '食品细则', field: '食品安全' });
  expect(await rule()).toEqual({ _entities: [{ workRule: { title: '消防细则（修订）', version: 2, field: '消防安全' } }] });
});

test('every change of a list leaves an entry in its trail, and a retry makes none', async () => {
  const key = newId();
  const input = { idempotencyKey: key, name: '重庆市清单', joint: true, cause: 'WORK_NEED' };
  const first = await registry.call(city.market.as('LIST_MANAGER'), 'createItemList', 'CreateItemListInput', input, 'itemList { id }');
  const second = await registry.call(city.market.as('LIST_MANAGER'), 'createItemList', 'CreateItemListInput', input, 'itemList { id }');
  expect(idOf(second)).toBe(idOf(first));
  const { data } = await registry.ask(city.market.as('AUDITOR'), 'query($id: ID!) { auditTrail(entityId: $id) { registry { action actor department } } verifyAudit { registry { intact } } }', { id: idOf(first) });
  expect(data).toMatchObject({ auditTrail: { registry: [{ action: 'createItemList', department: city.market.id }] }, verifyAudit: { registry: { intact: true } } });
});
