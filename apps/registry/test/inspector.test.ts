import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { assertOk } from '@sortition/kernel';
import { enterChongqing, enterDepartment, type Chongqing, type TestDepartment } from './departments.ts';
import { administrator, registryUnderTest, type Called, type RegistryUnderTest } from './registry-under-test.ts';

let registry: RegistryUnderTest;
let city: Chongqing;
let guian: TestDepartment;
let shenyang: TestDepartment;

beforeAll(async () => {
  registry = await registryUnderTest();
  city = await enterChongqing(registry);
  guian = await enterDepartment(registry, { name: '贵安新区市场监督管理局', level: 'COUNTY', divisionCode: '520100', profile: 'GA' });
  shenyang = await enterDepartment(registry, { name: '沈阳市市场监督管理局', level: 'MUNICIPAL', divisionCode: '210100', profile: 'SY' });
});
afterAll(() => registry[Symbol.asyncDispose]());

const person = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  serialNo: 3, name: '周敏', phone: '13800001234', district: '永川区', region: '500118', level: 'COUNTY', category: 'ENFORCEMENT_CIVIL_SERVANT', specialties: ['食品'], ...more,
});
const guianPerson = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: '龙海', citizenId: '11010519491231002X', region: '520100', unit: '综合执法支队', phone: '13900001234', level: 'COUNTY', category: 'CERTIFICATE_HOLDER', modes: ['ON_SITE'], ...more,
});
const save = (by: TestDepartment, inspector: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Called> =>
  registry.call(by.as('DIRECTORY_MANAGER'), 'saveInspector', 'SaveInspectorInput', { inspector, ...more }, 'inspector { id state qualified phone citizenId }');
const saved = ({ payload, refusal }: Called): Record<string, string> => {
  const inspector = (payload as Record<string, Record<string, string>> | null)?.['inspector'];
  if (inspector === undefined || inspector === null) throw new Error(JSON.stringify(refusal));
  return inspector;
};
async function listed(filter: Record<string, unknown>): Promise<string[]> {
  const { data, errors } = await registry.ask(city.county.as('PLANNER'), 'query($filter: InspectorFilter) { inspectors(filter: $filter, first: 100) { nodes { id } } }', { filter });
  expect(errors).toEqual([]);
  return (data as { inspectors: { nodes: { id: string }[] } }).inspectors.nodes.map(({ id }) => id);
}

describe('the fields of an inspector', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['CQ-C-02', 'name', 'name'], ['CQ-C-03', 'phone', 'phone'], ['CQ-C-04', 'district', 'district'], ['CQ-C-06', 'category', 'category'], ['CQ-C-07', 'specialties', 'specialties'],
  ];
  test.each(cases)('[%s] an entry without %s is refused', async (_id, left, field) => {
    const { [left]: _out, ...rest } = person();
    const { refusal } = await save(city.county, rest);
    expect(refusal).toMatchObject({ code: 'MISSING_FIELD', field });
    expect(refusal?.['clause']).toMatch(/^CQ 5\.3\.1$/);
  });

  test('[CQ-C-05] an entry without a department is refused', async () => {
    const enter = (more: Record<string, unknown>): Promise<Called> => registry.call(administrator, 'saveInspector', 'SaveInspectorInput', { inspector: person(), ...more }, 'inspector { id }');
    expect((await enter({})).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'department' });
    expect((await enter({ departmentId: city.county.id })).refusal).toBeNull();
  });

  test('[CQ-5.3.1-a] [CQ-5.3.1-b] [CQ-5.3.1-c] level, region and category are asked for and can be filtered by', async () => {
    for (const [left, field] of [['level', 'level'], ['region', 'region'], ['category', 'category']] as const) {
      const { [left]: _out, ...rest } = person();
      expect((await save(city.county, rest)).refusal).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 5.3.1' });
    }
    const here = saved(await save(city.county, person({ name: '吴一', level: 'COUNTY', region: '500118', category: 'QUALIFIED_STAFF' })));
    const there = saved(await save(city.market, person({ name: '吴二', level: 'MUNICIPAL', region: '500000', category: 'DAILY_SUPERVISION_STAFF' })));
    for (const [filter, mine, other] of [
      [{ level: 'MUNICIPAL' }, there, here], [{ level: 'COUNTY' }, here, there], [{ region: '500118' }, here, there], [{ category: 'QUALIFIED_STAFF' }, here, there],
      [{ category: 'DAILY_SUPERVISION_STAFF' }, there, here],
    ] as const) {
      const ids = await listed(filter);
      expect(ids).toContain(mine['id']);
      expect(ids).not.toContain(other['id']);
    }
  });

  test('[CQ-5.3.2-a] a category that the standard does not know is refused', async () => {
    expect((await save(city.county, person({ category: 'OTHER' }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'category', clause: 'CQ 5.3.2' });
    for (const category of ['ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF']) expect((await save(city.county, person({ category }))).refusal).toBeNull();
  });

  test('[CQ-5.3.1-d] [CQ-C-01] the directory is exported in the columns of table C.1, with or without a serial number', async () => {
    saved(await save(city.fire, person({ name: '有序号', serialNo: 12, specialties: ['消防', '危化'] })));
    saved(await save(city.fire, person({ name: '无序号', serialNo: null })));
    const { data, errors } = await registry.ask(city.fire.as('PLANNER'), 'query($scope: FormScope!) { exportForm(profile: "CQ", form: "CQ_C1", scope: $scope) { columns rows } }', { scope: { ownerDepartmentId: city.fire.id } });
    expect(errors).toEqual([]);
    expect(data).toEqual({ exportForm: {
      columns: ['序号', '姓名', '电话', '所属区县', '所属部门', '人员类别', '业务专长'],
      rows: [
        ['12', '有序号', '13800001234', '永川区', '重庆市消防救援总队', '行政执法类公务员', '消防、危化'], ['', '无序号', '13800001234', '永川区', '重庆市消防救援总队', '行政执法类公务员', '食品'],
      ],
    } });
  });

  test('what the directory says of an inspector reaches the roster, and no personal data does', async () => {
    const { id } = saved(await save(city.county, person({ specialties: ['特种设备'], certificateNo: '5001180001', certificateExpiresOn: '2026-12-31', modes: ['ON_SITE'], subject: 'inspector.zhou' })));
    const told = (await registry.events('InspectorRosterChanged')).at(-1);
    expect(told?.inspectors).toEqual([{
      inspectorId: id, subject: 'inspector.zhou', departmentId: city.county.id, divisionCode: '500118', category: 'ENFORCEMENT_CIVIL_SERVANT', qualified: true,
      certificateExpiresOn: '2026-12-31', specialties: ['特种设备'], modes: ['ON_SITE'], recusedObjectIds: [], active: true,
    }]);
    const versions = (await registry.events('InspectorRosterChanged')).map(({ rosterVersion }) => rosterVersion);
    expect(versions).toEqual(versions.map((_version, index) => index + 1));
  });
});

