import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile, type Profile } from '@sortition/profiles';
import { appliesForItself, monthsAfter, publishedLongEnough } from './stop-publication.rules.ts';

const CQ = assertOk(resolveProfile('CQ'));
const withPeriod = (months: number): Profile => ({ ...CQ, repair: { ...CQ.repair, minPeriod: { months: { parameter: 'repair.minPeriod.months', value: months, clause: 'x', source: 'TEXT', statedIn: 'CQ', inheritedFrom: null } } } });

describe('the period before a stop', () => {
  it('[SAMR-3.3-b] is that of the profile, to the day, and without one nothing can be decided', () => {
    expect(publishedLongEnough(withPeriod(12), { publishedOn: '2025-03-31' }, '2026-03-30')).toMatchObject({ ok: false, error: { code: 'STOP_PUBLICATION_TOO_EARLY', details: { earliest: '2026-03-31' } } });
    expect(publishedLongEnough(withPeriod(12), { publishedOn: '2025-03-31' }, '2026-03-31').ok).toBe(true);
    expect(publishedLongEnough(CQ, { publishedOn: '2025-03-31' }, '2035-03-31')).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter: 'repair.minPeriod.months' } } });
  });

  it.each([['2025-03-31', 12, '2026-03-31'], ['2025-01-31', 1, '2025-02-28'], ['2024-02-29', 12, '2025-02-28'], ['2025-11-30', 3, '2026-02-28'], ['2025-12-31', 6, '2026-06-30']])('%s and %i months is %s', (day, months, expected) => {
    expect(monthsAfter(day, months)).toBe(expected);
  });
});

it.each([
  [{ roles: ['INSPECTEE'], uscc: 'A' }, 'A', true], [{ roles: ['INSPECTEE'], uscc: 'B' }, 'A', false], [{ roles: ['INSPECTEE'], uscc: null }, null, false], [{ roles: ['INSPECTOR'], uscc: 'A' }, 'A', false],
])('%o applies for %s: %s', (party, uscc, expected) => {
  expect(appliesForItself(CQ, party, { uscc }).ok).toBe(expected);
});
