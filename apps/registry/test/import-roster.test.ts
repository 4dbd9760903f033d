import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { assertOk } from '@sortition/kernel';
import { csvLine, csvReader } from '../src/import/csv-records.ts';
import { ImportRefused, runImport, type ImportReport, type ImportRequest } from '../src/import/run-import.ts';
import { enterChongqing, type Chongqing } from './departments.ts';
import { registryUnderTest, type RegistryUnderTest } from './registry-under-test.ts';

let registry: RegistryUnderTest;
let city: Chongqing;
let directory: string;

beforeAll(async () => {
  registry = await registryUnderTest();
  city = await enterChongqing(registry);
  directory = mkdtempSync(join(tmpdir(), 'roster-'));
});
beforeEach(() => registry.sql('truncate registry.inspection_object, registry.inspection_object_version, registry.roster_import'));
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await registry[Symbol.asyncDispose]();
});

const HEADER = ['企业名称', '统一社会信用代码', '注册日期', '企业类型', '法人代表', '注册资金', '经营范围', '所在省份', '地区', '注册地址', '源年份'];
const code = (number: number): string => assertOk(completeUscc(`91500118MA${String(number).padStart(7, '0')}`)).text;
const line = (number: number, change: Partial<Record<string, string>> = {}): string[] => {
  const cells: Record<string, string> = {
    企业名称: `重庆市永川区第${number}商店`, 统一社会信用代码: code(number), 注册日期: '2009-12-01', 企业类型: 'N/A', 法人代表: '李*', 注册资金: '10(万)', 经营范围: '零售：日用百货,五金', 所在省份: '重庆',
    地区: '永川', 注册地址: '重庆市永川区人民路1号', 源年份: '2009', ...change,
  };
  return HEADER.map((heading) => cells[heading] ?? '');
};
const csv = (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('');
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
};
const run = (file: string, more: Partial<ImportRequest> = {}): Promise<ImportReport> => runImport({
  databaseUrl: registry.database.appUrl, personalDataKey: registry.personalDataKey, file, profile: 'CQ', ownerDepartmentId: null, dryRun: false, refusedPath: `${file}.refused.csv`,
  now: () => new Date('2026-03-02T02:00:00Z'), onProgress: () => undefined, ...more,
});
const readRefused = (file: string): Record<string, string>[] => {
  const reader = csvReader();
  const [header = [], ...rows] = [...reader.push(readFileSync(`${file}.refused.csv`, 'utf8').replace(/^\uFEFF/, '')), ...reader.end()].map(({ cells }) => cells);
  return rows.map((cells) => Object.fromEntries(header.map((heading, index) => [heading, cells[index] ?? ''])));
};
const count = async (): Promise<number> => (await registry.sql<{ n: number }>('select count(*)::int as n from registry.inspection_object'))[0]?.n ?? 0;
/** The directory as it stands, without what only tells when it was written. */
const contents = (): Promise<unknown[]> => registry.sql('select division_code, name, identity_key, uscc, registration_number, district, inspection_address, legal_representative, missing_fields, state, owner_department_id from registry.inspection_object order by identity_key');