describe('who keeps an entry', () => {
  test('another department, or another role of the own one, is refused', async () => {
    const { id } = saved(await save(city.county, person()));
    expect((await save(city.market, person(), { id })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await registry.call(city.county.as('PLANNER'), 'saveInspector', 'SaveInspectorInput', { inspector: person() }, 'inspector { id }')).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect((await registry.call(city.county.as('DIRECTORY_MANAGER'), 'saveInspector', 'SaveInspectorInput', { departmentId: city.market.id, inspector: person() }, 'inspector { id }')).refusal).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the database itself keeps departments apart', async () => {
    const { id } = saved(await save(city.county, person()));
    const client = new pg.Client({ connectionString: registry.database.appUrl });
    await client.connect();
    try {
      const rename = async (department: string): Promise<number | null> => {
        await client.query("select set_config('app.roles', 'DIRECTORY_MANAGER', false), set_config('app.department', $1, false)", [department]);
        return (await client.query("update registry.inspector set name = '改名' where id = $1", [id])).rowCount;
      };
      expect(await rename(city.market.id)).toBe(0);
      expect(await rename(city.county.id)).toBe(1);
    } finally {
      await client.end();
    }
  });

  test('a deactivated inspector leaves the roster, with the reason in the trail', async () => {
    const { id } = saved(await save(city.county, person()));
    const leave = (input: Record<string, unknown>): Promise<Called> => registry.call(city.county.as('DIRECTORY_MANAGER'), 'deactivateInspector', 'DeactivateInspectorInput', { id, ...input }, 'inspector { state }');
    expect((await leave({ reason: '' })).refusal).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect((await leave({ reason: '调离' })).payload).toEqual({ inspector: { state: 'INACTIVE' } });
    expect((await leave({ reason: '调离' })).refusal).toMatchObject({ code: 'INVALID_TRANSITION', from: 'INACTIVE' });
    expect((await registry.events('InspectorRosterChanged')).at(-1)?.inspectors).toMatchObject([{ inspectorId: id, active: false }]);
  });

  test('phones are masked outside of the department', async () => {
    const { id } = saved(await save(city.county, person()));
    const phone = async (by: TestDepartment): Promise<unknown> => ((await registry.ask(by.as('PLANNER'), 'query($id: ID!) { inspector(id: $id) { phone } }', { id })).data as { inspector: { phone: string } }).inspector.phone;
    expect(await phone(city.county)).toBe('13800001234');
    expect(await phone(city.fire)).toBe('138****1234');
  });
});

describe("Gui'an and Shenyang", () => {
  test('[GA-art21] categories are those of the text', async () => {
    expect((await save(guian, guianPerson({ category: 'ENFORCEMENT_CIVIL_SERVANT', citizenId: '110101199003077598' }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'category', clause: 'GA art.21' });
  });

  test('[GA-art22] one citizen number is one inspector, masked in every answer, and a wrong check digit is refused', async () => {
    const first = saved(await save(guian, guianPerson()));
    expect(first['citizenId']).toBe(`110${'*'.repeat(13)}2X`);
    for (const reader of [guian.as('PLANNER'), city.market.as('PLANNER'), city.market.as('AUDITOR')]) {
      const seen = await registry.ask(reader, 'query($id: ID!) { inspector(id: $id) { citizenId } }', { id: first['id'] });
      expect(seen.data).toEqual({ inspector: { citizenId: `110${'*'.repeat(13)}2X` } });
    }
    expect((await save(guian, guianPerson({ name: '别人' }))).refusal).toMatchObject({ code: 'DUPLICATE_INSPECTOR', clause: 'GA art.22' });
    const wrong = await save(guian, guianPerson({ citizenId: '110105194912310021' }));
    expect(wrong.refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'citizenId', reason: 'CHECK_CHARACTER', clause: 'GA art.22' });
    expect(JSON.stringify(wrong.refusal)).not.toContain('19491231');
  });

  test.each([['GA-art24-a', 'name', 'name'], ['GA-art24-b', 'citizenId', 'documentNo'], ['GA-art24-c', 'region', 'region'], ['GA-art24-d', 'unit', 'unit'], ['GA-art24-e', 'phone', 'contact']])('[%s] an entry without %s is refused', async (_id, left, field) => {
    const { [left]: _out, ...rest } = guianPerson();
    expect((await save(guian, rest)).refusal).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'GA art.24' });
  });

  test('[SY-art11-2-e] a change of level is kept with its days', async () => {
    registry.setNow('2026-03-02T02:00:00Z');
    const draft = { name: '赵强', level: 'COUNTY', region: '210102', category: 'QUALIFIED_STAFF' };
    const { id, state } = saved(await save(shenyang, draft));
    expect(state).toBe('ENTERED');
    expect((await registry.call(shenyang.as('LEGAL_REVIEWER'), 'confirmInspector', 'ConfirmInspectorInput', { id }, 'inspector { state }')).payload).toEqual({ inspector: { state: 'CONFIRMED' } });
    registry.setNow('2026-04-02T02:00:00Z');
    await save(shenyang, { ...draft, level: 'MUNICIPAL', region: '210100' }, { id });
    const { data } = await registry.ask(shenyang.as('PLANNER'), 'query($id: ID!) { inspector(id: $id) { level history { level divisionCode recordedAt recordedUntil } } }', { id });
    expect(data).toMatchObject({ inspector: { level: 'MUNICIPAL', history: [{ level: 'COUNTY', divisionCode: '210102', recordedUntil: '2026-04-02T02:00:00.000Z' }, { level: 'COUNTY', recordedAt: '2026-03-02T02:00:00.000Z' }] } });
    registry.setNow('2026-03-02T02:00:00Z');
  });
});

