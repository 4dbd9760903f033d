import { assertOk } from '@sortition/kernel';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { industriesUnder, industryOf, industryPath, type Industry } from './identifiers.ts';

const STANDARD = new URL('../../../../shared/data/industry/gbt4754_2017.csv', import.meta.url);

const descend = (parent: string | null): Industry[] => industriesUnder(parent).flatMap((industry) => [industry, ...descend(industry.code)]);
const ALL = descend(null);

describe('an industry', () => {
  test.each([
    ['A', { code: 'A', name: '农、林、牧、渔业', level: 'SECTION', parent: null }],
    ['62', { code: '62', name: '餐饮业', level: 'DIVISION', parent: 'H' }],
    ['621', { code: '621', name: '正餐服务', level: 'GROUP', parent: '62' }],
    ['6210', { code: '6210', name: '正餐服务', level: 'CLASS', parent: '621' }],
    ['H6210', { code: '6210', name: '正餐服务', level: 'CLASS', parent: '621' }],
  ])('%s is known with its name and parent', (code, industry) => {
    expect(assertOk(industryOf(code))).toEqual(industry);
  });

  test('has a path from its section to itself', () => {
    expect(assertOk(industryPath('6210')).map(({ code, name }) => `${code} ${name}`)).toEqual(['H 住宿和餐饮业', '62 餐饮业', '621 正餐服务', '6210 正餐服务']);
    expect(assertOk(industryPath('T')).map(({ name }) => name)).toEqual(['国际组织']);
  });

  test.each([
    ['6298', 'UNKNOWN_INDUSTRY'], ['Z', 'UNKNOWN_INDUSTRY'], ['', 'UNKNOWN_INDUSTRY'], ['62100', 'UNKNOWN_INDUSTRY'], ['HH', 'UNKNOWN_INDUSTRY'],
    ['A6210', 'SECTION'], ['h6210', 'LOWER_CASE'], ['６210', 'FULL_WIDTH'], ['62 10', 'BLANK_SPACE'],
  ])('%j is refused for %s', (code, reason) => {
    expect(industryOf(code)).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', clause: 'GB/T 4754-2017', details: { field: 'industryCode', reason } } });
    expect(industryPath(code).ok).toBe(false);
  });
});

describe('the classification', () => {
  test('has 20 sections, 97 divisions, 473 groups and 1381 classes', () => {
    const count = (level: string) => ALL.filter((industry) => industry.level === level).length;
    expect([count('SECTION'), count('DIVISION'), count('GROUP'), count('CLASS')]).toEqual([20, 97, 473, 1381]);
  });

  test('reaches every industry from a section, each by its own path and with or without its letter', () => {
    for (const industry of ALL) {
      const path = assertOk(industryPath(industry.code));
      expect(path.map(({ level }) => level)).toEqual(['SECTION', 'DIVISION', 'GROUP', 'CLASS'].slice(0, path.length));
      expect(path.at(-1)).toBe(industry);
      if (industry.parent !== null) expect(assertOk(industryOf(`${path[0]?.code}${industry.code}`))).toBe(industry);
    }
  });
});

test.skipIf(!existsSync(STANDARD))('every row of the standard has its name and parent (skipped where ../shared/data/industry is absent)', () => {
  const rows = readFileSync(STANDARD, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  const wrong = rows.filter(([code = '', name, , parent]) => {
    const industry = industryOf(code);
    return !industry.ok || industry.value.name !== name || (industry.value.parent ?? '') !== parent;
  });
  expect(wrong).toEqual([]);
  expect(rows).toHaveLength(ALL.length);
});
