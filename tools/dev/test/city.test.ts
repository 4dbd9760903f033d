import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { divisionAt, industryOf, parseCitizenId, parseRegistrationNumber, parseUscc } from '@sortition/identifiers';
import { profileInForce, SHIPPED_PROFILES } from '@sortition/profiles';
import { chanceOf } from '../src/city/chance.ts';
import { DEPARTMENT_KINDS } from '../src/city/data/department-kinds.ts';
import { JURISDICTIONS } from '../src/city/data/jurisdictions.ts';
import { TRADES } from '../src/city/data/trades.ts';
import { departmentsOf } from '../src/city/department.ts';
import { inspectorsOf } from '../src/city/inspector.ts';
import { itemListPlays } from '../src/city/item-list.ts';
import { rostersOf, type Roster } from '../src/city/roster.ts';
import { csvOf } from '../src/city/write-roster.ts';
import { CITY_BEGINS } from '../src/city/year.ts';

const rosters = (seed: string, size: number): Roster[] => rostersOf(chanceOf(seed), size);

function hashOf(roster: Roster): string {
  const hash = createHash('sha256');
  for (const chunk of csvOf(roster)) hash.update(chunk);
  return hash.digest('hex');
}

function* rowsOf(roster: Roster): Generator<Record<string, string>> {
  for (let index = 0; index < roster.rows; index += 1) {
    const cells = roster.row(index);
    yield Object.fromEntries(roster.columns.map((column, place) => [column, cells[place] ?? '']));
  }
}