describe('experts', () => {
  test('[CQ-5.3.3-b] an assisting party is listed among experts and never among inspectors', async () => {
    const call = await registry.call(city.county.as('DIRECTORY_MANAGER'), 'saveExpert', 'SaveExpertInput', { kind: 'TESTING_BODY', name: '永川检验检测中心', specialties: ['特种设备'], phone: '023-49801111' }, 'expert { id kind phone }');
    const { expert } = call.payload as unknown as { expert: { id: string } };
    const { data } = await registry.ask(city.county.as('PLANNER'), '{ experts { nodes { id } } }');
    expect((data as { experts: { nodes: { id: string }[] } }).experts.nodes.map(({ id }) => id)).toContain(expert.id);
    expect(await listed({})).not.toContain(expert.id);
    const strange = await registry.call(city.county.as('DIRECTORY_MANAGER'), 'saveExpert', 'SaveExpertInput', { kind: 'ASTROLOGER', name: '某人' }, 'expert { id }');
    expect(strange.refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'CQ 5.3.3' });
  });

  test('a body is told to the draw with what it may do and until when it is qualified', async () => {
    const body = { kind: 'TESTING_BODY', name: '检测所', specialties: ['锅炉'], services: ['TESTING'], qualificationNo: 'CMA-2311', qualificationExpiresOn: '2027-06-30' };
    const enter = (input: object) => registry.call(city.county.as('DIRECTORY_MANAGER'), 'saveExpert', 'SaveExpertInput', { ...body, ...input }, 'expert { id services qualificationNo qualificationExpiresOn }');
    expect((await enter({ services: ['FORTUNE_TELLING'] })).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'services' });
    const { expert } = (await enter({})).payload as unknown as { expert: { id: string } };
    expect(expert).toMatchObject({ services: ['TESTING'], qualificationNo: 'CMA-2311', qualificationExpiresOn: '2027-06-30' });
    const told = (await registry.events('ExpertSaved')).find(({ expertId }) => expertId === expert.id);
    expect(told).toMatchObject({ nature: 'BODY', services: ['TESTING'], qualification: { number: 'CMA-2311', expiresOn: '2027-06-30' }, active: true });
  });
});

test('recusals name entries of the object directory', async () => {
  const code = assertOk(completeUscc('91500118MA5UXXXX9')).text;
  const object = await registry.call(city.county.as('DIRECTORY_MANAGER'), 'saveInspectionObject', 'SaveInspectionObjectInput', { object: {
    kind: 'MARKET_ENTITY', name: '亲属公司', code, inspectionAddress: '永川区1号', contactPhone: '023-49801234', district: '永川区', counterpartNature: '组织', divisionCode: '500118',
  } }, 'inspectionObject { id }');
  const { inspectionObject } = object.payload as unknown as { inspectionObject: { id: string } };
  const { id } = saved(await save(city.county, person({ recusedObjectIds: [inspectionObject.id] })));
  const { data } = await registry.ask(city.county.as('PLANNER'), 'query($id: ID!) { inspector(id: $id) { recusedObjects { name } } }', { id });
  expect(data).toEqual({ inspector: { recusedObjects: [{ name: '亲属公司' }] } });
  expect((await save(city.county, person({ recusedObjectIds: [city.county.id] }))).refusal).toMatchObject({ code: 'INVALID_VALUE', field: 'recusedObjectIds' });
});
