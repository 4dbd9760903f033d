import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays } from '@sortition/calendar';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { limitCountedFrom, limitStartsWith, type TriggerDays } from './due-date.rules.ts';

const profileOf = (code: string) => assertOk(resolveProfile(code));
const days = (completedOn: string | null, endedOn: string | null, formedOn: string | null): TriggerDays => ({ completedOn, endedOn, formedOn });

describe('the event that starts the limit', () => {
  it.each([
    ['CQ', days(null, '2025-04-01', '2025-04-02'), undefined],
    ['CQ', days('2025-04-03', '2025-04-01', '2025-04-02'), { event: 'TASK_COMPLETED', day: '2025-04-03' }],
    ['CC', days('2025-04-03', null, '2025-04-02'), undefined],
    ['CC', days('2025-04-03', '2025-04-01', '2025-04-02'), { event: 'INSPECTION_ENDED', day: '2025-04-01' }],
    ['GA', days(null, '2025-04-01', null), { event: 'INSPECTION_ENDED', day: '2025-04-01' }],
    ['SY', days(null, null, '2025-04-02'), { event: 'RESULT_FORMED', day: '2025-04-02' }],
    ['SY', days(null, '2025-04-03', '2025-04-02'), { event: 'RESULT_FORMED', day: '2025-04-02' }],
    ['SY', days(null, '2025-04-01', '2025-04-02'), { event: 'INSPECTION_ENDED', day: '2025-04-01' }],
    ['SY', days('2025-04-03', null, null), undefined],
  ])('in %s with %o is %o', (code, known, expected) => {
    expect(limitStartsWith(profileOf(code), known)).toEqual(expected);
  });
});

describe('the limit', () => {
  it.each([
    ['CQ', 'TASK_COMPLETED', '2025-04-03', '2025-05-06', 'CQ 8.8.1'],
    ['CC', 'INSPECTION_ENDED', '2025-01-10', '2025-02-13', 'CC art.19'],
    ['SY', 'INSPECTION_ENDED', '2025-09-24', '2025-10-14', 'SY art.16'],
    ['GA', 'INSPECTION_ENDED', '2025-04-18', '2025-05-20', 'GA art.46'],
  ] as const)('in %s from %s on %s ends on %s', (code, event, day, date, clause) => {
    const limit = limitCountedFrom(profileOf(code), { event, day });
    expect(limit).toMatchObject({ date, clause, problem: null });
    expect(limit.explanationZh).toContain(date);
    expect(limit.explanationEn).toContain(clause);
  });

  it('of the national text is open, and of a year without calendar unknown: never a guess', () => {
    expect(limitCountedFrom(profileOf('SAMR'), { event: 'INSPECTION_ENDED', day: '2025-04-18' })).toMatchObject({ date: null, problem: 'PROFILE_INCOMPLETE', clause: null });
    expect(limitCountedFrom(profileOf('CQ'), { event: 'TASK_COMPLETED', day: '2026-12-25' })).toMatchObject({ date: null, problem: 'CALENDAR_MISSING' });
  });

  it('is what the calendar counts, on every day', () => {
    const epoch = Date.UTC(2008, 0, 1);
    fc.assert(fc.property(fc.integer({ min: 0, max: 6_600 }), (offset) => {
      const day = new Date(epoch + offset * 86_400_000).toISOString().slice(0, 10);
      const limit = limitCountedFrom(profileOf('CQ'), { event: 'TASK_COMPLETED', day });
      expect(limit.date).toBe(assertOk(addWorkingDays(day, 20)).due);
      expect(limit.date !== null && limit.date > day).toBe(true);
    }));
  });
});