describe('the register', () => {
  test('rows become entries under the division that the register names, and reach the roster', async () => {
    const file = write('plain.csv', csv([HEADER, line(1), line(2, { 地区: 'N/A', 注册地址: '重庆市永川市老街2号' }), line(3, { 地区: '万盛', 注册地址: 'N/A' }), line(4, { 统一社会信用代码: '500118000000125', 企业名称: '老厂' })]));
    const told = (await registry.events('ObjectRosterChanged')).length;
    const report = await run(file, { ownerDepartmentId: city.county.id });
    expect(report).toMatchObject({ format: 'REGISTER', rows: 4, created: 3, refused: 1 });
    expect(await contents()).toMatchObject([
      { name: '重庆市永川区第1商店', division_code: '500118', district: '永川区', legal_representative: '李*', missing_fields: ['contactPhone'], state: 'ACTIVE', owner_department_id: city.county.id },
      { division_code: '500118', district: '永川区' }, { division_code: '500110', district: '綦江区', inspection_address: null, missing_fields: ['inspectionAddress', 'contactPhone'] },
    ]);
    const events = (await registry.events('ObjectRosterChanged')).slice(told);
    expect(events.flatMap(({ objects }) => objects)).toHaveLength(3);
    expect(events[0]?.objects[0]).toMatchObject({ divisionCode: '500118', kind: 'MARKET_ENTITY', tags: [], active: true, weight: 1, ownerDepartmentId: city.county.id });
  });

  test('an old number of 15 digits is an entry of its own until its new code is known', async () => {
    const old = '110108000000016';
    const file = write('old.csv', csv([HEADER, line(1, { 统一社会信用代码: old, 企业名称: '老字号' })]));
    expect(await run(file)).toMatchObject({ created: 1 });
    expect(await contents()).toMatchObject([{ identity_key: old, registration_number: old, uscc: null }]);
  });

  test('a second run changes nothing', async () => {
    const file = write('twice.csv', csv([HEADER, line(1), line(2), line(3, { 统一社会信用代码: 'x' })]));
    await run(file);
    const before = [await contents(), (await registry.events('ObjectRosterChanged')).length];
    expect(await run(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 1, resumedAfter: 0 });
    expect([await contents(), (await registry.events('ObjectRosterChanged')).length]).toEqual(before);
  });

  test('what changed at the source is updated, what the file does not say stays, and what was is kept', async () => {
    await run(write('v1.csv', csv([HEADER, line(1)])));
    const slim = [['企业名称', '统一社会信用代码', '注册日期', '企业类型', '所在省份', '地区'], ['重庆市永川区第1商店', code(1), '2009-12-01', '个体工商户', '重庆', '永川']];
    expect(await run(write('v2.csv', csv(slim)))).toMatchObject({ created: 0, updated: 1 });
    const [row] = await registry.sql<{ entity_type: string; inspection_address: string; row_version: number }>('select entity_type, inspection_address, row_version from registry.inspection_object');
    expect(row).toEqual({ entity_type: '个体工商户', inspection_address: '重庆市永川区人民路1号', row_version: 2 });
    const [version] = await registry.sql<{ row: { entityType: string | null } }>('select row from registry.inspection_object_version');
    expect(version?.row.entityType).toBeNull();
  });

  test('however many rows change at once, each keeps what it was', async () => {
    const numbers = Array.from({ length: 12_000 }, (_none, index) => index + 1);
    await run(write('many.csv', csv([HEADER, ...numbers.map((number) => line(number))])));
    const told = (await registry.events('ObjectRosterChanged')).length;
    expect(await run(write('many2.csv', csv([HEADER, ...numbers.map((number) => line(number, { 地区: number === 7 ? '綦江' : '永川', 注册地址: number === 7 ? '綦江区1号' : `重庆市永川区${number}号` }))])))).toMatchObject({ updated: 12_000 });
    expect(await registry.sql('select count(*)::int as n, count(distinct inspection_address)::int as addresses, min(row_version) as version from registry.inspection_object')).toEqual([{ n: 12_000, addresses: 12_000, version: 2 }]);
    expect(await registry.sql("select count(*)::int as n, min(row->>'inspectionAddress') as address from registry.inspection_object_version")).toEqual([{ n: 12_000, address: '重庆市永川区人民路1号' }]);
    expect(await registry.sql("select division_code from registry.inspection_object where identity_key = $1", [code(7)])).toEqual([{ division_code: '500110' }]);
    expect((await registry.events('ObjectRosterChanged')).length - told).toBe(6);
  }, 120_000);

  test('a file that knows only the city does not take away the district', async () => {
    const far = { 统一社会信用代码: assertOk(completeUscc('91340100MA1234567')).text, 企业名称: '合肥百货', 所在省份: '安徽', 地区: '合肥', 注册地址: '安徽省合肥市蜀山区长江西路1号' };
    await run(write('near.csv', csv([HEADER, line(1, far)])));
    expect(await contents()).toMatchObject([{ division_code: '340104', district: '蜀山区' }]);
    const slim = [['企业名称', '统一社会信用代码', '注册日期', '企业类型', '所在省份', '地区'], [far.企业名称, far.统一社会信用代码, '2009-12-01', 'N/A', '安徽', '合肥']];
    expect(await run(write('far.csv', csv(slim)))).toMatchObject({ unchanged: 1, updated: 0 });
    expect(await contents()).toMatchObject([{ division_code: '340104', district: '蜀山区' }]);
  });

  test('every bad row is named with line, field and reason, in a file that can be corrected and imported again', async () => {
    const bad = [
      line(2, { 统一社会信用代码: code(2).toLowerCase() }), line(3, { 统一社会信用代码: `${code(3).slice(0, 17)}${code(3).endsWith('0') ? '1' : '0'}` }), line(4, { 企业名称: 'N/A' }),
      line(5, { 企业类型: '50(万美元)', 注册资金: '王*', 所在省份: '普通合伙' }), line(6, { 注册日期: '2009-02-30' }), line(7).slice(0, 9), line(8, { 所在省份: 'N/A' }),
    ];
    const file = write('bad.csv', csv([HEADER, line(1), ...bad]));
    expect(await run(file)).toMatchObject({ rows: 8, created: 1, refused: 7 });
    const refused = readRefused(file);
    expect(refused.map((row) => [row['行号'], row['字段'], row['建议']])).toEqual([
      ['3', '统一社会信用代码', code(2)], ['4', '统一社会信用代码', ''], ['5', '企业名称', ''], ['6', '企业类型；注册资金；所在省份', ''], ['7', '注册日期', ''], ['8', '整行', ''], ['9', '所在省份', ''],
    ]);
    for (const row of refused) expect(row['原因']).not.toBe('');
    const corrected = refused.slice(0, 1).map((row) => Object.values({ ...row, 统一社会信用代码: row['建议'] ?? '' }));
    const again = write('corrected.csv', csv([Object.keys(refused[0] ?? {}), ...corrected]));
    expect(await run(again)).toMatchObject({ created: 1, refused: 0 });
  });

  test('a code that stands twice, or belongs to another entry, is reported and never merged', async () => {
    await run(write('first.csv', csv([HEADER, line(1)])));
    const file = write('duplicates.csv', csv([HEADER, line(1, { 企业名称: '冒名商店' }), line(2), line(2), line(2, { 企业名称: '又一商店' })]));
    expect(await run(file)).toMatchObject({ created: 1, refused: 3 });
    expect(readRefused(file).map((row) => [row['行号'], row['原因']])).toEqual([
      ['2', '名录库中已有编码相同的“重庆市永川区第1商店”，名称不一致，未予合并，请核对'], ['4', '与本文件第3行编码相同，未予合并，请核对'], ['5', '与本文件第3行编码相同，未予合并，请核对'],
    ]);
    expect(await count()).toBe(2);
  });

  test('a dry run says what would happen and changes nothing', async () => {
    const file = write('dry.csv', csv([HEADER, line(1), line(2, { 统一社会信用代码: 'N/A' })]));
    expect(await run(file, { dryRun: true })).toMatchObject({ created: 1, refused: 1 });
    expect(await count()).toBe(0);
    expect(await registry.sql('select * from registry.roster_import')).toEqual([]);
    expect(readRefused(file)).toHaveLength(1);
  });

  test('gzip, a byte order mark and GB 18030 are read like the plain file', async () => {
    const text = csv([HEADER, line(1)]);
    for (const [name, content] of [['packed.csv.gz', gzipSync(text)], ['marked.csv', `\uFEFF${text}`]] as const) {
      await registry.sql('truncate registry.inspection_object');
      expect(await run(write(name, content))).toMatchObject({ created: 1, refused: 0 });
    }
    const gbk = Buffer.from('c6f3d2b5c3fbb3c62ccdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2ccbf9d4dacaa1b7dd2cb5d8c7f80a', 'hex'); // 企业名称,统一社会信用代码,所在省份,地区
    const row = Buffer.concat([Buffer.from('d3c0b4a8c9ccb5ea2c', 'hex'), Buffer.from(`${code(9)},`), Buffer.from('d6d8c7ec2cd3c0b4a80a', 'hex')]); // 永川商店,…,重庆,永川
    expect(await run(write('gb18030.csv', Buffer.concat([gbk, row])))).toMatchObject({ created: 1 });
    expect(await contents()).toMatchObject([{}, { name: '永川商店', division_code: '500118' }]);
  });

  test('a file that is no roster is refused before its first row', async () => {
    await expect(run(write('strange.csv', 'a,b\n1,2\n'))).rejects.toThrow(ImportRefused);
    await expect(run(write('strange2.csv', csv([HEADER, line(1)])), { profile: 'XX' })).rejects.toThrow(ImportRefused);
  });
});

