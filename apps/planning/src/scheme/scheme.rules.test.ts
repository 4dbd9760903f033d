import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile, type ShippedProfileCode } from '@sortition/profiles';
import { schemeAssignsAsTheProfileKnows, schemeIsComplete } from './scheme.rules.ts';

const rules = (code: ShippedProfileCode) => assertOk(resolveProfile(code));
const scheme = {
  content: '许可', periodFrom: '2025-04-01', periodTo: '2025-05-31', modes: ['ON_SITE'], inspectorsPerDepartment: 2, teamCount: 1,
  inspectorDrawMode: null, inspectorFactors: [], specialItemIds: [],
};

describe('how inspectors are assigned', () => {
  it.each([['SY', 'SY art.13(2)'], ['CQ', null], ['CC', null], ['SAMR', null], ['GA', null]] as const)('must be said in a submitted scheme of %s: %s', (code, clause) => {
    const complete = schemeIsComplete(rules(code), scheme);
    if (clause === null) expect(complete.ok).toBe(true);
    else expect(complete).toMatchObject({ ok: false, error: { code: 'MISSING_FIELD', clause, details: { field: 'inspectorDrawMode' } } });
    expect(schemeIsComplete(rules(code), { ...scheme, inspectorDrawMode: 'POOL' }).ok).toBe(true);
  });

  it.each([
    ['SY', { inspectorDrawMode: 'AREA', inspectorFactors: ['GEOGRAPHY', 'SUPPORT'] }, null],
    ['SY', { inspectorDrawMode: 'BY_FRIENDSHIP' }, 'inspectorDrawMode'],
    ['SY', { inspectorFactors: ['WEATHER'] }, 'inspectorFactors'],
    ['SAMR', { inspectorFactors: ['GEOGRAPHY'] }, 'inspectorFactors'],
    ['SY', { specialItemIds: ['item'] }, null],
    ['SY', { specialItemIds: ['another'] }, 'specialItemIds'],
  ] as const)('%s takes %o but for %s', (code, more, field) => {
    const assigned = schemeAssignsAsTheProfileKnows(rules(code), { ...scheme, ...more }, ['item']);
    if (field === null) expect(assigned.ok).toBe(true);
    else expect(assigned).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', details: { field } } });
  });
});
