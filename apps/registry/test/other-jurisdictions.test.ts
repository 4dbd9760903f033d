import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { assertOk, newId } from '@sortition/kernel';
import { PROBLEM_TAG, tagAfterResult } from '../src/inspection-object/tag-after-result.ts';
import { takeItemListReceipts } from '../src/item-list/make-item-list-public.ts';
import { enterDepartment, wholeItem, type TestDepartment } from './departments.ts';
import { registryUnderTest, type Called, type RegistryUnderTest } from './registry-under-test.ts';

let registry: RegistryUnderTest;
let changchun: TestDepartment;
let changchunFire: TestDepartment;
let county: TestDepartment;
let shenyang: TestDepartment;
let district: TestDepartment;
let guian: TestDepartment;
let guianFire: TestDepartment;

beforeAll(async () => {
  registry = await registryUnderTest();
  const enter = (name: string, level: string, divisionCode: string, profile: string): Promise<TestDepartment> => enterDepartment(registry, { name, level, divisionCode, profile });
  changchun = await enter('长春市市场监督管理局', 'MUNICIPAL', '220100', 'CC');
  changchunFire = await enter('长春市消防救援支队', 'MUNICIPAL', '220100', 'CC');
  county = await enter('农安县人民政府', 'COUNTY', '220122', 'CC');
  shenyang = await enter('沈阳市市场监督管理局', 'MUNICIPAL', '210100', 'SY');
  district = await enter('沈河区市场监督管理局', 'COUNTY', '210103', 'SY');
  guian = await enter('贵安新区市场监督管理局', 'COUNTY', '520100', 'GA');
  guianFire = await enter('贵安新区消防救援支队', 'COUNTY', '520100', 'GA');
});
afterAll(() => registry[Symbol.asyncDispose]());

const partOf = ({ payload, refusal }: Called, part: string): Record<string, string> => {
  const found = (payload as Record<string, Record<string, string>> | null)?.[part];
  if (found === undefined || found === null) throw new Error(JSON.stringify(refusal));
  return found;
};
const act = (caller: TestDepartment, role: string, operation: string, input: Record<string, unknown>): Promise<Called> =>
  registry.call(caller.as(role), operation, `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`, input, 'itemList { id state }');
const create = (maker: TestDepartment, joint: boolean, more: Record<string, unknown> = {}): Promise<Called> => act(maker, 'LIST_MANAGER', 'createItemList', { name: '抽查事项清单', joint, cause: 'WORK_NEED', ...more });
const add = (maker: TestDepartment, itemListId: string, item: Record<string, unknown>, role = 'LIST_MANAGER'): Promise<Called> =>
  registry.call(maker.as(role), 'addInspectionItem', 'AddInspectionItemInput', { itemListId, item }, 'item { id } warnings');
const deliver = (listId: string, ...channels: string[]): Promise<void> => registry.apply((tx, event) => takeItemListReceipts(tx, event, {
  subjectKind: 'ITEM_LIST', subjectId: listId, revision: 1, receipts: channels.map((channel) => ({ channel, receiptNumber: '1', deliveredAt: '2026-03-02T02:00:00Z' })),
}));