describe('a run that is cut off', () => {
  test('goes on where it stopped, counts nothing twice, and ends like one that was not', async () => {
    const rows = Array.from({ length: 45_000 }, (_none, index) => line(index + 1, index % 9_000 === 8_999 ? { 统一社会信用代码: 'broken' } : index === 44_000 ? { 统一社会信用代码: code(5) } : {}));
    const file = write('long.csv', csv([HEADER, ...rows]));
    let shown = 0;
    const stop = new Error('cut off');
    await expect(run(file, { onProgress: () => {
      shown += 1;
      if (shown === 3) throw stop; // the second batch may still be on its way
    } })).rejects.toThrow(stop);
    const [mark] = await registry.sql<{ rows_done: string; created: string; finished: boolean }>('select rows_done, created, finished from registry.roster_import');
    expect(mark?.finished).toBe(false);
    expect(Number(mark?.rows_done)).toBeGreaterThanOrEqual(20_000);
    expect(await count()).toBe(Number(mark?.created));
    writeFileSync(`${file}.refused.csv`, `${readFileSync(`${file}.refused.csv`, 'utf8')}half a li`); // what a killed process may leave
    const report = await run(file);
    expect(report).toMatchObject({ rows: 45_000, created: 44_994, refused: 6, resumedAfter: Number(mark?.rows_done) });
    expect(await count()).toBe(44_994);
    expect(readRefused(file).map((row) => row['行号'])).toEqual(['9001', '18001', '27001', '36001', '44002', '45001']);
    const versions = (await registry.events('ObjectRosterChanged')).map(({ rosterVersion }) => rosterVersion);
    expect(versions).toEqual(versions.map((_version, index) => index + 1));
    for (const { objects } of await registry.events('ObjectRosterChanged')) expect(objects.length).toBeLessThanOrEqual(2_000);
  });
});

