import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { assertOk, newId } from '@sortition/kernel';
import { snapshotDispatched } from '../src/inspection-object/snapshot-object-details.ts';
import { enterChongqing, type Chongqing, type TestDepartment } from './departments.ts';
import { registryUnderTest, type Called, type RegistryUnderTest } from './registry-under-test.ts';

let registry: RegistryUnderTest;
let city: Chongqing;

beforeAll(async () => {
  registry = await registryUnderTest();
  city = await enterChongqing(registry);
});
afterAll(() => registry[Symbol.asyncDispose]());

let made = 0;
/** A valid code that no other test uses. */
const freshCode = (): string => {
  made += 1;
  return assertOk(completeUscc(`91500118MA${String(made).padStart(7, '0')}`)).text;
};

const counterpart = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'MARKET_ENTITY', name: '永川区示例商贸有限公司', code: freshCode(), inspectionAddress: '永川区和顺大道1号', contactPhone: '023-49801234', district: '永川区',
  counterpartNature: '组织', divisionCode: '500118', ...more,
});
const site = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'SITE', siteName: `露天仓库${(made += 1)}`, area: '永川区南大街', division: '重庆市永川区', responsibleUnit: '永川仓储有限公司', responsibleUnitUscc: freshCode(), responsiblePerson: '王小明',
  responsiblePersonIdType: '居民身份证', responsiblePersonIdNo: '11010519491231002X', siteUse: '仓储', siteScale: '2000平方米', inUseFrom: '2015-06-01', serviceLife: '50年',
  inspectionAddress: '永川区南大街59号', contactPhone: '13812345678', district: '永川区', counterpartNature: '组织', divisionCode: '500118', ...more,
});
const product = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'PRODUCT', licenceNo: `渝XK13-${String((made += 1)).padStart(6, '0')}`, enterpriseName: '永川电缆有限公司', uscc: freshCode(), issuedOn: '2022-01-10', validUntil: '2027-01-09',
  inspectionAddress: '永川区工业园1号', contactPhone: '023-49805678', district: '永川区', counterpartNature: '组织', divisionCode: '500118', ...more,
});

const save = (by: TestDepartment, object: Record<string, unknown>, more: Record<string, unknown> = {}, selection = 'id state name code uscc registrationNumber missingFields'): Promise<Called> =>
  registry.call(by.as('DIRECTORY_MANAGER'), 'saveInspectionObject', 'SaveInspectionObjectInput', { object, ...more }, `inspectionObject { ${selection} }`);
const saved = ({ payload, refusal }: Called): Record<string, string> => {
  const object = (payload as Record<string, Record<string, string>> | null)?.['inspectionObject'];
  if (object === undefined || object === null) throw new Error(JSON.stringify(refusal));
  return object;
};
const query = async (document: string, variables: Record<string, unknown>, by = city.county): Promise<Record<string, never>> => {
  const { data, errors } = await registry.ask(by.as('DIRECTORY_MANAGER', 'PLANNER'), document, variables);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data as Record<string, never>;
};
const LIST = 'query($filter: InspectionObjectFilter) { inspectionObjects(filter: $filter, first: 50) { totalCount nodes { id name kind tags } } }';
const idsOf = async (filter: Record<string, unknown>): Promise<string[]> => {
  const { inspectionObjects } = await query(LIST, { filter }) as unknown as { inspectionObjects: { nodes: { id: string }[] } };
  return inspectionObjects.nodes.map(({ id }) => id).sort();
};

