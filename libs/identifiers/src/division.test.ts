import { assertOk, type Day } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { divisionAt, divisionParents, divisionsWithin, divisionSuccessor, parseDivisionCode, type Division } from './identifiers.ts';

const namesOf = (divisions: readonly Division[]) => divisions.map(({ name }) => name);
const nameAt = (code: string, day: Day) => assertOk(divisionAt(code, day)).name;

function becameOf(code: string, day: Day, asOf?: Day): string {
  const succession = assertOk(divisionSuccessor(code, day, asOf));
  if (succession.kind === 'UNKNOWN') return `${succession.last.name}?`;
  return `${succession.division.code} ${succession.division.name}`;
}

describe('a division code', () => {
  test.each([['500000', 'PROVINCE'], ['520100', 'CITY'], ['500110', 'COUNTY'], ['429004', 'COUNTY']])('%s has the level %s', (text, level) => {
    expect(assertOk(parseDivisionCode(text))).toEqual({ text, level });
  });

  test.each([['50011', 'LENGTH'], ['50011x', 'CHARACTER'], ['050110', 'CHARACTER'], ['500110 ', 'BLANK_SPACE'], ['５00110', 'FULL_WIDTH']])('%j is refused for %s', (text, reason) => {
    expect(parseDivisionCode(text, 'region')).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', clause: 'GB/T 2260-2007', details: { field: 'region', reason } } });
    expect(divisionAt(text, '2020-01-01').ok).toBe(false);
    expect(divisionParents(text, '2020-01-01').ok).toBe(false);
    expect(divisionsWithin(text, '2020-01-01').ok).toBe(false);
    expect(divisionSuccessor(text, '2020-01-01').ok).toBe(false);
  });
});

describe('a code names what it named on the day', () => {
  test.each([
    ['500110', '2010-06-01', '万盛区'],
    ['500110', '2011-11-30', '万盛区'],
    ['500110', '2011-12-01', '綦江区'],
    ['500110', '2024-06-01', '綦江区'],
    ['130502', '2019-06-01', '桥东区'],
    ['130502', '2021-06-01', '襄都区'],
    ['420600', '2009-06-01', '襄樊市'],
    ['420600', '2024-06-01', '襄阳市'],
    ['330103', '2020-06-01', '下城区'],
    ['810000', '2024-06-01', '香港特别行政区'],
  ])('%s on %s: %s', (code, day, name) => {
    expect(nameAt(code, day)).toBe(name);
  });

  test.each([
    ['330103', '2022-06-01', 'NOT_IN_FORCE', 'abolished'],
    ['330113', '2020-06-01', 'NOT_IN_FORCE', 'not yet founded'],
    ['500000', '1990-01-01', 'NOT_IN_FORCE', 'part of 四川 until 1997'],
    ['220101', '2015-01-01', 'UNKNOWN_DIVISION', '市辖区, no division of its own'],
    ['340171', '2020-01-01', 'UNKNOWN_DIVISION', 'a development zone'],
    ['500100', '2020-01-01', 'UNKNOWN_DIVISION', 'no city level in Chongqing'],
    ['990000', '2020-01-01', 'UNKNOWN_DIVISION', 'no province'],
  ])('%s on %s is refused with %s: %s', (code, day, reason) => {
    expect(divisionAt(code, day)).toEqual({ ok: false, error: { kind: 'refusal', code: 'INVALID_VALUE', clause: 'GB/T 2260-2007', details: { field: 'divisionCode', reason, value: code, day } } });
  });
});