describe('the rosters of the city', () => {
  it('are the same bytes for the same seed and size, and others for another seed', () => {
    const hashes = (seed: string): Record<string, string> => Object.fromEntries(rosters(seed, 2_000).map((roster) => [roster.name, hashOf(roster)]));
    expect(hashes('sortition')).toEqual(hashes('sortition'));
    expect(hashes('sortition')).toMatchSnapshot();
    for (const [name, hash] of Object.entries(hashes('another'))) expect(hash, name).not.toBe(hashes('sortition')[name]);
  });

  it('make any row without the rows before it', () => {
    const [register] = rosters('sortition', 1_000_000);
    const last = register?.row(639_999);
    expect(rosters('sortition', 1_000_000)[0]?.row(639_999)).toEqual(last);
    expect(last).toHaveLength(register?.columns.length ?? 0);
  });

  it.each([1, 7, 999, 20_000])('hold %i objects in all', (size) => {
    expect(rosters('sortition', size).reduce((sum, { rows }) => sum + rows, 0)).toBe(size);
  });

  it('have valid codes only, each of them once, in divisions that exist', () => {
    const seen = new Set<string>();
    let old = 0;
    for (const roster of rosters('sortition', 20_000)) {
      for (const row of rowsOf(roster)) {
        const own = row['生产许可证编号'] ?? row['场地场所'] ?? row['行政相对人编码'] ?? row['统一社会信用代码'] ?? '';
        expect(seen.has(own), own).toBe(false);
        seen.add(own);
        const code = row['行政相对人编码'] ?? row['统一社会信用代码'] ?? row['责任单位统一社会信用代码'] ?? '';
        expect(code.length === 15 ? parseRegistrationNumber(code).ok : parseUscc(code).ok, code).toBe(true);
        if (code.length === 15) old += 1;
        else expect(code.slice(8, 10)).toBe('YY');
        if (row['行政区划代码'] !== undefined) expect(divisionAt(row['行政区划代码'], CITY_BEGINS).ok).toBe(true);
      }
    }
    expect(seen.size).toBe(20_000);
    expect(old).toBeGreaterThan(50);
    expect(old).toBeLessThan(1_000);
  });

  it('have risk and credit in shares that differ, and high risk where the trade has it', () => {
    const [register] = rosters('sortition', 20_000);
    const counts = new Map<string, number>();
    for (const row of register === undefined ? [] : rowsOf(register)) {
      for (const key of [`风险${row['风险等级']}`, `信用${row['信用等级']}`]) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const share = (key: string): number => (counts.get(key) ?? 0) / (register?.rows ?? 1);
    expect([share('信用A'), share('信用B'), share('信用C'), share('信用D')].map((part) => Math.round(part * 20))).toEqual([8, 8, 3, 1]);
    expect(share('风险LOW')).toBeGreaterThan(share('风险MEDIUM'));
    expect(share('风险MEDIUM')).toBeGreaterThan(share('风险HIGH'));
    expect(share('风险HIGH')).toBeGreaterThan(0.05);
  });

  it('have the columns of the forms of annex B, and of the register', () => {
    const profile = profileInForce(SHIPPED_PROFILES, 'CQ', CITY_BEGINS);
    const forms = profile.ok ? profile.value.forms.templates.value ?? [] : [];
    for (const [name, code] of [['chongqing-b1', 'CQ_B1'], ['chongqing-b2', 'CQ_B2'], ['chongqing-b3', 'CQ_B3']] as const) {
      const labels = forms.find((form) => form.code === code)?.columns.map(({ zh }) => zh) ?? [];
      expect(labels.length, code).toBeGreaterThan(0);
      expect(rosters('sortition', 100).find((roster) => roster.name === name)?.columns.slice(0, labels.length)).toEqual(labels);
    }
  });

  it('take no more memory for 200,000 objects than for a few', () => {
    const before = process.memoryUsage().heapUsed;
    let peak = 0;
    let rows = 0;
    for (const roster of rosters('sortition', 200_000)) {
      for (const chunk of csvOf(roster)) {
        rows += 1;
        if (rows % 50 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
        expect(chunk.length).toBeGreaterThan(0);
      }
    }
    expect(peak).toBeLessThan(150 * 1024 * 1024);
  });

  it('name nobody and can be called by nobody', () => {
    const [, counterparts, sites] = rosters('sortition', 20_000);
    for (const roster of [counterparts, sites]) for (const row of roster === undefined ? [] : rowsOf(roster)) expect(row['检查联系电话']).toMatch(/^000-\d{8}$/);
    for (const row of sites === undefined ? [] : rowsOf(sites)) expect(row['责任人证件类型']).toBe('示例证件');
  });
});

describe('the departments of the city', () => {
  const departments = departmentsOf('sortition');

  it('are of two levels, of every kind, in every district of their jurisdiction', () => {
    for (const { code, kinds, districts } of JURISDICTIONS) {
      for (const division of [code, ...districts.map((district) => district.code)]) {
        expect(departments.filter(({ divisionCode }) => divisionCode === division).map(({ kind }) => kind).toSorted()).toEqual([...kinds].toSorted());
      }
    }
    expect(new Set(departments.map(({ kind }) => kind)).size).toBe(DEPARTMENT_KINDS.length);
    expect(new Set(departments.map(({ id }) => id)).size).toBe(departments.length);
    for (const { parentId, level, kind } of departments) {
      const parent = departments.find(({ id }) => id === parentId);
      expect(parent?.kind ?? kind).toBe(kind);
      expect(level === 'COUNTY').toBe(parent !== undefined);
    }
  });

  it('have staff with and without a valid qualification, each under one subject', () => {
    const inspectors = [...inspectorsOf('sortition', chanceOf('sortition'), departments)];
    expect(new Set(inspectors.map(({ subject }) => subject)).size).toBe(inspectors.length);
    for (const department of departments.filter(({ kind }) => kind !== 'OFFICE' && kind !== 'JUSTICE')) {
      const own = inspectors.filter(({ departmentId, certificateExpiresOn }) => departmentId === department.id && (certificateExpiresOn ?? '') > '2027');
      expect(own.length, department.name).toBeGreaterThanOrEqual(4);
      for (const specialty of DEPARTMENT_KINDS.find(({ key }) => key === department.kind)?.specialties ?? []) expect(own.some(({ specialties }) => specialties.includes(specialty))).toBe(true);
    }
    expect(inspectors.some(({ qualified }) => !qualified)).toBe(true);
    expect(inspectors.some(({ certificateExpiresOn }) => certificateExpiresOn !== null && certificateExpiresOn < '2026-12-31')).toBe(true);
    const ids = inspectors.flatMap(({ citizenId }) => citizenId ?? []);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.every((id) => parseCitizenId(id).ok)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have an item list in each of the five jurisdictions, on objects that the directory has', () => {
    const lists = itemListPlays(departments);
    expect(lists.map(({ key }) => key.slice(0, key.indexOf(' ')))).toEqual(['CQ', 'CC', 'SY', 'GA', 'SAMR']);
    const types = new Set(TRADES.map(({ objectType }) => objectType));
    for (const { items } of lists) for (const { objectType } of items) expect(types, objectType).toContain(objectType);
    expect(new Set(lists.flatMap(({ items }) => items.map(({ itemClass }) => itemClass)))).toEqual(new Set(['KEY', 'GENERAL', 'A', 'B', 'C']));
    for (const { code } of TRADES) expect(industryOf(code).ok, code).toBe(true);
  });
});
