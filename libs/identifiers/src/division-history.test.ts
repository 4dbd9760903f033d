import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordsInForce, recordsOf, type DivisionRecord } from './division-history.ts';

const HISTORY = new URL('../../../../shared/data/regions/gb2260_history_1980_2019.csv', import.meta.url);
const OF_2023 = new URL('../../../../shared/data/regions/province_city_county_2023.csv', import.meta.url);

const CODES = Array.from({ length: 1_000_000 }, (_, number) => String(number).padStart(6, '0'));
const ALL: readonly DivisionRecord[] = CODES.flatMap((code) => recordsOf(code));

const rows = (file: URL): string[][] => readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(','));
const firstOfMonth = (month = '') => `${month.slice(0, 4)}-${month.slice(4)}-01`;

describe('the history of the divisions', () => {
  test('is whole: 6,944 records, each with a name and times in order', () => {
    expect(ALL).toHaveLength(6_944);
    for (const { name, validFrom, validUntil } of ALL) {
      expect(name).toMatch(/^[\u4e00-\u9fff]{2,}$/);
      expect(validFrom).toMatch(/^(?:19|20)\d{2}-(?:0\d|1[0-2])-01$/);
      expect(validUntil === null || validUntil > validFrom).toBe(true);
    }
  });

  test('gives a code one meaning on a day', () => {
    for (const code of new Set(ALL.map((record) => record.code))) {
      const records = recordsOf(code);
      for (const [index, later] of records.entries()) {
        const earlier = records[index - 1];
        if (earlier !== undefined) expect(earlier.validUntil !== null && earlier.validUntil <= later.validFrom, code).toBe(true);
      }
    }
  });

  test('names as successor only a division that was in force then or came later', () => {
    for (const { code, validUntil, successorCode } of ALL) {
      if (successorCode === null) continue;
      expect(validUntil).not.toBeNull();
      expect(recordsOf(successorCode).some((next) => next.validUntil === null || next.validUntil > (validUntil ?? '')), code).toBe(true);
    }
  });

  test('knows what became of nineteen in twenty of those that ended since 2000', () => {
    const ended = ALL.filter(({ validUntil }) => validUntil !== null && validUntil >= '2000-01-01');
    expect(ended.filter(({ successorCode }) => successorCode !== null).length / ended.length).toBeGreaterThan(0.95);
  });

  test('has the 34 provinces, and on no day two of one name', () => {
    const provinces = recordsInForce('2024-01-01').filter(({ level }) => level === 'PROVINCE').map(({ name }) => name);
    expect(provinces).toHaveLength(34);
    expect(new Set(provinces).size).toBe(34);
  });
});

/** Entries of the history of editions that contradict the editions around them; the tables do not have them. */
const SLIPS = new Set([
  '220281 桦甸市', '220282 蛟河市', '230123 方正县', '230124 宾县', '230125 巴彦县', '230126 木兰县', '230127 通河县', '230128 延寿县', '230129 阿城市',
  '232303 海伦市', '339007 安徽省', '339008 合肥市', '340122 肥西县', '340123 肥东县', '370902 新泰市', '379017 肥城市', '379017 兖州市', '379018 章丘市',
  '379018 邹城市', '440602 石湾区', '513201 马尔康区', '532101 邵通市',
]);

/** Codes of the statistical bureau that GB/T 2260 does not have: collective entries, development zones, and a few areas under no county. */
const STATISTICAL = /^(?:\d{4}7[1-8]|23276\d|620201|632857|46032\d)$/;
const COLLECTIVE = /^(?:市辖区|县|.*直辖县级行政区划)$/;

describe.skipIf(!existsSync(HISTORY))('against the editions of GB/T 2260 (skipped where ../shared/data/regions is absent)', () => {
  test('every entry of 1980 to 2019 is named so in the edition that first has it', () => {
    const wrong = rows(HISTORY).filter(([code = '', name, first]) =>
      !SLIPS.has(`${code} ${name}`) && !recordsOf(code).some((record) => record.name === name && record.validFrom <= firstOfMonth(first) && (record.validUntil ?? '9999') > firstOfMonth(first)));
    expect(wrong).toEqual([]);
  });

  test('what is in force at the end of 2023 is what the list of 2023 has, with Hong Kong, Macao and Taiwan', () => {
    const listed = new Map(rows(OF_2023).flatMap(([provinceCode = '', province = '', cityCode = '', city = '', countyCode = '', county = '']) => [[provinceCode, province], [cityCode, city], [countyCode, county]] as const)
      .filter(([code, name]) => !STATISTICAL.test(code) && !COLLECTIVE.test(name)));
    const inForce = new Map(recordsInForce('2023-12-31').filter(({ code }) => !/^[78]/.test(code)).map(({ code, name }) => [code, name]));
    expect([...inForce].filter(([code, name]) => listed.get(code) !== name)).toEqual([]);
    expect([...listed].filter(([code]) => !inForce.has(code))).toEqual([]);
  });
});
