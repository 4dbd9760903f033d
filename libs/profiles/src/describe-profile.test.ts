import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { clauseOf, describeProfile, resolveProfile, SHIPPED_PROFILE_CODES, SHIPPED_PROFILES } from './profiles.ts';

const parametersOf = (code: string) => describeProfile(assertOk(resolveProfile(code)));

describe.each(SHIPPED_PROFILE_CODES)('%s', (code) => {
  test('answers every parameter that the others answer', () => {
    expect(parametersOf(code).map(({ parameter }) => parameter)).toEqual(parametersOf('CQ').map(({ parameter }) => parameter));
  });

  test('[SAMR-3.3-d] names its source document, and every answered parameter its clause', () => {
    expect(assertOk(resolveProfile(code)).sourceDocument.value).toMatch(/^《.+》$/);
    for (const answer of parametersOf(code)) {
      if (answer.source === 'SILENT') expect(answer.value).toBeNull();
      else expect(clauseOf(answer)).toMatch(/^(CQ|CC|SAMR|SY|GA|default:) \S/);
    }
  });

  test('speaks for itself, the national text or the defaults, never another city', () => {
    const speakers = new Set(parametersOf(code).map(({ statedIn }) => statedIn));
    expect([...speakers].filter((speaker) => speaker !== null && speaker !== code && speaker !== 'SAMR')).toEqual([]);
    for (const { statedIn, inheritedFrom } of parametersOf(code)) expect(inheritedFrom).toBe(statedIn === 'SAMR' && code !== 'SAMR' ? 'SAMR' : null);
  });

  test('takes from the national text exactly that on which it is silent itself', () => {
    const own = SHIPPED_PROFILES.find(({ text }) => text.code === code)?.text;
    const isSilent = (parameter: string) => parameter.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], own);
    for (const { parameter, statedIn, source } of parametersOf(code)) {
      expect([parameter, isSilent(parameter)]).toEqual([parameter, statedIn === code ? expect.objectContaining({ source }) : { source: 'SILENT' }]);
    }
  });
});

test('a record form that a profile names is among its templates', () => {
  for (const code of SHIPPED_PROFILE_CODES) {
    const { record, forms, plan, itemList, inspectorDirectory, objectDirectory, notice, report } = assertOk(resolveProfile(code));
    const named = [record.form, plan.form, itemList.form, inspectorDirectory.form, notice.form, report.monthly.form].flatMap(({ value }) => value ?? []);
    const templates = forms.templates.value.map((form) => form.code);
    expect(templates).toEqual(expect.arrayContaining([...named, ...objectDirectory.forms.value.map(({ form }) => form)]));
  }
});