describe('the divisions above', () => {
  test.each([
    ['500110', '2024-01-01', ['重庆市'], 'a district stands directly under its municipality'],
    ['500243', '2024-01-01', ['重庆市'], 'so does a county'],
    ['510216', '1995-01-01', ['四川省', '重庆市'], 'which was a city of 四川 before'],
    ['520304', '2024-01-01', ['贵州省', '遵义市'], 'a district of a city'],
    ['522230', '2005-01-01', ['贵州省', '铜仁地区'], 'a county of a prefecture'],
    ['429004', '2024-01-01', ['湖北省'], 'a city directly under its province'],
    ['659001', '2024-01-01', ['新疆维吾尔自治区'], 'a city directly under its autonomous region'],
    ['340171', '2024-01-01', ['安徽省', '合肥市'], 'a development zone, which no edition has'],
    ['220101', '2024-01-01', ['吉林省', '长春市'], '市辖区'],
    ['520300', '2024-01-01', ['贵州省'], 'a city'],
    ['520000', '2024-01-01', [], 'a province'],
  ])('of %s on %s are %j: %s', (code, day, names) => {
    expect(namesOf(assertOk(divisionParents(code, day)))).toEqual(names);
  });

  test('are refused where the province did not exist', () => {
    expect(divisionParents('500110', '1990-01-01')).toMatchObject({ ok: false, error: { details: { reason: 'NOT_IN_FORCE', value: '500000' } } });
  });
});

describe('what became of a division', () => {
  test.each([
    ['500110', '2024-01-01', '500110 綦江区', 'is still in force'],
    ['500110', '2009-01-01', '500110 綦江区', 'the same code, merged with 綦江县'],
    ['500222', '2009-01-01', '500110 綦江区', 'a county merged into a district'],
    ['510216', '1995-01-01', '500110 綦江区', 'by way of 万盛区 under another code'],
    ['330103', '2015-01-01', '330105 拱墅区', 'districts that merged'],
    ['110104', '2005-01-01', '110102 西城区', 'districts that merged'],
    ['520321', '2010-01-01', '520304 播州区', 'a county that became a district under another name'],
    ['350427', '2015-01-01', '350405 沙县区', 'a county that became a district'],
    ['371200', '2015-01-01', '370100 济南市', 'a city that became part of another'],
    ['130502', '2015-01-01', '130502 襄都区', 'another name'],
    ['522201', '2005-01-01', '520602 碧江区', 'the seat of a prefecture that became a city'],
    ['341400', '2005-01-01', '巢湖市?', 'a city divided among three'],
  ])('%s of %s: %s, %s', (code, day, became) => {
    expect(becameOf(code, day)).toBe(became);
  });

  test('is answered as of a day, and told step by step', () => {
    expect(becameOf('510216', '1995-01-01', '1996-01-01')).toBe('510216 万盛区');
    expect(becameOf('510216', '1995-01-01', '2005-01-01')).toBe('500110 万盛区');
    const succession = assertOk(divisionSuccessor('510216', '1995-01-01'));
    expect(succession).toMatchObject({ kind: 'SUCCEEDED', through: [{ code: '510216', name: '万盛区' }, { code: '500110', name: '万盛区' }] });
  });

  test('lets a result of an abolished county count for the parent of today', () => {
    const succession = assertOk(divisionSuccessor('522201', '2005-01-01'));
    const today = succession.kind === 'UNKNOWN' ? '' : succession.division.code;
    expect(namesOf(assertOk(divisionParents('522201', '2005-01-01')))).toEqual(['贵州省', '铜仁地区']);
    expect(namesOf(assertOk(divisionParents(today, '2024-01-01')))).toEqual(['贵州省', '铜仁市']);
  });

  test('is refused for a code that named nothing on the day', () => {
    expect(divisionSuccessor('330103', '2022-06-01')).toMatchObject({ ok: false, error: { details: { reason: 'NOT_IN_FORCE' } } });
  });
});

describe('the divisions within', () => {
  test('Chongqing are its 38 districts and counties', () => {
    const within = assertOk(divisionsWithin('500000', '2024-01-01'));
    expect(within).toHaveLength(38);
    expect(within.every(({ level }) => level === 'COUNTY')).toBe(true);
    expect(namesOf(within)).toContain('綦江区');
  });

  test('a city are its counties, and within a county there are none', () => {
    expect(namesOf(assertOk(divisionsWithin('520300', '2024-01-01')))).toHaveLength(14);
    expect(assertOk(divisionsWithin('520304', '2024-01-01'))).toEqual([]);
  });
});
