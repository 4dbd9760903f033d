import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { assertOk, newId } from '@sortition/kernel';
import { PROBLEM_TAG, tagAfterResult } from '../src/inspection-object/tag-after-result.ts';
import { keepPlanReport } from '../src/joint-list/plan-report.store.ts';
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
let province: TestDepartment;
let nationalCounty: TestDepartment;

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
  province = await enter('河北省市场监督管理局', 'PROVINCIAL', '130000', 'SAMR');
  nationalCounty = await enter('正定县市场监督管理局', 'COUNTY', '130123', 'SAMR');
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

const call = (caller: TestDepartment, role: string, operation: string, input: Record<string, unknown>, selection: string): Promise<Called> =>
  registry.call(caller.as(...role.split('+')), operation, `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`, input, selection);
const query = async (caller: TestDepartment, document: string, variables: Record<string, unknown> = {}, role = 'DIRECTORY_MANAGER+PLANNER'): Promise<Record<string, never>> => {
  const { data, errors } = await registry.ask(caller.as(...role.split('+')), document, variables);
  expect(errors).toEqual([]);
  return data as Record<string, never>;
};
const creditCode = (prefix: string, number: number): string => assertOk(completeUscc(`${prefix}MA${String(number).padStart(7, '0')}`)).text;
const onRoster = async (objectId: string | undefined): Promise<unknown> =>
  (await registry.events('ObjectRosterChanged')).flatMap(({ objects }) => objects).filter((object) => object.objectId === objectId).at(-1)?.active;

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

  test('[CC-art6-d] a county government issues a local list by itself; a county department does not', async () => {
    const { id } = partOf(await create(changchun, false, { name: '市级清单' }), 'itemList');
    await add(changchun, id ?? '', { ...item(), joint: false, leadDepartmentId: changchun.id, participatingDepartmentIds: [] });
    await act(changchun, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
    await act(changchun, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
    await deliver(id ?? '', 'RELATED_WEBSITES', 'COLLABORATIVE_PLATFORM');
    const local = (role: string, more: Record<string, unknown> = { basedOnVersion: id }): Promise<Called> => act(county, role, 'createItemList', { name: '农安县清单', joint: false, cause: 'WORK_NEED', local: true, ...more });
    expect((await local('LIST_MANAGER')).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CC art.6' });
    expect((await local('COUNTY_GOVERNMENT', {})).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'basedOnVersion', clause: 'CC art.6' });
    const { id: localId } = partOf(await local('COUNTY_GOVERNMENT'), 'itemList');
    await add(county, localId ?? '', { ...item(), joint: false, name: '本县事项', leadDepartmentId: county.id, participatingDepartmentIds: [] }, 'COUNTY_GOVERNMENT');
    await act(county, 'COUNTY_GOVERNMENT', 'submitItemList', { itemListId: localId });
    expect(partOf(await act(county, 'COUNTY_GOVERNMENT', 'publishItemList', { itemListId: localId }), 'itemList')['state']).toBe('PUBLISHING');
  });

  test('[CC-notice-a] a development zone has departments of its own', async () => {
    const zone = await enterDepartment(registry, { name: '长春新区市场监督管理局', level: 'DEVELOPMENT_ZONE', divisionCode: '220171', profile: 'CC' });
    expect((await registry.events('DepartmentSaved')).find(({ departmentId }) => departmentId === zone.id)).toMatchObject({ level: 'DEVELOPMENT_ZONE', profile: 'CC' });
  });

  const enterprise = (number: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({ kind: 'MARKET_ENTITY', name: `长春企业${number}`, code: creditCode('91220122', number), divisionCode: '220122', ...more });
  const importing = (by: TestDepartment, rows: readonly Record<string, unknown>[], prefix: string): Promise<Called> =>
    call(by, 'DIRECTORY_MANAGER', 'importInspectionObjects', { sourceSystem: prefix, rows: rows.map((object, index) => ({ externalId: `${prefix}-${index}`, object })) }, 'created refused rows { outcome inspectionObject { id ownerDepartment { id } } errors { code field } }');

  test('[CC-art7-b] a city department brings both directories in as it holds them', async () => {
    const objects = (await importing(changchunFire, [enterprise(1), enterprise(2)], 'FIRE')).payload as unknown as { rows: { inspectionObject: { ownerDepartment: { id: string } } }[] };
    expect(objects.rows.map(({ inspectionObject }) => inspectionObject.ownerDepartment.id)).toEqual([changchunFire.id, changchunFire.id]);
    const person = { level: 'MUNICIPAL', region: '220100', category: 'QUALIFIED_STAFF' };
    const rows = [{ ...person, name: '孙一', phone: '13800000001' }, { ...person, name: '孙二', category: 'ASTRONAUT' }, { ...person, name: '孙一', phone: '13800000001', specialties: ['消防'] }];
    const people = (await call(changchunFire, 'DIRECTORY_MANAGER', 'importInspectors', { rows }, 'rows { line outcome code field inspector { name specialties department { id } } }')).payload;
    expect(people).toEqual({ rows: [
      { line: 1, outcome: 'CREATED', code: null, field: null, inspector: { name: '孙一', specialties: ['消防'], department: { id: changchunFire.id } } },
      { line: 2, outcome: 'REFUSED', code: 'INVALID_VALUE', field: 'category', inspector: null },
      { line: 3, outcome: 'UPDATED', code: null, field: null, inspector: { name: '孙一', specialties: ['消防'], department: { id: changchunFire.id } } },
    ] });
  });

  test('[CC-art7-c] a city department has counties build a directory, and sees who has not delivered', async () => {
    const counties: TestDepartment[] = [];
    for (const code of ['220102', '220103', '220104', '220105', '220106']) counties.push(await enterDepartment(registry, { name: `${code}市场监督管理局`, level: 'COUNTY', divisionCode: code, profile: 'CC' }));
    const ask = (by: TestDepartment, departmentIds: readonly string[]): Promise<Called> => call(by, 'DIRECTORY_MANAGER', 'requestDirectoryBuild', { directory: 'OBJECT', departmentIds }, 'build { id missing { id } }');
    const ids = counties.map(({ id }) => id);
    expect((await ask(county, ids)).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CC art.7' });
    expect((await ask(changchun, [...ids, shenyang.id])).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'departmentIds', value: shenyang.id });
    const build = partOf(await ask(changchun, ids), 'build') as unknown as { id: string; missing: unknown[] };
    expect(build.missing).toHaveLength(5);
    for (const [index, each] of counties.slice(0, 3).entries()) await importing(each, [enterprise(20 + index)], `BUILD${index}`);
    const { directoryBuildStatus } = await query(changchun, 'query($id: ID!) { directoryBuildStatus(id: $id) { delivered { department { id } entries } missing { id } } }', { id: build.id }) as unknown as { directoryBuildStatus: { delivered: { entries: number }[]; missing: { id: string }[] } };
    expect(directoryBuildStatus.missing.map(({ id }) => id).toSorted()).toEqual(ids.slice(3).toSorted());
    expect(directoryBuildStatus.delivered.map(({ entries }) => entries)).toEqual([1, 1, 1]);
  });

  test('[CC-art7-d] [CC-art7-e] entities are proposed by industry and scope, and drawn only once the department has confirmed them', async () => {
    const entities = [
      enterprise(40, { tags: ['INDUSTRY:5299'] }), enterprise(41, { businessScope: '食品销售；餐饮服务' }), enterprise(42, { tags: ['INDUSTRY:6210'], businessScope: '软件开发' }),
    ].map((object, index) => ({ externalId: `G-${index}`, object }));
    const generate = (by: TestDepartment, criteria: Record<string, unknown>): Promise<Called> =>
      call(by, 'DIRECTORY_MANAGER', 'generateObjectCandidates', { sourceSystem: 'COLLABORATIVE_PLATFORM', entities, ...criteria }, 'created rows { inspectionObject { id name state } }');
    expect((await generate(shenyang, { industryCodes: ['52'] })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await generate(changchun, {})).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'industryCodes', clause: 'CC art.7' });
    const { rows } = (await generate(changchun, { industryCodes: ['52'], keywords: ['餐饮'] })).payload as unknown as { rows: { inspectionObject: { id: string; name: string; state: string } }[] };
    expect(rows.map(({ inspectionObject: { name, state } }) => [name, state])).toEqual([['长春企业40', 'CANDIDATE'], ['长春企业41', 'CANDIDATE']]);
    const [first, second] = rows.map(({ inspectionObject }) => inspectionObject.id);
    const { inspectionObjects } = await query(changchun, '{ inspectionObjects(filter: { states: [CANDIDATE] }) { nodes { id } } }') as unknown as { inspectionObjects: { nodes: { id: string }[] } };
    expect(inspectionObjects.nodes.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
    expect([await onRoster(first), await onRoster(second)]).toEqual([false, false]);
    await call(changchun, 'DIRECTORY_MANAGER', 'saveInspectionObject', { id: first, object: entities[0]?.object }, 'inspectionObject { id }');
    expect(await onRoster(first)).toBe(false);
    const confirm = (by: TestDepartment, objectId: string | undefined, accept: boolean): Promise<Called> => call(by, 'DIRECTORY_MANAGER', 'confirmObjectCandidates', { objectIds: [objectId], accept }, 'changed');
    expect((await confirm(changchunFire, first, true)).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await confirm(changchun, first, true)).payload).toEqual({ changed: 1 });
    expect((await confirm(changchun, second, false)).payload).toEqual({ changed: 1 });
    expect([await onRoster(first), await onRoster(second)]).toEqual([true, false]);
    expect((await confirm(changchun, first, true)).refusal).toMatchObject({ code: 'INVALID_TRANSITION', from: 'ACTIVE', clause: 'CC art.7' });
  });

  test('[CC-art7-a] a standard that market supervision and justice stand behind is asked of every entry', async () => {
    const propose = (by: TestDepartment, directory: string, requiredFields: readonly string[]): Promise<Called> => call(by, 'DIRECTORY_MANAGER', 'proposeDirectoryStandard', { directory, requiredFields }, 'standard { id version state issuers }');
    expect((await propose(county, 'OBJECT', ['businessScope'])).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CC art.7' });
    expect((await propose(shenyang, 'OBJECT', ['businessScope'])).refusal).toMatchObject({ code: 'FORBIDDEN' });
    const { id, state } = partOf(await propose(changchun, 'OBJECT', ['businessScope']), 'standard');
    expect(state).toBe('PROPOSED');
    expect((await importing(changchun, [enterprise(60)], 'STD0')).payload).toMatchObject({ created: 1 });
    const agree = (standardId: string | undefined): Promise<Called> => call(changchun, 'JUSTICE_REVIEWER', 'agreeDirectoryStandard', { standardId }, 'standard { version state issuers }');
    expect((await agree(id)).payload).toEqual({ standard: { version: 1, state: 'IN_FORCE', issuers: ['MUNICIPAL_AMR', 'MUNICIPAL_JUSTICE'] } });
    expect((await importing(changchun, [enterprise(61), enterprise(62, { businessScope: '零售' })], 'STD1')).payload).toMatchObject({ created: 1, rows: [{ outcome: 'REFUSED', errors: [{ code: 'MISSING_FIELD', field: 'businessScope' }] }, { outcome: 'CREATED' }] });
    const { id: ofInspectors } = partOf(await propose(changchun, 'INSPECTOR', ['certificateNo']), 'standard');
    await agree(ofInspectors);
    const row = { name: '钱三', level: 'MUNICIPAL', region: '220100', category: 'QUALIFIED_STAFF' };
    expect((await call(changchun, 'DIRECTORY_MANAGER', 'importInspectors', { rows: [row, { ...row, certificateNo: '2201' }] }, 'rows { outcome code field }')).payload)
      .toEqual({ rows: [{ outcome: 'REFUSED', code: 'MISSING_FIELD', field: 'certificateNo' }, { outcome: 'CREATED', code: null, field: null }] });
    for (const directory of ['OBJECT', 'INSPECTOR']) await agree(partOf(await propose(changchun, directory, []), 'standard')['id']);
    expect((await importing(changchun, [enterprise(61)], 'STD2')).payload).toMatchObject({ created: 1 });
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

  test('[SY-art7-2-c] [SY-art7-2-e] [SY-art7-2-f] [SY-art10-a] legal division and justice review the list, and a district only chooses from it', async () => {
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

  const save = (by: TestDepartment, object: Record<string, unknown>, more: Record<string, unknown> = {}, role = 'DIRECTORY_MANAGER'): Promise<Called> =>
    call(by, role, 'saveInspectionObject', { object, ...more }, 'inspectionObject { id subtype state responsibleDepartments { id } }');
  const company = (number: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({ kind: 'FOR_PROFIT_ENTITY', name: `沈阳企业${number}`, code: creditCode('91210103', number), divisionCode: '210103', ...more });

  test('[SY-art3-a] [SY-art3-b] [SY-art3-c] [SY-art3-e] kinds and subtypes are those of the text, and a licence makes a for-profit entity', async () => {
    expect((await save(district, { kind: 'SITE', siteName: '仓库', divisionCode: '210103' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'SY art.3' });
    for (const [index, subtype] of ['COMPANY', 'NON_COMPANY_LEGAL_PERSON', 'PARTNERSHIP', 'SOLE_PROPRIETORSHIP', 'FARMERS_COOPERATIVE', 'BRANCH', 'INDIVIDUAL_BUSINESS'].entries()) {
      expect(partOf(await save(district, company(index, { subtype })), 'inspectionObject')['subtype']).toBe(subtype);
    }
    expect((await save(district, company(9, { subtype: 'GUILD' }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'subtype' });
    expect((await save(district, company(9, { subtype: 'PRODUCT' }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'subtype' });
    const { code: _licence, ...unlicensed } = company(9);
    expect((await save(district, unlicensed)).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'businessLicenceNo' });
    expect((await save(district, { kind: 'NON_MARKET_OBJECT', subtype: 'PRODUCT', name: '电缆', code: 'P-2026-1', divisionCode: '210103' })).refusal).toBeNull();
  });

  test('[SY-art5-1-b] [SY-art6-1] city and districts keep their own directories, and nobody another one', async () => {
    const other = await enterDepartment(registry, { name: '大东区市场监督管理局', level: 'COUNTY', divisionCode: '210104', profile: 'SY' });
    const { id: ofCity } = partOf(await save(shenyang, company(20, { divisionCode: '210100' })), 'inspectionObject');
    expect((await save(district, company(20, { divisionCode: '210100' }), { id: ofCity })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.11(2)' });
    expect((await save(district, company(21), { ownerDepartmentId: shenyang.id })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.11(2)' });
    const { id: ofDistrict } = partOf(await save(district, company(22)), 'inspectionObject');
    expect((await save(district, company(22, { name: '改名' }), { id: ofDistrict })).refusal).toBeNull();
    expect((await save(other, company(22), { id: ofDistrict })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.11(2)' });
  });

  test('[SY-art7-1-a] [SY-art7-3-d] a division keeps its line, and the one that coordinates keeps all lines of the list', async () => {
    const division = (name: string): Promise<TestDepartment> => enterDepartment(registry, { name, level: 'MUNICIPAL', divisionCode: '210100', profile: 'SY', parentId: shenyang.id });
    const [credit, food, advertising] = [await division('信用监督管理处'), await division('食品处'), await division('广告处')];
    const { id } = partOf(await create(shenyang, false), 'itemList');
    const { id: itemId } = partOf(await add(food, id ?? '', { ...item(), leadDepartmentId: food.id }), 'item');
    const update = (by: TestDepartment, role: string, more: Record<string, unknown> = {}): Promise<Called> => call(by, role, 'updateInspectionItem', { itemId, item: { ...item(), leadDepartmentId: food.id, ...more } }, 'item { id }');
    expect((await update(food, 'LIST_MANAGER', { name: '食品抽查' })).refusal).toBeNull();
    expect((await update(advertising, 'LIST_MANAGER')).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.7(1)' });
    expect((await update(food, 'LIST_MANAGER', { leadDepartmentId: advertising.id })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await update(district, 'LIST_MANAGER+COORDINATOR')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await update(credit, 'LIST_MANAGER+COORDINATOR', { name: '统筹后' })).refusal).toBeNull();
    expect((await update(food, 'LIST_MANAGER', { family: 'REGISTRATION_INFO' })).refusal).toMatchObject({ code: 'FORBIDDEN', field: 'family', clause: 'SY art.7(1)' });
    expect((await update(credit, 'LIST_MANAGER+COORDINATOR', { family: 'GARDENING' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'family' });
    expect((await update(credit, 'LIST_MANAGER+COORDINATOR', { family: 'REGISTRATION_INFO' })).refusal).toBeNull();
    const { id: objectId } = partOf(await save(food, company(30, { divisionCode: '210100' })), 'inspectionObject');
    expect((await save(advertising, company(30, { divisionCode: '210100' }), { id: objectId })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    const inspector = { name: '孙丽', level: 'MUNICIPAL', region: '210100', category: 'QUALIFIED_STAFF' };
    const { id: inspectorId } = partOf(await call(food, 'DIRECTORY_MANAGER', 'saveInspector', { inspector }, 'inspector { id }'), 'inspector');
    expect((await call(advertising, 'DIRECTORY_MANAGER', 'saveInspector', { id: inspectorId, inspector }, 'inspector { id }')).refusal).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('[SY-art7-2-a] [SY-art7-2-b] divisions enter inspectors, and only the legal division confirms and changes their qualification', async () => {
    const draft = { name: '周强', level: 'COUNTY', region: '210103', category: 'QUALIFIED_STAFF', certificateNo: '2101-1' };
    const enter = (role: string, inspector: Record<string, unknown>, id?: string): Promise<Called> => call(district, role, 'saveInspector', { inspector, ...(id === undefined ? {} : { id }) }, 'inspector { id state }');
    const rostered = async (id: string | undefined): Promise<unknown> => (await registry.events('InspectorRosterChanged')).flatMap(({ inspectors }) => inspectors).filter(({ inspectorId }) => inspectorId === id).at(-1)?.active;
    const { id, state } = partOf(await enter('DIRECTORY_MANAGER', draft), 'inspector');
    expect([state, await rostered(id)]).toEqual(['ENTERED', false]);
    expect((await call(district, 'DIRECTORY_MANAGER', 'confirmInspector', { id }, 'inspector { state }')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    await call(district, 'LEGAL_REVIEWER', 'confirmInspector', { id }, 'inspector { state }');
    expect(await rostered(id)).toBe(true);
    for (const change of [{ certificateNo: '2101-2' }, { qualified: false }, { certificateExpiresOn: '2030-01-01' }, { qualifications: ['行政执法证'] }]) {
      expect((await enter('DIRECTORY_MANAGER', { ...draft, ...change }, id)).refusal).toMatchObject({ code: 'FORBIDDEN', field: 'qualification', clause: 'SY art.7(2)' });
    }
    expect((await enter('DIRECTORY_MANAGER', { ...draft, specialties: ['食品'] }, id)).refusal).toBeNull();
    expect((await enter('DIRECTORY_MANAGER+LEGAL_REVIEWER', { ...draft, certificateNo: '2101-2' }, id)).refusal).toBeNull();
    const { boundary: _none, ...unbound } = { ...draft, boundary: null, region: null };
    expect((await enter('DIRECTORY_MANAGER', unbound)).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'boundary', clause: 'SY art.11(1)' });
  });

  test('[SY-art5-2-a] the rules of the city are versions, and those in force stand beside the profile', async () => {
    const rule = (by: TestDepartment, title: string, more: Record<string, unknown> = {}): Promise<Called> => call(by, 'LEGAL_REVIEWER', 'saveRuleDocument', { kind: 'WORK_RULES', title, content: '第一条', publish: true, ...more }, 'document { id version state }');
    expect((await rule(district, '区细则')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await rule(shenyang, ' ')).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'title' });
    await rule(shenyang, '沈阳市随机抽查工作细则');
    await rule(shenyang, '沈阳市随机抽查工作细则（修订）');
    await rule(shenyang, '随机抽查工作制度', { kind: 'WORK_SYSTEM' });
    await rule(shenyang, '草案', { kind: 'WORK_SYSTEM', field: '食品', publish: false });
    const { profile } = await query(district, '{ profile(code: "SY") { documents { kind title version state inForceOn } } }');
    expect(profile).toEqual({ documents: [
      { kind: 'WORK_RULES', title: '沈阳市随机抽查工作细则（修订）', version: 2, state: 'IN_FORCE', inForceOn: '2026-03-02' }, { kind: 'WORK_SYSTEM', title: '随机抽查工作制度', version: 1, state: 'IN_FORCE', inForceOn: '2026-03-02' },
    ] });
  });

  test('[SY-art11-1-b] [SY-art11-1-d] a file with errors is taken row by row, and the report shows who lacks what', async () => {
    const clerk = await enterDepartment(registry, { name: '浑南区市场监督管理局', level: 'COUNTY', divisionCode: '210112', profile: 'SY' });
    const rows = Array.from({ length: 9 }, (_none, index) => ({ externalId: `Q-${index}`, object: company(100 + index, { divisionCode: '210112', ...(index === 8 ? { code: null } : {}) }) }));
    const imported = (await call(clerk, 'DIRECTORY_MANAGER', 'importInspectionObjects', { sourceSystem: 'HN', rows }, 'created refused rows { line errors { code field } }')).payload as unknown as { created: number; refused: number; rows: { errors: unknown[] }[] };
    expect(imported).toMatchObject({ created: 8, refused: 1 });
    expect(imported.rows[8]?.errors).toEqual([{ code: 'MISSING_FIELD', field: 'businessLicenceNo' }]);
    for (const number of [120, 121]) await save(clerk, { kind: 'NON_PROFIT_ENTITY', name: `协会${number}`, registrationNumber: number === 120 ? '110000002420092' : '110000002420105', divisionCode: '210112' }, { draft: true });
    const { directoryQuality } = await query(clerk, '{ directoryQuality(divisionCode: "210112") { entries completeness missing { field entries } deficient { name missingFields } } }') as unknown as { directoryQuality: { deficient: { name: string }[] } };
    expect(directoryQuality).toMatchObject({ entries: 10, completeness: 0.8, missing: [{ field: 'uscc', entries: 2 }] });
    expect(directoryQuality.deficient.map(({ name }) => name).toSorted()).toEqual(['协会120', '协会121']);
  });

  test('[SY-art11-1-c] the same code in two districts is one object with two responsible units', async () => {
    const east = await enterDepartment(registry, { name: '皇姑区市场监督管理局', level: 'COUNTY', divisionCode: '210105', profile: 'SY' });
    const { id } = partOf(await save(district, company(40)), 'inspectionObject');
    expect((await save(east, company(40, { divisionCode: '210105' }))).refusal).toMatchObject({ code: 'DUPLICATE_OBJECT', inspectionObjectId: id, clause: 'SY art.11(1)' });
    const shared = partOf(await save(east, company(40, { divisionCode: '210105' }), { shareExisting: true }), 'inspectionObject');
    expect(shared).toMatchObject({ id, responsibleDepartments: [{ id: district.id }, { id: east.id }] });
    const { inspectionObjects } = await query(east, 'query($code: String) { inspectionObjects(filter: { code: $code }) { totalCount } }', { code: creditCode('91210103', 40) });
    expect(inspectionObjects).toEqual({ totalCount: 1 });
  });

  test('[SY-art11-2-b] [SY-art11-2-c] [SY-art11-2-d] entries follow the systems that the text names for their kind', async () => {
    const [firm, club] = [creditCode('91210103', 50), assertOk(completeUscc('51210103MJ0000050')).text];
    const { id } = partOf(await save(district, company(50)), 'inspectionObject');
    const { id: clubId } = partOf(await save(district, { kind: 'NON_PROFIT_ENTITY', name: '沈河协会', uscc: club, divisionCode: '210103' }), 'inspectionObject');
    const { id: productId } = partOf(await save(district, { kind: 'NON_MARKET_OBJECT', subtype: 'PRODUCT', name: '锅炉', code: 'P-50', divisionCode: '210103' }), 'inspectionObject');
    const sync = (by: TestDepartment, source: string, ...changes: Record<string, unknown>[]): Promise<Called> => call(by, 'DIRECTORY_MANAGER', 'syncInspectionObjects', { source, changes }, 'updated deactivated unmatched');
    expect((await sync(district, 'CREDIT_CHINA_SY', { key: firm, name: '别的' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'source', clause: 'SY art.11(2)' });
    expect((await sync(shenyang, 'REGISTRATION', { key: firm, name: '别的' })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SY art.11(2)' });
    expect((await sync(district, 'REGISTRATION', { key: firm, name: '更名公司' }, { key: 'ABSENT' })).payload).toEqual({ updated: 1, deactivated: 0, unmatched: ['ABSENT'] });
    expect((await sync(district, 'CREDIT_CHINA_SY', { key: club, inspectionAddress: '新址' })).payload).toMatchObject({ updated: 1 });
    expect((await sync(district, 'AMR_BUSINESS_SYSTEMS', { key: 'NON_MARKET_OBJECT:P-50', name: '承压锅炉' })).payload).toMatchObject({ updated: 1 });
    const seen = async (objectId: string | undefined): Promise<unknown> => (await query(district, 'query($id: ID) { inspectionObject(id: $id) { name inspectionAddress state sourceSystem } }', { id: objectId }))['inspectionObject'];
    expect(await seen(id)).toEqual({ name: '更名公司', inspectionAddress: null, state: 'ACTIVE', sourceSystem: 'REGISTRATION' });
    expect(await seen(clubId)).toMatchObject({ inspectionAddress: '新址', sourceSystem: 'CREDIT_CHINA_SY' });
    expect(await seen(productId)).toMatchObject({ name: '承压锅炉', sourceSystem: 'AMR_BUSINESS_SYSTEMS' });
    expect((await sync(district, 'REGISTRATION', { key: firm, deregistered: true })).payload).toMatchObject({ deactivated: 1 });
    expect([await seen(id), await onRoster(id)]).toMatchObject([{ state: 'INACTIVE' }, false]);
  });

  test('[SY-art7-4-b] credit data are taken over on demand, with their source', async () => {
    const { id } = partOf(await save(district, company(60)), 'inspectionObject');
    const refresh = (): Promise<Called> => call(district, 'PLANNER', 'refreshCreditData', { inspectionObjectId: id }, 'inspectionObject { creditLevel recordedAt creditRiskClass { riskClass source receivedAt } history { reason } }');
    expect((await refresh()).refusal).toMatchObject({ code: 'REFERENCE_MISSING' });
    const rows = [{ uscc: creditCode('91210103', 60), riskClass: 'C', classifiedOn: '2026-02-01' }];
    await call(shenyang, 'COORDINATOR', 'importCreditRiskClasses', { source: 'LN_CREDIT', scheme: 'GENERAL', pushId: newId(), rows }, 'received');
    await save(district, company(60, { creditLevel: 'A' }), { id });
    expect((await refresh()).payload).toMatchObject({ inspectionObject: { creditLevel: 'C', recordedAt: '2026-03-02T02:00:00.000Z', creditRiskClass: { riskClass: 'C', source: 'LN_CREDIT', receivedAt: '2026-03-02T02:00:00.000Z' } } });
  });

  test('[SY-art11-1-a] both directories have their part for an item', async () => {
    const { id: listId } = partOf(await create(shenyang, false), 'itemList');
    const { id: itemId } = partOf(await add(shenyang, listId ?? '', item()), 'item');
    await act(shenyang, 'LIST_MANAGER', 'submitItemList', { itemListId: listId });
    for (const role of ['LEGAL_REVIEWER', 'JUSTICE_REVIEWER']) await act(shenyang, role, 'reviewItemList', { itemListId: listId, approve: true });
    await act(shenyang, 'LIST_MANAGER', 'publishItemList', { itemListId: listId });
    const [food, other] = [partOf(await save(district, company(70, { tags: ['FIELD:食品'] })), 'inspectionObject'), partOf(await save(district, company(71, { tags: ['FIELD:广告'] })), 'inspectionObject')];
    const inspectors: (string | undefined)[] = [];
    for (const [name, specialties] of [['吴六', ['食品']], ['吴七', ['广告']]] as const) {
      const { id } = partOf(await call(district, 'DIRECTORY_MANAGER', 'saveInspector', { inspector: { name, specialties, level: 'COUNTY', region: '210103', category: 'QUALIFIED_STAFF' } }, 'inspector { id }'), 'inspector');
      await call(district, 'LEGAL_REVIEWER', 'confirmInspector', { id }, 'inspector { state }');
      inspectors.push(id);
    }
    const part = (input: Record<string, unknown>): Promise<Called> => call(district, 'DIRECTORY_MANAGER', 'saveSubDirectory', { itemId, ...input }, 'subDirectory { directory tags }');
    expect((await part({ directory: 'OBJECT', tags: ['WEATHER:rain'] })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'tags', clause: 'SY art.11(1)' });
    expect((await part({ directory: 'OBJECT', tags: ['FIELD:食品'] })).refusal).toBeNull();
    expect((await part({ directory: 'INSPECTOR', tags: ['食品'] })).refusal).toBeNull();
    const held = async (): Promise<unknown> => (await query(shenyang, 'query($id: ID!) { item(id: $id) { objects { nodes { id } } inspectors { nodes { id } } } }', { id: itemId }, 'LIST_MANAGER'))['item'];
    expect(await held()).toEqual({ objects: { nodes: [{ id: food['id'] }] }, inspectors: { nodes: [{ id: inspectors[0] }] } });
    await part({ directory: 'OBJECT', tags: ['FIELD:食品'], entryIds: [other['id']] });
    expect(await held()).toMatchObject({ objects: { nodes: [{ id: food['id'] }, { id: other['id'] }] } });
  });

  test('[SY-art11-1-f] assisting parties are of the three kinds of the text', async () => {
    const enter = (kind: string): Promise<Called> => call(shenyang, 'DIRECTORY_MANAGER', 'saveExpert', { kind, name: '某机构' }, 'expert { id }');
    expect((await enter('EXPERT_SCHOLAR')).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'SY art.11(1)' });
    for (const kind of ['TESTING_BODY', 'RESEARCH_INSTITUTE', 'INDUSTRY_EXPERT']) expect((await enter(kind)).refusal).toBeNull();
  });
});

describe("Gui'an", () => {
  /** An entry of the implementation list of the department. */
  const implementation = async (by: TestDepartment): Promise<string | undefined> => {
    const { id: matterId } = partOf(await call(by, 'LIST_MANAGER', 'saveRegulatoryMatter', { kind: 'INSPECTION', name: '学校消防检查' }, 'matter { id }'), 'matter');
    return partOf(await call(by, 'LIST_MANAGER', 'saveImplementationEntry', { matterId, name: '学校消防现场检查' }, 'entry { id }'), 'entry')['id'];
  };
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
    const { listId } = await listWith({ ...whole(), implementationEntryId: await implementation(guian) });
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

  test.each([
    ['GA-art5-a', 'ITEM_LIST'], ['GA-art5-b', 'OBJECT_DIRECTORY'], ['GA-art5-c', 'INSPECTOR_DIRECTORY'], ['GA-art5-e', 'DETAILED_RULES'],
  ])('[%s] a department is told to lack %s until it has it', async (_id, asset) => {
    const clerk = await enterDepartment(registry, { name: `贵安新区${asset}`, level: 'COUNTY', divisionCode: '520100', profile: 'GA' });
    const told = async (): Promise<readonly string[] | undefined> => (await registry.events('DepartmentReadinessChanged')).filter(({ departmentId }) => departmentId === clerk.id).at(-1)?.missing;
    const listed = async (): Promise<string[]> => (await query(clerk, 'query($id: ID!) { departmentReadiness(departmentId: $id) { missing } }', { id: clerk.id }) as unknown as { departmentReadiness: { missing: string[] } }).departmentReadiness.missing;
    expect(await told()).toEqual(['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY', 'DETAILED_RULES']);
    expect(await listed()).toContain(asset);
    const gain: Readonly<Record<string, () => Promise<unknown>>> = {
      ITEM_LIST: async () => {
        const { id } = partOf(await create(clerk, false), 'itemList');
        await add(clerk, id ?? '', { ...whole(), leadDepartmentId: clerk.id, implementationEntryId: await implementation(clerk) });
        await act(clerk, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
        await act(clerk, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
        await deliver(id ?? '', 'GZ_PROVINCIAL_PLATFORM');
      },
      OBJECT_DIRECTORY: () => call(clerk, 'DIRECTORY_MANAGER', 'saveInspectionObject', { object: object(80) }, 'inspectionObject { id }'),
      INSPECTOR_DIRECTORY: () => call(clerk, 'DIRECTORY_MANAGER', 'saveInspector', { inspector: { name: '龙江', citizenId: '110101199003077598', region: '520100', unit: '支队', phone: '13900005678', level: 'COUNTY', category: 'CERTIFICATE_HOLDER' } }, 'inspector { id }'),
      DETAILED_RULES: () => call(clerk, 'LIST_MANAGER', 'saveRuleDocument', { kind: 'DETAILED_RULES', title: '抽查实施细则', content: '第一条', publish: true }, 'document { id }'),
    };
    await gain[asset]?.();
    expect(await told()).not.toContain(asset);
    expect(await told()).toHaveLength(3);
    expect(await listed()).not.toContain(asset);
  });

  test('a department without list, directories and guide is not ready', async () => {
    const fresh = await enterDepartment(registry, { name: '贵安新区文体局', level: 'COUNTY', divisionCode: '520100', profile: 'GA' });
    const { data } = await registry.ask(fresh.as('PLANNER'), 'query($id: ID!) { departmentReadiness(departmentId: $id) { ready missing } }', { id: fresh.id });
    expect(data).toEqual({ departmentReadiness: { ready: false, missing: expect.arrayContaining(['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY']) } });
  });

  test('[GA-art10-a] [GA-art10-b] [GA-art10-c] the implementation list rests on matters of inspection, and each department keeps its own', async () => {
    const matter = (by: TestDepartment, more: Record<string, unknown>): Promise<Called> => call(by, 'LIST_MANAGER', 'saveRegulatoryMatter', { name: '危险化学品监管', kind: 'INSPECTION', ...more }, 'matter { id kind }');
    const entry = (more: Record<string, unknown>): Promise<Called> => call(guian, 'LIST_MANAGER', 'saveImplementationEntry', { name: '现场检查', ...more }, 'entry { id matter { id } }');
    expect((await matter(guian, { kind: 'LICENSING' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'GA art.10' });
    const [inspection, penalty] = [partOf(await matter(guian, {}), 'matter'), partOf(await matter(guian, { kind: 'PENALTY' }), 'matter')];
    expect(partOf(await matter(guian, { kind: 'COERCION' }), 'matter')['kind']).toBe('COERCION');
    expect((await matter(guianFire, { id: inspection['id'] })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'GA art.10' });
    expect((await matter(guian, { id: inspection['id'], name: '改名' })).refusal).toBeNull();
    expect((await entry({})).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'matterId', clause: 'GA art.10' });
    expect((await entry({ matterId: penalty['id'] })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'matterId', clause: 'GA art.10' });
    expect(partOf(await entry({ matterId: inspection['id'] }), 'entry')['matter']).toEqual({ id: inspection['id'] });
    const { regulatoryMatters } = await query(guian, 'query($id: ID!) { regulatoryMatters(departmentId: $id, first: 50) { nodes { name implementationEntries { name } } } }', { id: guian.id }) as unknown as { regulatoryMatters: { nodes: unknown[] } };
    expect(regulatoryMatters.nodes).toContainEqual({ name: '改名', implementationEntries: [{ name: '现场检查' }] });
  });

  test('[GA-art14-h] an item comes from the implementation list of its department', async () => {
    const { listId } = await listWith(whole());
    expect((await act(guian, 'LIST_MANAGER', 'publishItemList', { itemListId: listId })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'implementationEntryId', clause: 'GA art.14' });
    expect((await listWith({ ...whole(), implementationEntryId: await implementation(guianFire) })).added.refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'implementationEntryId', clause: 'GA art.14' });
  });

  test('[GA-art14-i] a class C item without its entry of the guiding list is warned of', async () => {
    const joint = { ...whole(), itemClass: 'C', ratioMax: null, participatingDepartmentIds: [guianFire.id] };
    expect((await listWith(joint)).added.payload).toMatchObject({ warnings: ['REFERENCE_MISSING'] });
    expect((await listWith({ ...joint, guidanceReference: '指导清单第12项' })).added.payload).toMatchObject({ warnings: [] });
    expect((await listWith(whole())).added.payload).toMatchObject({ warnings: [] });
  });

  test('[GA-art11-a] [GA-art11-b] [GA-art11-c] a field is general unless one of three grounds makes it special', async () => {
    const field = (more: Record<string, unknown>): Promise<Called> => call(guian, 'LIST_MANAGER', 'saveSupervisionField', { name: '危险化学品', ...more }, 'field { name fieldClass ground }');
    expect((await field({ fieldClass: 'SECRET' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'fieldClass', clause: 'GA art.11' });
    expect((await field({ fieldClass: 'SPECIAL_KEY_FIELD' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'ground', clause: 'GA art.11' });
    expect((await field({ fieldClass: 'SPECIAL_KEY_FIELD', ground: 'TASTE' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'ground' });
    expect((await field({})).payload).toEqual({ field: { name: '危险化学品', fieldClass: 'GENERAL_FIELD', ground: null } });
    for (const ground of ['PUBLIC_SAFETY', 'LIFE_AND_HEALTH', 'HIGH_PUBLIC_CONCERN']) expect((await field({ fieldClass: 'SPECIAL_KEY_FIELD', ground })).payload).toMatchObject({ field: { ground } });
    const { supervisionFields } = await query(guian, 'query($id: ID!) { supervisionFields(departmentId: $id) { totalCount nodes { fieldClass } } }', { id: guian.id });
    expect(supervisionFields).toEqual({ totalCount: 1, nodes: [{ fieldClass: 'SPECIAL_KEY_FIELD' }] });
  });

  test('[GA-art12-e] the department sets how entries of its three lists are supervised', async () => {
    const keep = (by: TestDepartment, item: Record<string, unknown>, id?: string): Promise<Called> => call(by, 'LIST_MANAGER', 'saveKeySupervisionItem', { item, ...(id === undefined ? {} : { id }) }, 'keyItem { id list supervisionMode }');
    expect((await keep(guian, { list: 'SPECIAL_KEY_PLACE', name: '某处' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'list', clause: 'GA art.12' });
    for (const list of ['SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT']) {
      const { id } = partOf(await keep(guian, { list, name: '危险化学品' }), 'keyItem');
      expect((await keep(guianFire, { list, name: '危险化学品', supervisionMode: '巡查' }, id)).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'GA art.12' });
      expect((await keep(guian, { list, name: '危险化学品', supervisionMode: '驻场监管' }, id)).payload).toEqual({ keyItem: { id, list, supervisionMode: '驻场监管' } });
      expect((await registry.events('KeySupervisionItemSaved')).at(-1)).toEqual({ keyItemId: id, list, name: '危险化学品', departmentId: guian.id, active: true });
    }
    expect((await keep(shenyang, { list: 'SPECIAL_KEY_MATTER', name: '某事' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'list' });
  });

  test('[GA-art34-a] [GA-art38] the office compiles the class C items of all lists, and says whose reports are missing', async () => {
    const office = await enterDepartment(registry, { name: '联席会议办公室', level: 'COUNTY', divisionCode: '520100', profile: 'GA' });
    const publishing = async (by: TestDepartment, items: readonly Record<string, unknown>[]): Promise<void> => {
      const { id } = partOf(await create(by, false), 'itemList');
      for (const each of items) await add(by, id ?? '', { ...each, leadDepartmentId: by.id, implementationEntryId: await implementation(by) });
      await act(by, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
      await act(by, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
      await deliver(id ?? '', 'GZ_PROVINCIAL_PLATFORM');
    };
    const [grain, water] = [await enterDepartment(registry, { name: '粮食局', level: 'COUNTY', divisionCode: '520100', profile: 'GA' }), await enterDepartment(registry, { name: '水务局', level: 'COUNTY', divisionCode: '520100', profile: 'GA' })];
    const joint = { ...whole(), itemClass: 'C', ratioMax: null, participatingDepartmentIds: [guianFire.id] };
    await publishing(grain, [{ ...whole(), name: '甲' }, { ...whole(), name: '乙', itemClass: 'B', ratioMax: '0.3' }, { ...joint, name: '丙' }]);
    await publishing(water, [{ ...joint, name: '丁' }]);
    await registry.apply((tx) => keepPlanReport(tx, { planId: newId(), revision: 1, name: '计划', year: 2026, departmentId: grain.id, level: 'COUNTY', divisionCode: '520100', publishedOn: '2026-03-01', late: false, reason: null, channels: [], entries: [], profile: 'GA', profileHash: 'h' }));
    const compile = (by: TestDepartment, role: string): Promise<Called> => call(by, role, 'compileJointList', { name: '年度联合抽查事项清单', year: 2026 }, 'itemList { id state joint items { nodes { name itemClass } } } missing { source department { id } }');
    expect((await compile(office, 'LIST_MANAGER')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await compile(shenyang, 'COORDINATOR')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    const { itemList, missing } = (await compile(office, 'COORDINATOR')).payload as unknown as { itemList: { id: string; state: string; joint: boolean; items: { nodes: { name: string; itemClass: string }[] } }; missing: { source: string; department: { id: string } }[] };
    expect(itemList).toMatchObject({ state: 'DRAFT', joint: true });
    expect(itemList.items.nodes.map(({ name, itemClass }) => `${itemClass}${name}`).toSorted()).toEqual(['C丁', 'C丙']);
    const lacking = (department: TestDepartment): string[] => missing.filter((each) => each.department.id === department.id).map(({ source }) => source);
    expect([lacking(grain), lacking(water), lacking(guianFire)]).toEqual([[], ['PLANS'], ['PLANS', 'ITEM_LISTS']]);
    expect((await add(office, itemList.id, whole())).refusal).toMatchObject({ code: 'ITEM_CLASS_INVALID', clause: 'GA art.38' });
  });

  test('[GA-art4] [GA-art17-c] a product has its entity, and an object its name beside the name of its identifier', async () => {
    const product = { kind: 'PRODUCT', name: '锅炉', licenceNo: 'XK21-1', inspectionAddress: '贵安新区2号', legalRepresentative: '龙*', divisionCode: '520100' };
    for (const kind of ['PRODUCT', 'PROJECT', 'CONDUCT']) expect((await save({ ...product, kind, code: `${kind}-1` })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'ownerEntity', clause: 'GA art.4' });
    expect((await save({ ...product, enterpriseName: '贵安锅炉厂' })).refusal).toBeNull();
    expect((await save({ ...product, kind: 'SITE', siteName: '厂区' })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'GA art.4' });
    const { name: _name, ...nameless } = object(40, { identifierName: '统一社会信用代码' });
    expect((await save(nameless)).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'name' });
    expect((await save(object(40, { identifierName: '统一社会信用代码' }))).refusal).toBeNull();
  });

  test('[GA-art15-a] what is put into a sub-directory stands in the master of the department', async () => {
    const { id } = partOf(await create(guian, false), 'itemList');
    const { id: itemId } = partOf(await add(guian, id ?? '', { ...whole(), implementationEntryId: await implementation(guian) }), 'item');
    await act(guian, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
    await act(guian, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
    const [own, gone] = [partOf(await save(object(50)), 'inspectionObject')['id'], partOf(await save(object(51)), 'inspectionObject')['id']];
    await call(guian, 'DIRECTORY_MANAGER', 'deactivateInspectionObject', { id: gone, reason: '注销' }, 'inspectionObject { state }');
    const put = (by: TestDepartment, entryIds: readonly (string | undefined)[]): Promise<Called> => call(by, 'DIRECTORY_MANAGER', 'saveSubDirectory', { itemId, directory: 'OBJECT', entryIds }, 'subDirectory { entryIds }');
    for (const [by, ids] of [[guian, [own, newId()]], [guianFire, [own]], [guian, [gone]]] as const) expect((await put(by, ids)).refusal).toMatchObject({ code: 'NOT_IN_MASTER', clause: 'GA art.15' });
    expect((await put(guian, [own])).payload).toEqual({ subDirectory: { entryIds: [own] } });
  });

  test('[GA-art19] an entity that is struck off leaves the roster at once', async () => {
    const { id } = partOf(await save(object(45)), 'inspectionObject');
    expect(await onRoster(id)).toBe(true);
    expect((await call(guian, 'DIRECTORY_MANAGER', 'syncInspectionObjects', { source: 'REGISTRATION', changes: [{ key: codeOf(45), deregistered: true }] }, 'deactivated')).payload).toEqual({ deactivated: 1 });
    expect(await onRoster(id)).toBe(false);
  });
});

describe('under the national policy', () => {
  const plain = (lead: TestDepartment, more: Record<string, unknown> = {}): Record<string, unknown> => ({ ...wholeItem(lead), joint: false, itemClass: null, keyGround: null, selectionGrounds: [], participatingDepartmentIds: [], ...more });
  const published = async (items: readonly Record<string, unknown>[]): Promise<string> => {
    const { id } = partOf(await create(province, false), 'itemList');
    for (const each of items) await add(province, id ?? '', each);
    await act(province, 'LIST_MANAGER', 'submitItemList', { itemListId: id });
    await act(province, 'LIST_MANAGER', 'publishItemList', { itemListId: id });
    return id ?? '';
  };

  test('[SAMR-2.1-b] the province publishes its list, and a county inherits its items with their source', async () => {
    expect((await create(nationalCounty, false)).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'SAMR 2.1' });
    const provincial = await published([plain(province, { name: '省级事项' })]);
    const { id } = partOf(await act(nationalCounty, 'LIST_MANAGER', 'proposeLocalItemList', { name: '正定县清单', basedOnVersion: provincial }), 'itemList');
    await add(nationalCounty, id ?? '', plain(nationalCounty, { name: '本县事项' }));
    const { itemList } = await query(nationalCounty, 'query($id: ID!) { itemList(id: $id) { level basedOn { level } items { nodes { name sourceLevel locked } } } }', { id }, 'LIST_MANAGER') as unknown as { itemList: { items: { nodes: unknown[] } } };
    expect(itemList).toMatchObject({ level: 'COUNTY', basedOn: { level: 'PROVINCIAL' } });
    expect(itemList.items.nodes).toEqual(expect.arrayContaining([{ name: '省级事项', sourceLevel: 'PROVINCIAL', locked: true }, { name: '本县事项', sourceLevel: 'COUNTY', locked: false }]));
  });

  test('[SAMR-2.1-c] [SAMR-2.1-d] items are linked with other lists, exported with their codes, and those without are listed', async () => {
    const id = await published([plain(province, { name: '已衔接', powerDutyCode: 'QZ-01', internetPlusCode: 'HJ-01' }), plain(province, { name: '未衔接', serialNo: 2 })]);
    const { itemLinkReport } = await query(province, 'query($id: ID!) { itemLinkReport(itemListId: $id) { items withoutPowerDuty { name } withoutInternetPlus { name } } }', { id });
    expect(itemLinkReport).toEqual({ items: 2, withoutPowerDuty: [{ name: '未衔接' }], withoutInternetPlus: [{ name: '未衔接' }] });
    const { exportForm } = await query(province, 'query($id: ID) { exportForm(profile: "SAMR", form: "ITEM_LINKS", scope: { itemListId: $id }) { columns rows } }', { id });
    expect(exportForm).toEqual({ columns: ['序号', '抽查事项', '权责事项编码', '互联网＋监管事项编码'], rows: [['1', '已衔接', 'QZ-01', 'HJ-01'], ['2', '未衔接', '', '']] });
  });

  test('[SAMR-2.1-a] list, guide and both directories say their version and last change', async () => {
    const id = await published([plain(province)]);
    const { itemList } = await query(province, 'query($id: ID!) { itemList(id: $id) { version updatedAt items { nodes { id } } } }', { id }) as unknown as { itemList: { version: number; updatedAt: string; items: { nodes: { id: string }[] } } };
    expect(itemList).toMatchObject({ version: 1, updatedAt: '2026-03-02T02:00:00.000Z' });
    const guide = { itemId: itemList.items.nodes[0]?.id, legalBasis: '法', contentAndMethod: '法', keyPoints: '点', publish: true };
    expect((await call(province, 'LIST_MANAGER', 'saveGuide', guide, 'guide { version updatedAt }')).payload).toEqual({ guide: { version: 1, updatedAt: '2026-03-02T02:00:00.000Z' } });
    expect(await query(province, 'query($id: ID!) { itemList(id: $id) { items { nodes { guide { version updatedAt } } } } }', { id })).toMatchObject({ itemList: { items: { nodes: [{ guide: { version: 1, updatedAt: '2026-03-02T02:00:00.000Z' } }] } } });
    const before = await query(province, '{ directories { directory version updatedAt } }') as unknown as { directories: { directory: string; version: number; updatedAt: string }[] };
    expect(before.directories.map(({ directory }) => directory)).toEqual(['INSPECTOR', 'OBJECT']);
    registry.setNow('2026-03-02T03:00:00Z');
    await call(province, 'DIRECTORY_MANAGER', 'saveInspectionObject', { object: firm(1) }, 'inspectionObject { id }');
    await call(province, 'DIRECTORY_MANAGER', 'saveInspector', { inspector: { name: '冯一', level: 'PROVINCIAL', region: '130000', category: 'QUALIFIED_STAFF' } }, 'inspector { id }');
    const after = await query(province, '{ directories { directory version updatedAt } }');
    expect(after).toEqual({ directories: before.directories.map(({ directory, version }) => ({ directory, version: version + 1, updatedAt: '2026-03-02T03:00:00.000Z' })) });
    registry.setNow('2026-03-02T02:00:00Z');
  });

  const firm = (number: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({ kind: 'MARKET_ENTITY', name: `河北企业${number}`, code: creditCode('91130123', number), divisionCode: '130123', ...more });

  test('[SAMR-2.1-e] objects are found by all of some tags, and by any of some', async () => {
    const ids: (string | undefined)[] = [];
    for (const [index, tags] of [['ITEM:a', 'CREDIT_RISK:A'], ['ITEM:a'], ['ITEM:b'], []].entries()) ids.push(partOf(await call(province, 'DIRECTORY_MANAGER', 'saveInspectionObject', { object: firm(10 + index, { tags }) }, 'inspectionObject { id }'), 'inspectionObject')['id']);
    const found = async (filter: Record<string, unknown>): Promise<string[]> => ((await query(province, 'query($filter: InspectionObjectFilter) { inspectionObjects(filter: $filter, first: 100) { nodes { id } } }', { filter: { ...filter, ownerDepartmentId: province.id } })) as unknown as { inspectionObjects: { nodes: { id: string }[] } }).inspectionObjects.nodes.map(({ id }) => id).toSorted();
    expect(await found({ tagsAll: ['ITEM:a', 'CREDIT_RISK:A'] })).toEqual([ids[0]]);
    expect(await found({ tagsAny: ['ITEM:b', 'CREDIT_RISK:A'] })).toEqual([ids[0], ids[2]].toSorted());
    expect(await found({ tagsAll: ['ITEM:a'], tagsAny: ['ITEM:b'] })).toEqual([]);
    expect(await found({ tagsAny: [] })).toEqual([]);
  });

  test('[SAMR-2.1-g] [SAMR-2.1-h] [SAMR-2.1-i] inspectors are found by specialty, qualification and recusal scope', async () => {
    const { id: objectId } = partOf(await call(province, 'DIRECTORY_MANAGER', 'saveInspectionObject', { object: firm(20) }, 'inspectionObject { id }'), 'inspectionObject');
    const enter = async (name: string, more: Record<string, unknown>): Promise<string | undefined> =>
      partOf(await call(nationalCounty, 'DIRECTORY_MANAGER', 'saveInspector', { inspector: { name, level: 'COUNTY', region: '130123', category: 'QUALIFIED_STAFF', ...more } }, 'inspector { id }'), 'inspector')['id'];
    const skilled = await enter('卫一', { specialties: ['食品', '特种设备'], qualifications: ['行政执法证'] });
    const recused = await enter('卫二', { specialties: ['食品'], recusedObjectIds: [objectId] });
    const found = async (filter: Record<string, unknown>): Promise<string[]> => ((await query(province, 'query($filter: InspectorFilter) { inspectors(filter: $filter) { nodes { id } } }', { filter: { ...filter, departmentId: nationalCounty.id } })) as unknown as { inspectors: { nodes: { id: string }[] } }).inspectors.nodes.map(({ id }) => id).toSorted();
    expect(await found({ specialties: ['食品'] })).toEqual([skilled, recused].toSorted());
    expect(await found({ specialties: ['食品', '特种设备'] })).toEqual([skilled]);
    expect(await found({ qualification: '行政执法证' })).toEqual([skilled]);
    expect(await found({ recusalScope: objectId })).toEqual([recused]);
    expect((await registry.events('InspectorRosterChanged')).at(-1)?.inspectors).toMatchObject([{ inspectorId: recused, recusedObjectIds: [objectId] }]);
  });

  const push = (input: Record<string, unknown>): Promise<Called> => call(province, 'COORDINATOR', 'importCreditRiskClasses', { source: 'CREDIT_RISK_SYSTEM', scheme: 'GENERAL', ...input }, 'received matched unclassified');
  const classOf = async (number: number): Promise<Record<string, never>> => (await query(province, 'query($uscc: String) { inspectionObject(uscc: $uscc) { creditLevel creditRiskClass { riskClass classifiedOn source } professionalClasses { scheme riskClass receivedAt } } }', { uscc: creditCode('91130123', number) }))['inspectionObject'] ?? {};

  test('[SAMR-2.3-d] [SAMR-2.5-a] [SAMR-2.5-c] a whole push of classes is joined by code: counts match, who is absent is unclassified, who is unknown is listed', async () => {
    for (const number of [30, 31, 32]) await call(province, 'DIRECTORY_MANAGER', 'saveInspectionObject', { object: firm(number) }, 'inspectionObject { id }');
    const row = (number: number, riskClass = 'A'): Record<string, unknown> => ({ uscc: creditCode('91130123', number), riskClass, classifiedOn: '2026-02-01' });
    const first = newId();
    expect((await push({ rows: [row(30)] })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'pushId', clause: 'SAMR 2.5' });
    expect((await push({ pushId: first, rows: [row(30), row(31, 'D')] })).payload).toEqual({ received: 2, matched: 2, unclassified: 0 });
    const strangers = Array.from({ length: 998 }, (_none, index) => row(5_000 + index, 'B'));
    expect((await push({ pushId: first, rows: strangers, total: 999 })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'total', received: 1_000, clause: 'SAMR 2.5' });
    expect((await push({ pushId: first, rows: strangers, total: 1_000 })).payload).toEqual({ received: 1_000, matched: 0, unclassified: 0 });
    expect(await classOf(31)).toMatchObject({ creditLevel: 'D', creditRiskClass: { riskClass: 'D', classifiedOn: '2026-02-01', source: 'CREDIT_RISK_SYSTEM' } });
    expect(await classOf(32)).toMatchObject({ creditLevel: null, creditRiskClass: { riskClass: 'UNCLASSIFIED' } });
    const { unmatchedClassifications } = await query(province, '{ unmatchedClassifications(first: 2) { nodes { uscc riskClass } pageInfo { hasNextPage } } }') as unknown as { unmatchedClassifications: { nodes: { uscc: string; riskClass: string }[]; pageInfo: { hasNextPage: boolean } } };
    expect(unmatchedClassifications).toMatchObject({ nodes: [{ riskClass: 'B' }, { riskClass: 'B' }], pageInfo: { hasNextPage: true } });
    expect((await push({ pushId: newId(), rows: [row(30, 'C')], total: 1 })).payload).toEqual({ received: 1, matched: 1, unclassified: 999 });
    expect(await classOf(31)).toMatchObject({ creditLevel: null, creditRiskClass: { riskClass: 'UNCLASSIFIED' } });
    expect((await registry.events('ObjectRosterChanged')).at(-1)?.objects.map(({ creditLevel }) => creditLevel).toSorted()).toEqual(['C', null]);
  });

  test('[SAMR-2.5-b] the class of an industry is there with its event, beside the general one', async () => {
    await call(province, 'DIRECTORY_MANAGER', 'saveInspectionObject', { object: firm(50, { creditLevel: 'A' }) }, 'inspectionObject { id }');
    for (const riskClass of ['C', 'D']) {
      expect((await push({ scheme: 'FOOD', rows: [{ uscc: creditCode('91130123', 50), riskClass, classifiedOn: '2026-03-02' }] })).payload).toMatchObject({ received: 1, matched: 1 });
      expect(await classOf(50)).toMatchObject({ creditLevel: 'A', professionalClasses: [{ scheme: 'FOOD', riskClass, receivedAt: '2026-03-02T02:00:00.000Z' }] });
    }
  });

  test.each([['SAMR-2.6-f', 'body'], ['SAMR-2.6-g', 'object'], ['SAMR-2.6-h', 'measure']])('[%s] a key supervision item without %s is refused', async (_id, field) => {
    const whole: Record<string, unknown> = { list: 'KEY_SUPERVISION', name: '危险化学品', body: '省市场监管局', object: '生产企业', measure: '驻厂检查' };
    const keep = (item: Record<string, unknown>): Promise<Called> => call(province, 'LIST_MANAGER', 'saveKeySupervisionItem', { item }, 'keyItem { list }');
    expect((await keep({ ...whole, [field]: ' ' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'SAMR 2.6' });
    expect((await keep(whole)).refusal).toBeNull();
  });
});
