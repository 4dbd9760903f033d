import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { lastMonths, periodIsInOrder, shareOf } from './indicator.rules.ts';

it('nothing over nothing is unknown, not 0', () => {
  expect([shareOf(0, 0), shareOf(0, 4), shareOf(3, 4)]).toEqual([null, 0, 0.75]);
});

it('the last months join without a gap and end with the month of the day', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 1, max: 60 }), (offset, months) => {
    const today = new Date(Date.UTC(2015, 0, 1 + offset)).toISOString().slice(0, 10);
    const periods = assertOk(lastMonths(today, months));
    expect(periods).toHaveLength(months);
    const last = periods.at(-1);
    expect(last !== undefined && last.from <= today && today <= last.to).toBe(true);
    periods.slice(1).forEach((period, index) => {
      expect(Date.parse(period.from) - Date.parse(periods[index]?.to ?? '')).toBe(86_400_000);
      expect(period.from.endsWith('-01')).toBe(true);
    });
  }));
  expect([lastMonths('2025-06-30', 0).ok, lastMonths('2025-06-30', 61).ok, lastMonths('2025-06-30', 1.5).ok]).toEqual([false, false, false]);
});

it('a period does not end before it begins', () => {
  expect([periodIsInOrder({ from: '2025-01-01', to: '2025-01-01' }).ok, periodIsInOrder({ from: '2025-01-02', to: '2025-01-01' }).ok]).toEqual([true, false]);
});