describe('the fields of annex B', () => {
  const forms: readonly (readonly [string, () => Record<string, unknown>, readonly (readonly [string, string])[]])[] = [
    ['B1', counterpart, [['name', 'name'], ['code', 'code'], ['inspectionAddress', 'inspectionAddress'], ['contactPhone', 'contactPhone'], ['district', 'district'], ['counterpartNature', 'counterpartNature'], ['divisionCode', 'divisionCode']]],
    ['B2', site, ['siteName', 'area', 'division', 'responsibleUnit', 'responsibleUnitUscc', 'responsiblePerson', 'responsiblePersonIdType', 'responsiblePersonIdNo', 'siteUse', 'siteScale', 'inUseFrom', 'serviceLife', 'inspectionAddress', 'contactPhone', 'district', 'counterpartNature', 'divisionCode'].map((field) => [field, field] as const)],
    ['B3', product, ['licenceNo', 'enterpriseName', 'uscc', 'issuedOn', 'validUntil', 'inspectionAddress', 'contactPhone', 'district', 'counterpartNature', 'divisionCode'].map((field) => [field, field] as const)],
  ];
  const cases = forms.flatMap(([table, entry, fields]) => fields.map(([left, field], index) => [`CQ-${table}-${String(index + 1).padStart(2, '0')}`, left, field, entry] as const));
  test.each(cases)('[%s] an entry without %s is refused', async (_id, left, field, entry) => {
    const { [left]: _out, ...rest } = entry();
    const { refusal } = await save(city.county, rest);
    expect(refusal).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 5.2.1' });
    expect((await save(city.county, entry())).refusal).toBeNull();
  });

  test('[CQ-5.2.1-d] entries are exported with the columns of their table, in order', async () => {
    saved(await save(city.county, site({ siteName: '导出仓库' })));
    const form = async (code: string): Promise<{ columns: string[]; rows: string[][] }> => {
      const { exportForm } = await query('query($form: String!, $scope: FormScope!) { exportForm(profile: "CQ", form: $form, scope: $scope) { columns rows } }', { form: code, scope: { divisionCode: '500118' } }) as unknown as { exportForm: { columns: string[]; rows: string[][] } };
      return exportForm;
    };
    expect((await form('CQ_B1')).columns).toEqual(['行政相对人名称', '行政相对人编码', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码']);
    expect((await form('CQ_B3')).columns).toEqual(['生产许可证编号', '企业名称', '统一社会信用代码', '发证日期', '有效期至', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码']);
    const { columns, rows } = await form('CQ_B2');
    expect(columns).toEqual(['场地场所', '所在地区', '行政区划', '责任单位', '责任单位统一社会信用代码', '责任人', '责任人证件类型', '责任人证件编码', '场所用途', '场所规模', '投入使用开始时间', '使用寿命', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码']);
    const row = rows.find(([name]) => name === '导出仓库');
    expect(row?.slice(5, 14)).toEqual(['王小明', '居民身份证', `110${'*'.repeat(13)}2X`, '仓储', '2000平方米', '2015-06-01', '50年', '永川区南大街59号', '13812345678']);
  });
});

describe('kinds', () => {
  test('[CQ-5.2.2-a] an individual business is a market entity and reaches the roster that draws are made from', async () => {
    const code = assertOk(completeUscc('92500118MA5UABCD1')).text;
    const { id } = saved(await save(city.county, counterpart({ name: '永川区张记面馆', code, counterpartNature: '个人' })));
    const told = (await registry.events('ObjectRosterChanged')).flatMap(({ objects }) => objects).find(({ objectId }) => objectId === id);
    expect(told).toMatchObject({ kind: 'MARKET_ENTITY', active: true, divisionCode: '500118', weight: 1 });
  });

  test('[CQ-5.2.2-b] projects, conduct and other entities are entries like any other; a strange kind is refused', async () => {
    const ids: string[] = [];
    for (const object of [
      counterpart({ kind: 'PROJECT', name: '永川大桥维修项目', code: '2026-500118-01' }), counterpart({ kind: 'CONDUCT', name: '网络直播营销行为', code: 'LIVE-01' }),
      counterpart({ kind: 'OTHER_ENTITY', name: '永川区图书馆', code: assertOk(completeUscc('12500118MB1234567')).text }),
    ]) ids.push(saved(await save(city.county, object))['id'] ?? '');
    const drawable = (await registry.events('ObjectRosterChanged')).flatMap(({ objects }) => objects).filter(({ active }) => active).map(({ objectId }) => objectId);
    expect(drawable).toEqual(expect.arrayContaining(ids));
    expect((await save(city.county, counterpart({ kind: 'ANIMAL' }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'kind' });
  });
});

describe('codes', () => {
  test('a mistyped code is refused with its reason and the likely correction', async () => {
    const code = freshCode();
    expect((await save(city.county, counterpart({ code: code.toLowerCase() }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'code', reason: 'LOWER_CASE', suggestion: code });
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    expect((await save(city.county, counterpart({ code: wrong }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'code', reason: 'CHECK_CHARACTER' });
  });

  test('the old number is kept beside the new code and finds the same entry', async () => {
    const code = freshCode();
    const { id } = saved(await save(city.county, counterpart({ name: '老字号酱园', code, registrationNumber: '110000002420092' })));
    expect(await idsOf({ code })).toEqual([id]);
    expect(await idsOf({ code: '110000002420092' })).toEqual([id]);
    const twin = await save(city.county, counterpart({ name: '另一酱园', code: '110000002420092' }));
    expect(twin.refusal).toMatchObject({ code: 'DUPLICATE_OBJECT', inspectionObjectId: id });
  });

  test('a code that the directory has is not entered again', async () => {
    const first = counterpart({ name: '唯一公司' });
    const { id } = saved(await save(city.county, first));
    expect((await save(city.county, { ...first, name: '冒名公司' })).refusal).toMatchObject({ code: 'DUPLICATE_OBJECT', inspectionObjectId: id, name: '唯一公司' });
  });

  test('an abolished division is followed to its heir', async () => {
    const { divisionCode } = saved(await save(city.county, counterpart({ divisionCode: '500183' }), {}, 'id divisionCode'));
    expect(divisionCode).toBe('500118');
    expect((await save(city.county, counterpart({ divisionCode: '990100' }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'divisionCode' });
  });
});

describe('who keeps an entry, and what it was', () => {
  test('[CQ-5.2.1-a] only the department that answers for an entry maintains it', async () => {
    const object = counterpart();
    const { id } = saved(await save(city.county, object));
    expect((await save(city.market, object, { id })).refusal).toMatchObject({ code: 'FORBIDDEN', clause: 'CQ 5.2.1' });
    const planner = await registry.call(city.county.as('PLANNER'), 'saveInspectionObject', 'SaveInspectionObjectInput', { object: counterpart() }, 'inspectionObject { id }');
    expect(planner.refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await save(city.county, { ...object, name: '改名后的公司' }, { id })).refusal).toBeNull();
  });

  test('[CQ-5.2.1-b] tagged objects, and only they, are found by the tag', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) ids.push(saved(await save(city.county, counterpart()))['id'] ?? '');
    const tag = (input: Record<string, unknown>): Promise<Called> => registry.call(city.county.as('DIRECTORY_MANAGER'), 'tagInspectionObjects', 'TagInspectionObjectsInput', { objectIds: ids.slice(0, 2), ...input }, 'changed');
    expect((await tag({ add: ['CLASS:学校'] })).payload).toEqual({ changed: 2 });
    expect(await idsOf({ tag: 'CLASS:学校' })).toEqual(ids.slice(0, 2).sort());
    expect((await tag({ add: ['CLASS:学校'] })).payload).toEqual({ changed: 0 });
    expect((await tag({ add: ['WEATHER:rain'] })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'tag', clause: 'CQ 5.2.1' });
    expect((await registry.events('ObjectRosterChanged')).at(-1)?.objects).toMatchObject([{ tags: ['CLASS:学校'] }, { tags: ['CLASS:学校'] }]);
  });

  test('a deactivated entry leaves the roster, and what it was is still there', async () => {
    registry.setNow('2026-03-02T02:00:00Z');
    const object = counterpart({ name: '旧名称公司' });
    const { id } = saved(await save(city.county, object));
    registry.setNow('2026-03-03T02:00:00Z');
    await save(city.county, { ...object, name: '新名称公司' }, { id, reason: '名称变更登记' });
    registry.setNow('2026-03-04T02:00:00Z');
    const leave = (input: Record<string, unknown>): Promise<Called> => registry.call(city.county.as('DIRECTORY_MANAGER'), 'deactivateInspectionObject', 'DeactivateInspectionObjectInput', { id, ...input }, 'inspectionObject { state rowVersion history { rowVersion name reason state } }');
    expect((await leave({ reason: ' ' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'reason', clause: 'CQ 5.2.3' });
    expect((await leave({ reason: '注销' })).payload).toEqual({ inspectionObject: { state: 'INACTIVE', rowVersion: 3, history: [
      { rowVersion: 2, name: '新名称公司', reason: '名称变更登记', state: 'ACTIVE' }, { rowVersion: 1, name: '旧名称公司', reason: null, state: 'ACTIVE' },
    ] } });
    expect((await leave({ reason: '注销' })).refusal).toMatchObject({ code: 'INVALID_TRANSITION', from: 'INACTIVE' });
    expect((await registry.events('ObjectRosterChanged')).at(-1)?.objects).toMatchObject([{ objectId: id, active: false }]);
    const asOf = async (instant: string): Promise<unknown> => (await query('query($id: ID!, $asOf: DateTime) { inspectionObject(id: $id, asOf: $asOf) { name state } }', { id, asOf: instant }))['inspectionObject'];
    expect(await asOf('2026-03-01T00:00:00Z')).toBeNull();
    expect(await asOf('2026-03-02T12:00:00Z')).toEqual({ name: '旧名称公司', state: 'ACTIVE' });
    expect(await asOf('2026-03-03T12:00:00Z')).toEqual({ name: '新名称公司', state: 'ACTIVE' });
    expect(await asOf('2026-03-05T00:00:00Z')).toEqual({ name: '新名称公司', state: 'INACTIVE' });
  });

  test('roster versions grow by one with each batch', async () => {
    const versions = (await registry.events('ObjectRosterChanged')).map(({ rosterVersion }) => rosterVersion);
    expect(versions).toEqual(versions.map((_version, index) => index + 1));
  });

  test('telephones and document numbers are masked for others, sealed in the table and absent from trail and events', async () => {
    const { id } = saved(await save(city.county, site()));
    const shown = async (by: TestDepartment): Promise<unknown> => (await query('query($id: ID!) { inspectionObject(id: $id) { contactPhone site { responsiblePerson responsiblePersonIdNo } } }', { id }, by))['inspectionObject'];
    expect(await shown(city.county)).toEqual({ contactPhone: '13812345678', site: { responsiblePerson: '王小明', responsiblePersonIdNo: `110${'*'.repeat(13)}2X` } });
    expect(await shown(city.fire)).toEqual({ contactPhone: '138****5678', site: { responsiblePerson: '王**', responsiblePersonIdNo: `110${'*'.repeat(13)}2X` } });
    const [kept] = await registry.sql<{ everything: string }>(`select string_agg(t::text, ' ') as everything from (select row_to_json(o)::text from registry.inspection_object o union all select row_to_json(a)::text from kit.audit_entry a union all select row_to_json(e)::text from kit.event e) as t`);
    expect(kept?.everything).not.toContain('11010519491231002X');
    expect(kept?.everything).not.toContain('13812345678');
  });

  test('credit and risk classes are for staff', async () => {
    const { id } = saved(await save(city.county, counterpart({ creditLevel: 'A', riskLevel: 'LOW' })));
    const ask = (role: string): ReturnType<RegistryUnderTest['ask']> => registry.ask(city.county.as(role), 'query($id: ID!) { inspectionObject(id: $id) { name creditLevel riskLevel } }', { id });
    expect((await ask('PLANNER')).data).toMatchObject({ inspectionObject: { creditLevel: 'A', riskLevel: 'LOW' } });
    const refused = await ask('INSPECTEE');
    expect(refused.data).toMatchObject({ inspectionObject: { creditLevel: null, riskLevel: null } });
    expect(refused.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('import by another system', () => {
  const send = (rows: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Promise<Called> => registry.call(city.county.as('DIRECTORY_MANAGER'), 'importInspectionObjects', 'ImportInspectionObjectsInput',
    { sourceSystem: 'YC_PLATFORM', rows, ...more }, 'created updated unchanged refused rows { line externalId outcome inspectionObject { id sourceSystem externalId } errors { code field reason messageZh } }');
  type Answered = { created: number; updated: number; unchanged: number; refused: number; rows: { line: number; outcome: string; errors: { code: string; field: string; reason: string | null; messageZh: string }[]; inspectionObject: { id: string; sourceSystem: string; externalId: string } | null }[] };
  const answer = ({ payload, refusal }: Called): Answered => {
    if (payload === null) throw new Error(JSON.stringify(refusal));
    return payload as unknown as Answered;
  };

  test('[CQ-5.2.1-c] of 1000 rows with three bad ones 997 are stored and the three are named', async () => {
    const rows = Array.from({ length: 1_000 }, (_none, index) => ({ externalId: `bulk-${index + 1}`, object: counterpart({ name: `批量企业${index + 1}` }) as Record<string, unknown> }));
    const spoil = (line: number, change: Record<string, unknown>): void => { Object.assign(rows[line - 1]?.object ?? {}, change); };
    spoil(17, { contactPhone: null });
    spoil(400, { code: '91500118MA5U0000O0' });
    spoil(999, { divisionCode: '990118' });
    const before = await query(LIST, { filter: { name: '批量企业' } }) as unknown as { inspectionObjects: { totalCount: number } };
    const got = answer(await send(rows));
    expect(before.inspectionObjects.totalCount).toBe(0);
    expect({ created: got.created, refused: got.refused }).toEqual({ created: 997, refused: 3 });
    expect(got.rows.filter(({ outcome }) => outcome === 'REFUSED').map(({ line, errors }) => [line, errors.map(({ code, field }) => `${code} ${field}`)])).toEqual([
      [17, ['MISSING_FIELD contactPhone']], [400, ['INVALID_VALUE code']], [999, ['INVALID_VALUE divisionCode']],
    ]);
    expect((await query(LIST, { filter: { name: '批量企业' } }) as unknown as { inspectionObjects: { totalCount: number } }).inspectionObjects.totalCount).toBe(997);
  });

  test('[CQ-4.2-c] a record is stored with its system and key, and the same key makes no second entry', async () => {
    const object = counterpart({ name: '平台企业' });
    const first = answer(await send([{ externalId: 'P-1', object }]));
    expect(first.rows[0]).toMatchObject({ outcome: 'CREATED', inspectionObject: { sourceSystem: 'YC_PLATFORM', externalId: 'P-1' } });
    expect(answer(await send([{ externalId: 'P-1', object }])).rows[0]?.outcome).toBe('UNCHANGED');
    const changed = answer(await send([{ externalId: 'P-1', object: { ...object, inspectionAddress: '永川区人民大道2号' } }]));
    expect(changed.rows[0]).toMatchObject({ outcome: 'UPDATED', inspectionObject: { id: first.rows[0]?.inspectionObject?.id } });
    expect(await idsOf({ name: '平台企业' })).toHaveLength(1);
  });

  test('a second object with a known code is a duplicate and never merged', async () => {
    const object = counterpart({ name: '甲公司' });
    answer(await send([{ externalId: 'D-1', object }]));
    const [row] = answer(await send([{ externalId: 'D-2', object: { ...object, name: '乙公司' } }])).rows;
    expect(row).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'DUPLICATE_OBJECT', reason: 'OTHER_ENTRY' }] });
    const twice = counterpart({ name: '丙公司' });
    expect(answer(await send([{ externalId: 'T-1', object: twice }, { externalId: 'T-2', object: twice }])).rows.map(({ outcome }) => outcome)).toEqual(['CREATED', 'REFUSED']);
    expect(await idsOf({ name: '甲公司' })).toHaveLength(1);
    expect(await idsOf({ name: '乙公司' })).toEqual([]);
  });

  test('a dry run says what would happen and changes nothing', async () => {
    const got = answer(await send([{ externalId: 'dry-1', object: counterpart({ name: '试算企业' }) }, { externalId: 'dry-2', object: counterpart({ name: '试算企业二', code: null }) }], { dryRun: true }));
    expect(got).toMatchObject({ created: 1, refused: 1 });
    expect(await idsOf({ name: '试算企业' })).toEqual([]);
  });
});

test('the facts of dispatched objects are told as they stand', async () => {
  const { id } = saved(await save(city.county, counterpart({ name: '被抽中企业', legalRepresentative: '李*' })));
  const taskId = newId();
  await registry.apply((tx, act) => snapshotDispatched(tx, act, {
    drawId: newId(), taskId, taskNumber: 'T-1', leadDepartmentId: city.market.id, certificateHash: 'h', dispatchedAt: '2026-03-02T02:00:00Z', departmentIds: [city.market.id], objectIds: [id ?? ''],
  }));
  expect((await registry.events('ObjectDetailsSnapshotted')).at(-1)).toMatchObject({ taskId, objects: [{ objectId: id, name: '被抽中企业', divisionCode: '500118', district: '永川区', address: '永川区和顺大道1号', legalRepresentative: '李*' }] });
});

test('reports count what the directory lacks', async () => {
  const code = freshCode();
  saved(await save(city.county, counterpart({ name: '草稿企业', code, contactPhone: null }), { draft: true }));
  const { directoryQuality, directoryCoverage } = await query(
    'query($codes: [String!]!) { directoryQuality(divisionCode: "500100") { entries missing { field entries } } directoryCoverage(divisionCode: "500000", sourceCodes: $codes) { inSource inDirectory coverage missingCodes } }',
    { codes: [code, 'ABSENT'] },
  ) as unknown as Record<string, { missing: unknown[] }>;
  expect(directoryCoverage).toEqual({ inSource: 2, inDirectory: 1, coverage: 0.5, missingCodes: ['ABSENT'] });
  expect(directoryQuality?.missing).toEqual([{ field: 'contactPhone', entries: 1 }]);
});