describe('Changchun', () => {
  const item = (): Record<string, unknown> => ({ ...wholeItem(changchun, changchunFire), itemClass: null, keyGround: null, selectionGrounds: [] });

  test('[CC-art4-a] an item without a legal basis is not published', async () => {
    const { id } = partOf(await create(changchun, true), 'itemList');
    await add(changchun, id ?? '', { ...item(), selectionGrounds: ['HIGH_FREQUENCY'], legalBasis: null });
    expect((await act(changchun, 'LIST_MANAGER', 'publishItemList', { itemListId: id })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'legalBasis', clause: 'CC art.4' });
  });

  test('[CC-art6-a] [CC-art6-b] [CC-art6-e] departments agree to the city list, a revision has a cause, and a local list keeps what it takes over', async () => {
    const { id } = partOf(await create(changchun, true), 'itemList');
    const { id: itemId } = partOf(await add(changchun, id ?? '', { ...item(), selectionGrounds: ['HIGH_FREQUENCY'] }), 'item');
    await act(changchun, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
    expect((await act(changchun, 'LIST_MANAGER', 'publishItemList', { itemListId: id })).refusal).toMatchObject({ code: 'PARTICIPANT_NOT_AGREED', departments: [changchunFire.id], clause: 'CC art.6' });
    await act(changchunFire, 'LIST_MANAGER', 'agreeJointItem', { itemId, agree: true });
    await act(changchun, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
    await deliver(id ?? '', 'RELATED_WEBSITES', 'COLLABORATIVE_PLATFORM');
    expect((await act(changchun, 'LIST_MANAGER', 'reviseItemList', { itemListId: id })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'cause', clause: 'CC art.6' });

    const propose = (role: string): Promise<Called> => act(county, role, 'proposeLocalItemList', { name: '农安县清单', basedOnVersion: id });
    expect((await propose('LIST_MANAGER')).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CC art.6' });
    const { id: localId } = partOf(await propose('COUNTY_GOVERNMENT'), 'itemList');
    const { data } = await registry.ask(county.as('COUNTY_GOVERNMENT'), 'query($id: ID!) { itemList(id: $id) { items { nodes { id } } } }', { id: localId });
    const [taken] = (data as { itemList: { items: { nodes: { id: string }[] } } }).itemList.items.nodes;
    const removed = await registry.call(county.as('COUNTY_GOVERNMENT'), 'removeInspectionItem', 'RemoveInspectionItemInput', { itemId: taken?.id, reason: '本县不适用' }, 'itemList { id }');
    expect(removed.refusal).toMatchObject({ code: 'PARENT_ITEM_LOCKED', clause: 'CC art.6' });
    await act(county, 'COUNTY_GOVERNMENT', 'submitItemList', { itemListId: localId });
    expect(partOf(await act(county, 'COUNTY_GOVERNMENT', 'publishItemList', { itemListId: localId }), 'itemList')['state']).toBe('PUBLISHING');
  });

  test('[CC-art7-g] who confirmed both directories, for which department and when, and that a change makes it stale', async () => {
    const taskId = newId();
    expect((await registry.call(changchun.as('INSPECTOR'), 'confirmDirectories', 'ConfirmDirectoriesInput', { taskId }, 'confirmation { state }')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    const confirmed = await registry.call(changchun.as('DIRECTORY_MANAGER'), 'confirmDirectories', 'ConfirmDirectoriesInput', { taskId }, 'confirmation { state }');
    expect(confirmed.payload).toEqual({ confirmation: { state: 'CONFIRMED' } });
    const ask = async (): Promise<unknown> => (await registry.ask(changchun.as('PLANNER'), 'query($id: ID!) { directoryConfirmation(taskId: $id) { state confirmedBy confirmedAt department { id } } }', { id: taskId })).data;
    expect(await ask()).toEqual({ directoryConfirmation: [{ state: 'CONFIRMED', confirmedBy: `directory_manager@${changchun.id}`, confirmedAt: '2026-03-02T02:00:00.000Z', department: { id: changchun.id } }] });
    const inspector = { name: '刘敏', level: 'MUNICIPAL', region: '220100', category: 'QUALIFIED_STAFF' };
    expect((await registry.call(changchun.as('DIRECTORY_MANAGER'), 'saveInspector', 'SaveInspectorInput', { inspector }, 'inspector { id }')).refusal).toBeNull();
    expect(await ask()).toMatchObject({ directoryConfirmation: [{ state: 'STALE' }] });
    expect((await registry.events('DirectoryConfirmed')).filter((event) => event.taskId === taskId).map(({ state }) => state)).toEqual(['CONFIRMED', 'STALE']);
  });
});

describe('Shenyang', () => {
  const item = (): Record<string, unknown> => ({ ...wholeItem(shenyang), joint: false, itemClass: 'GENERAL', keyGround: null, selectionGrounds: [], participatingDepartmentIds: [] });

  test('[SY-art5-1-a] the city list is made by the city', async () => {
    expect((await create(district, false)).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.5(1)' });
    expect((await create(shenyang, false)).refusal).toBeNull();
  });

  test('[SY-art10-b] the classes are GENERAL and KEY', async () => {
    const { id } = partOf(await create(shenyang, false), 'itemList');
    expect((await add(shenyang, id ?? '', { ...item(), itemClass: 'B' })).refusal).toMatchObject({ code: 'ITEM_CLASS_INVALID', clause: 'SY art.10' });
  });

  test('[SY-art7-2-c] [SY-art7-2-e] [SY-art10-a] legal division and justice review the list, and a district only chooses from it', async () => {
    const { id } = partOf(await create(shenyang, false), 'itemList');
    await add(shenyang, id ?? '', item());
    await act(shenyang, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
    const publish = (): Promise<Called> => act(shenyang, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
    expect((await publish()).refusal).toMatchObject({ code: 'APPROVAL_REQUIRED', role: 'LEGAL_REVIEWER', clause: 'SY art.7(2)' });
    expect((await act(shenyang, 'JUSTICE_REVIEWER', 'reviewItemList', { itemListId: id, approve: true })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    await act(shenyang, 'LEGAL_REVIEWER', 'reviewItemList', { itemListId: id, approve: true });
    expect((await publish()).refusal).toMatchObject({ code: 'APPROVAL_REQUIRED', role: 'JUSTICE_REVIEWER', clause: 'SY art.7(2)' });
    await act(shenyang, 'JUSTICE_REVIEWER', 'reviewItemList', { itemListId: id, approve: true });
    expect(partOf(await publish(), 'itemList')['state']).toBe('PUBLISHED');
    const { id: ownId } = partOf(await act(district, 'LIST_MANAGER', 'proposeLocalItemList', { name: '沈河区清单', basedOnVersion: id }), 'itemList');
    expect((await add(district, ownId ?? '', item())).refusal).toMatchObject({ code: 'ITEM_NOT_IN_PARENT_LIST', clause: 'SY art.10' });
  });

  test('[SY-art3-d] [SY-art3-f] [SY-art11-2-a] codes and categories of the text are enforced, and another department edits nothing', async () => {
    const entity = { kind: 'NON_PROFIT_ENTITY', name: '沈河区图书馆', divisionCode: '210103' };
    const save = (by: TestDepartment, object: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Called> => registry.call(by.as('DIRECTORY_MANAGER'), 'saveInspectionObject', 'SaveInspectionObjectInput', { object, ...more }, 'inspectionObject { id }');
    expect((await save(district, entity)).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'uscc' });
    const code = assertOk(completeUscc('12210103MB1234567')).text;
    expect((await save(district, { ...entity, uscc: `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}` })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'uscc' });
    const { id } = partOf(await save(district, { ...entity, uscc: code }), 'inspectionObject');
    expect((await save(shenyang, { ...entity, uscc: code }, { id })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.11(2)' });
    const inspector = { name: '赵强', level: 'COUNTY', region: '210103', category: 'OTHER_STAFF' };
    expect((await registry.call(district.as('DIRECTORY_MANAGER'), 'saveInspector', 'SaveInspectorInput', { inspector }, 'inspector { id }')).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'category' });
  });
});

describe("Gui'an", () => {
  const whole = (): Record<string, unknown> => ({ ...wholeItem(guian), joint: false, itemClass: 'A', keyGround: null, content: '现场查看', ratioMax: '0.1', frequency: '每年一次', selectionGrounds: [], participatingDepartmentIds: [] });
  const listWith = async (item: Record<string, unknown>): Promise<{ listId: string; added: Called }> => {
    const { id } = partOf(await create(guian, false), 'itemList');
    return { listId: id ?? '', added: await add(guian, id ?? '', item) };
  };

  test.each([
    ['GA-art14-a', 'legalBasis', 'legalBasis'], ['GA-art14-b', 'inspectingBody', 'inspectingBody'], ['GA-art14-c', 'objectType', 'objectType'], ['GA-art14-d', 'content', 'content'],
    ['GA-art14-e', 'modes', 'modes'], ['GA-art14-f', 'ratioMax', 'ratio'], ['GA-art14-g', 'frequency', 'frequency'],
  ])('[%s] an item without %s is not published', async (_id, left, field) => {
    const { [left]: _out, ...rest } = whole();
    const { listId } = await listWith(rest);
    expect((await act(guian, 'LIST_MANAGER', 'publishItemList', { itemListId: listId })).refusal).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'GA art.14' });
  });

  test('[GA-art14-j] [GA-art14-k] [GA-art14-l] [GA-art14-m] classes, their ratios and their departments', async () => {
    const refusalOf = async (change: Record<string, unknown>): Promise<unknown> => (await listWith({ ...whole(), ...change })).added.refusal;
    expect(await refusalOf({ itemClass: 'KEY' })).toMatchObject({ code: 'ITEM_CLASS_INVALID', clause: 'GA art.14' });
    expect(await refusalOf({ itemClass: 'A', ratioMax: '0.10' })).toBeNull();
    expect(await refusalOf({ itemClass: 'A', ratioMax: '0.1001' })).toMatchObject({ code: 'ITEM_CLASS_RATIO_MISMATCH', clause: 'GA art.14' });
    expect(await refusalOf({ itemClass: 'B', ratioMax: '0.10' })).toMatchObject({ code: 'ITEM_CLASS_RATIO_MISMATCH', clause: 'GA art.14' });
    for (const ratioMax of ['0.1001', '1.0']) expect(await refusalOf({ itemClass: 'B', ratioMax })).toBeNull();
    expect(await refusalOf({ itemClass: 'C', ratioMax: null })).toMatchObject({ code: 'JOINT_ITEM_NEEDS_DEPARTMENTS', clause: 'GA art.14' });
    for (const ratioMax of [null, '0.01', '0.9']) expect(await refusalOf({ itemClass: 'C', ratioMax, participatingDepartmentIds: [guianFire.id] })).toBeNull();
  });

  test('[GA-art44-b] a list is public with the receipt of the provincial platform', async () => {
    const { listId } = await listWith(whole());
    await act(guian, 'LIST_MANAGER', 'submitItemList', { itemListId: listId });
    expect(partOf(await act(guian, 'LIST_MANAGER', 'publishItemList', { itemListId: listId }), 'itemList')['state']).toBe('PUBLISHING');
    await deliver(listId, 'GZ_PROVINCIAL_PLATFORM');
    const { data } = await registry.ask(guian.as('LIST_MANAGER'), 'query($id: ID!) { itemList(id: $id) { state version receipts { channel } } }', { id: listId });
    expect(data).toEqual({ itemList: { state: 'PUBLISHED', version: 1, receipts: [{ channel: 'GZ_PROVINCIAL_PLATFORM' }] } });
  });

  const codeOf = (number: number): string => assertOk(completeUscc(`91520100MA${String(number).padStart(7, '0')}`)).text;
  const object = (number: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({ kind: 'MARKET_ENTITY', name: `贵安企业${number}`, code: codeOf(number), inspectionAddress: '贵安新区1号', legalRepresentative: '龙*', divisionCode: '520100', ...more });
  const save = (input: Record<string, unknown>): Promise<Called> => registry.call(guian.as('DIRECTORY_MANAGER'), 'saveInspectionObject', 'SaveInspectionObjectInput', { object: input }, 'inspectionObject { id }');

  test.each([
    ['GA-art17-a', 'name', 'identifierName'], ['GA-art17-b', 'code', 'identifierCode'], ['GA-art17-d', 'inspectionAddress', 'address'], ['GA-art17-e', 'legalRepresentative', 'responsiblePerson'],
  ])('[%s] an entry without %s is refused', async (_id, left, field) => {
    const { [left]: _out, ...rest } = object(1);
    expect((await save(rest)).refusal).toMatchObject({ code: 'MISSING_FIELD', field });
  });

  test.each([['GA-art18-a', 'INDUSTRY:5210'], ['GA-art18-b', 'REGION:马场镇'], ['GA-art18-c', 'RISK:HIGH'], ['GA-art18-d', 'CREDIT:A']])('[%s] objects are tagged and found by %s', async (_id, tag) => {
    const number = 10 + ['INDUSTRY', 'REGION', 'RISK', 'CREDIT'].indexOf(tag.split(':')[0] ?? '');
    const { id } = partOf(await save(object(number)), 'inspectionObject');
    const tagging = (add: string[]): Promise<Called> => registry.call(guian.as('DIRECTORY_MANAGER'), 'tagInspectionObjects', 'TagInspectionObjectsInput', { objectIds: [id], add }, 'changed');
    expect((await tagging([tag])).payload).toEqual({ changed: 1 });
    const { data } = await registry.ask(guian.as('PLANNER'), 'query($tag: String) { inspectionObjects(filter: { tag: $tag }) { nodes { id } } }', { tag });
    expect(data).toEqual({ inspectionObjects: { nodes: [{ id }] } });
    expect((await tagging(['WEATHER:rain'])).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'tag', clause: 'GA art.18' });
  });

  test('[GA-art18-e] a result with a problem changes the risk tag, and the history names the result', async () => {
    const { id } = partOf(await save(object(20)), 'inspectionObject');
    const resultId = newId();
    const result = {
      inspectionId: newId(), taskId: newId(), taskNumber: 'T-1', objectId: id ?? '', resultId, departmentId: guian.id, formedAt: '2026-03-02T02:00:00Z', inspectedOn: '2026-03-02',
      entity: { objectId: id ?? '', kind: 'MARKET_ENTITY', name: '贵安企业20', uscc: null, divisionCode: '520100', district: '' }, items: [], code: 'PROBLEM', labelZh: '不合格', problemFound: true, enteredById: null, version: 1, rechecked: false,
      profile: 'GA', profileHash: 'h',
    };
    await registry.apply((tx, event) => tagAfterResult(tx, event, result));
    const rostered = async (): Promise<unknown> => (await registry.events('ObjectRosterChanged')).at(-1)?.objects;
    expect(await rostered()).toMatchObject([{ objectId: id, tags: [PROBLEM_TAG] }]);
    await registry.apply((tx, event) => tagAfterResult(tx, event, { ...result, resultId: newId(), problemFound: false }));
    expect(await rostered()).toMatchObject([{ objectId: id, tags: [] }]);
    const { data } = await registry.ask(guian.as('PLANNER'), 'query($id: ID!) { inspectionObject(id: $id) { history { tags reason } } }', { id });
    expect(data).toEqual({ inspectionObject: { history: [{ tags: [PROBLEM_TAG], reason: `result ${resultId}` }, { tags: [], reason: null }] } });
  });

  test('[GA-art16] the directory is compared with its source', async () => {
    const known = [30, 31, 32];
    for (const number of known) await save(object(number));
    const codes = [...known, 33].map(codeOf);
    const { data } = await registry.ask(guian.as('PLANNER'), 'query($codes: [String!]!) { directoryCoverage(divisionCode: "520100", sourceCodes: $codes) { inSource inDirectory coverage missingCodes } }', { codes });
    expect(data).toEqual({ directoryCoverage: { inSource: 4, inDirectory: 3, coverage: 0.75, missingCodes: [codeOf(33)] } });
  });

  test('a department without list, directories and guide is not ready', async () => {
    const fresh = await enterDepartment(registry, { name: '贵安新区文体局', level: 'COUNTY', divisionCode: '520100', profile: 'GA' });
    const { data } = await registry.ask(fresh.as('PLANNER'), 'query($id: ID!) { departmentReadiness(departmentId: $id) { ready missing } }', { id: fresh.id });
    expect(data).toEqual({ departmentReadiness: { ready: false, missing: expect.arrayContaining(['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY']) } });
  });
});