describe('a process that is killed', () => {
  test('leaves whole batches behind it, and the next one ends like one that was not', async () => {
    const file = write('killed.csv', csv([HEADER, ...Array.from({ length: 90_000 }, (_none, index) => line(index + 1))]));
    const toldBefore = (await registry.events('ObjectRosterChanged')).length;
    const cli = fileURLToPath(new URL('../src/import/import-cli.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', cli, '--roster', file, '--profile', 'CQ', '--database', registry.database.appUrl, '--refused', `${file}.refused.csv`], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const done = async (): Promise<number> => Number((await registry.sql<{ rows_done: string }>('select rows_done from registry.roster_import'))[0]?.rows_done ?? 0);
    while (await done() < 20_000 && child.exitCode === null) await sleep(20);
    child.kill('SIGKILL');
    await ended;
    while ((await registry.sql("select 1 from pg_stat_activity where application_name = 'roster-import'")).length > 0) await sleep(50);
    const settled = await done();
    expect(settled % 20_000).toBe(0);
    expect(settled).toBeLessThan(90_000);
    expect(await count()).toBe(settled);
    expect(await run(file)).toMatchObject({ rows: 90_000, created: 90_000, refused: 0, resumedAfter: settled });
    const told = (await registry.events('ObjectRosterChanged')).slice(toldBefore).flatMap(({ objects }) => objects.map(({ objectId }) => objectId));
    const stored = await registry.sql<{ id: string }>('select id from registry.inspection_object');
    const toldOnce = new Set(told);
    expect(stored.every(({ id }) => toldOnce.has(id))).toBe(true);
    expect(told.length).toBe(toldOnce.size);
  }, 120_000);
});

describe('annexes', () => {
  const B1 = ['行政相对人名称', '行政相对人编码', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码'];
  const B2 = ['场地场所', '所在地区', '行政区划', '责任单位', '责任单位统一社会信用代码', '责任人', '责任人证件类型', '责任人证件编码', '场所用途', '场所规模', '投入使用开始时间', '使用寿命', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码'];
  const B3 = ['生产许可证编号', '企业名称', '统一社会信用代码', '发证日期', '有效期至', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码'];
  const site = ['露天仓库', '永川区南大街', '重庆市永川区', '永川仓储有限公司', code(20), '王小明', '居民身份证', '11010519491231002X', '仓储', '2000平方米', '2015年6月1日', '50年', '永川区南大街59号', '13812345678', '永川区', '组织', '500118'];
  const forms: readonly (readonly [string, readonly string[], readonly string[], Record<string, unknown>])[] = [
    ['CQ_B1', B1, ['永川百货', code(10), '永川区1号', '023-49801234', '永川区', '组织', '500118'], { kind: 'MARKET_ENTITY', name: '永川百货', details: null }],
    ['CQ_B2', B2, site, { kind: 'SITE', name: '露天仓库', details: { kind: 'SITE', siteUse: '仓储', inUseFrom: '2015-06-01' } }],
    ['CQ_B3', B3, ['渝XK13-000001', '永川电缆', code(30), '2022/1/10', '2027/1/9', '永川区工业园', '023-49805678', '永川区', '组织', '500118'], { kind: 'PRODUCT', name: '永川电缆', details: { licenceNo: '渝XK13-000001', issuedOn: '2022-01-10' } }],
  ];
  test.each(forms)('%s as CSV and as a workbook with a title above the header', async (form, header, row, stored) => {
    const file = write(`${form}.csv`, csv([header, row, row.map((cell, index) => (index === row.length - 4 ? '' : cell))]));
    expect(await run(file)).toMatchObject({ format: form, rows: 2, created: 1, refused: 1 });
    expect(await registry.sql('select kind, name, details from registry.inspection_object')).toMatchObject([stored]);
    expect(await run(file)).toMatchObject({ unchanged: 1, refused: 1 });
    await registry.sql('truncate registry.inspection_object');
    const workbook = write(`${form}.xlsx`, await writeXlsx({ sheets: [{ name: '名录', rows: [['检查对象名录库'], [...header], [...row]] }] }));
    expect(await run(workbook)).toMatchObject({ format: form, rows: 1, created: 1, refused: 0 });
    expect(await registry.sql('select kind, name, details from registry.inspection_object')).toMatchObject([stored]);
  });

  test('personal data of a file is sealed', async () => {
    await run(write('sealed.csv', csv([B2, site])));
    const [kept] = await registry.sql<{ everything: string }>('select row_to_json(o)::text as everything from registry.inspection_object o');
    expect(kept?.everything).not.toContain('13812345678');
    expect(kept?.everything).not.toContain('11010519491231002X');
    await expect(run(write('keyless.csv', csv([B2, site])), { personalDataKey: undefined })).rejects.toThrow(ImportRefused);
  });

  test('CQ_C1: inspectors by department, the same file twice changes nothing', async () => {
    const header = ['序号', '姓名', '电话', '所属区县', '所属部门', '人员类别', '业务专长'];
    const file = write('c1.csv', csv([
      header, ['1', '周敏', '13800001234', '永川区', '永川区市场监督管理局', '行政执法类公务员', '食品、药品'], ['2', '吴刚', '13800005678', '永川区', '永川区市场监督管理局', 'QUALIFIED_STAFF', '特种设备'],
      ['3', '郑某', '13800009999', '永川区', '不存在的局', '行政执法类公务员', '食品'], ['4', '孙某', '13800008888', '永川区', '永川区市场监督管理局', '其他', '食品'],
    ]));
    expect(await run(file)).toMatchObject({ format: 'CQ_C1', rows: 4, created: 2, refused: 2 });
    expect(readRefused(file).map((row) => [row['行号'], row['字段']])).toEqual([['4', '所属部门'], ['5', '人员类别']]);
    expect(await registry.sql('select name, category, level, division_code, specialties from registry.inspector order by serial_no')).toEqual([
      { name: '周敏', category: 'ENFORCEMENT_CIVIL_SERVANT', level: 'COUNTY', division_code: '500118', specialties: ['食品', '药品'] }, { name: '吴刚', category: 'QUALIFIED_STAFF', level: 'COUNTY', division_code: '500118', specialties: ['特种设备'] },
    ]);
    expect((await registry.events('InspectorRosterChanged')).flatMap(({ inspectors }) => inspectors)).toHaveLength(2);
    expect(await run(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 2 });
  });
});

describe('real files', () => {
  const shared = join(import.meta.dirname, '../../../../shared/data/enterprise');
  test.skipIf(!existsSync(shared))('the really broken rows of the register are explained one by one (skipped without ../shared)', async () => {
    const file = write('dirty.csv', readFileSync(join(shared, 'dirty_rows_sample.csv')));
    const report = await run(file);
    expect(report.rows).toBe(report.created + report.refused);
    const refused = new Map(readRefused(file).map((row) => [row['行号'], row]));
    const reader = csvReader();
    const [, ...rows] = [...reader.push(readFileSync(file, 'utf8')), ...reader.end()];
    for (const { line: at, cells: [, problem = ''] } of rows) {
      const row = refused.get(String(at));
      // a code that occurs twice in the whole register stands once in the sample; an empty address or scope is no reason to refuse
      if (/code_check_bad|code_lowercase/.test(problem)) expect(row?.['字段']).toContain('统一社会信用代码');
      else if (problem.includes('province_ne_file')) expect(row?.['字段']).toContain('所在省份');
      else expect([problem, row]).toEqual([problem, undefined]);
    }
  });

  test.skipIf(!existsSync(shared))('all of Chongqing goes through, and a second run changes nothing (skipped without ../shared)', async () => {
    const file = join(shared, 'full_chongqing_masked.csv.gz');
    const refusedPath = join(directory, 'chongqing.refused.csv');
    expect(await run(file, { refusedPath })).toMatchObject({ rows: 68_439, created: 68_429, refused: 10 });
    expect(await run(file, { refusedPath })).toMatchObject({ rows: 68_439, created: 0, updated: 0, unchanged: 68_429, refused: 10 });
  }, 300_000);
});
