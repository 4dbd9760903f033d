import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REFUSAL_MESSAGES, refusal, renderRefusal, type RefusalCode } from './kernel.ts';
import { REFUSAL_REASONS } from './refusal-reasons.ts';

const CODES = Object.keys(REFUSAL_MESSAGES).filter((code): code is RefusalCode => code in REFUSAL_MESSAGES);
const placeholdersOf = (template: string): string[] => [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
const outsideBrackets = (template: string): string => template.replaceAll(/\[[^\]]*\]/g, '');

describe('every message of the vocabulary', () => {
  test.each(CODES)('%s is said in both languages, asking for the same details', (code) => {
    const { zh, en } = REFUSAL_MESSAGES[code];
    expect(outsideBrackets(zh)).toMatch(/[\u4e00-\u9fff]{2}/);
    expect(outsideBrackets(en)).toMatch(/[a-z]{2}/);
    expect(en).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    expect(zh).not.toContain(code);
    expect(placeholdersOf(en).toSorted()).toEqual(placeholdersOf(zh).toSorted());
  });

  test.each(CODES)('%s keeps each detail in brackets, so that it reads well without', (code) => {
    for (const template of Object.values(REFUSAL_MESSAGES[code])) {
      expect(outsideBrackets(template)).not.toMatch(/[{}[\]]/);
      for (const [, part] of template.matchAll(/\[([^\]]*)\]/g)) expect(placeholdersOf(part ?? '')).toHaveLength(1);
    }
  });

  test('differs from every other, so that two refusals are never mistaken', () => {
    expect(new Set(CODES.map((code) => REFUSAL_MESSAGES[code].zh)).size).toBe(CODES.length);
    expect(new Set(CODES.map((code) => REFUSAL_MESSAGES[code].en)).size).toBe(CODES.length);
  });
});

describe('a refusal in words', () => {
  test.each([
    [refusal('MISSING_FIELD', 'CQ B.1', { field: 'divisionCode' }), '缺少必填项：divisionCode', 'Required field is missing: divisionCode'],
    [refusal('MISSING_FIELD', 'CQ B.1'), '缺少必填项', 'Required field is missing'],
    [refusal('INVALID_TRANSITION', 'CQ 4.3', { from: 'DRAFT', to: 'PUBLISHED' }), '当前状态不允许此操作：由DRAFT到PUBLISHED', 'The present state does not allow this: from DRAFT to PUBLISHED'],
    [refusal('CALENDAR_MISSING', null, { year: 2027 }), '尚无2027年国务院节假日安排，无法计算工作日', 'No State Council calendar for 2027 is known, so working days cannot be counted'],
    [refusal('DEPARTMENT_NOT_READY', 'GA art.5', { missing: ['抽查事项清单', '检查对象名录库'] }), '部门尚未完成“一单两库”等准备，缺少抽查事项清单、检查对象名录库', 'The department lacks what a task needs, missing 抽查事项清单, 检查对象名录库'],
    [refusal('INVALID_VALUE', null, { field: 'uscc', reason: 'LOWER_CASE', suggestion: '91330106MA21000290' }), '填写的值无效：uscc（含有小写字母），您要填写的是否为 91330106MA21000290', 'Not a valid value: uscc (it contains lower-case letters); did you mean 91330106MA21000290'],
    [refusal('NOT_FOUND', null, { entity: 'Task', id: null }), '未找到Task', 'Not found: Task'],
    [refusal('TEAM_TOO_SMALL', 'SAMR 2.4', { actual: 0, min: 2 }), '检查小组人数不足：0人，至少2人', 'The team is too small: 0, at least 2'],
  ])('%j', (given, messageZh, messageEn) => {
    expect(renderRefusal(given)).toEqual({ messageZh, messageEn });
  });

  test('shows no placeholder whatever its details are, and every detail that its message asks for', () => {
    fc.assert(fc.property(fc.constantFrom(...CODES), fc.func(fc.boolean()), (code, isTold) => {
      const asked = placeholdersOf(REFUSAL_MESSAGES[code].zh);
      const told = asked.filter((name) => isTold(name));
      const rendered = renderRefusal(refusal(code, null, Object.fromEntries(told.map((name) => [name, `<${name}>`]))));
      for (const message of Object.values(rendered)) {
        expect(message).not.toMatch(/[{}[\]]/);
        for (const name of asked) expect(message.includes(`<${name}>`)).toBe(told.includes(name));
      }
    }));
  });

  test('takes details literally, also where they look like replacement patterns or placeholders', () => {
    expect(renderRefusal(refusal('MISSING_FIELD', null, { field: '$& {field} [x]' })).messageEn).toBe('Required field is missing: $& {field} [x]');
  });

  test('has words in both languages for each reason of the libraries', () => {
    for (const { zh, en } of Object.values(REFUSAL_REASONS)) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[a-z][a-z -]+$/);
    }
  });
});
