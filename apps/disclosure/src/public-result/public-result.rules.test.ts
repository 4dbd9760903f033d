import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSearchableName, organisationCodeIn, pairsOf, whatThePublicReads } from './public-result.rules.ts';
import type { FormedResult } from '../publication/publication.table.ts';

const character = fc.constantFrom(...'重庆渝北鸿运来餐饮店有限公司A1b（');
const name = fc.array(character, { minLength: 2, maxLength: 20 }).map((characters) => characters.join(''));

describe('pairs of a name', () => {
  it('contain those of every part of it', () => {
    fc.assert(fc.property(name, fc.nat(), fc.nat(), (whole, a, b) => {
      const [from, to] = [Math.min(a, b) % whole.length, Math.max(a, b) % (whole.length + 1)];
      const all = new Set(pairsOf(whole));
      expect(pairsOf(whole.slice(from, to)).every((pair) => all.has(pair))).toBe(true);
    }));
  });

  it('do not see width, case or blanks, and one character is no search', () => {
    expect(pairsOf('Ａb 店')).toEqual(['AB', 'B店']);
    expect([isSearchableName('店'), isSearchableName(' 店 '), isSearchableName('小店')]).toEqual([false, false, true]);
  });
});

it('the organisation code is characters 9 to 17 of a credit code', () => {
  expect(organisationCodeIn('91350100M000100Y43')).toBe('M000100Y4');
  expect([organisationCodeIn(null), organisationCodeIn('500000000000001')]).toEqual([null, null]);
});

describe('what the public reads', () => {
  const result: FormedResult = {
    entity: { objectId: 'o', kind: 'MARKET_ENTITY', name: '小店', uscc: '91350100M000100Y43', divisionCode: '500112', district: '渝北区' },
    items: [{ itemId: 'i', itemName: '食品', departmentId: 'd', code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false }],
    code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false, inspectedOn: '2025-04-02', formedAt: '2025-04-02T15:00:00+08:00', version: 1, rechecked: false,
  };
  const facts = { id: 'p', departmentId: 'd', taskId: 't', taskNumber: 'RW-1', objectId: 'o', uscc: '91350100M000100Y43' };

  it('never holds a redacted field, nor what would give it away', () => {
    fc.assert(fc.property(fc.subarray(['name', 'uscc', 'district']), (redactedFields) => {
      const text = JSON.stringify(whatThePublicReads({ ...facts, redactedFields }, result, '局'));
      for (const [field, secrets] of Object.entries({ name: ['小店'], uscc: ['91350100M000100Y43', 'M000100Y4'], district: ['渝北区'] })) {
        for (const secret of secrets) expect(text.includes(secret)).toBe(!redactedFields.includes(field));
      }
    }));
  });
});
