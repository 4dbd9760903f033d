import { assertOk, type Day } from '@sortition/kernel';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isWorkingDay } from './calendar.ts';
import { isWeekend } from './day-arithmetic.ts';
import { statusOf } from './state-council-calendar.ts';

const YEARS = Array.from({ length: 20 }, (_, index) => 2007 + index);
const LISTED = new URL('../../../../shared/data/holidays/holidays_2007_2026.csv', import.meta.url);

const daysOf = (year: number): Day[] =>
  Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10)).filter((day) => day.startsWith(String(year)));

const rows = (file: URL): string[][] => readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(','));

describe('the notices of twenty years', () => {
  test.each(YEARS)('of %i give a year of 248 to 252 working days, and work only weekend days in exchange', (year) => {
    const worked = daysOf(year).filter((day) => assertOk(isWorkingDay(day)));
    expect(worked.length).toBeGreaterThanOrEqual(248);
    expect(worked.length).toBeLessThanOrEqual(252);
    for (const day of worked) expect(assertOk(statusOf(day)).kind).toBe(isWeekend(day) ? 'MADE_UP' : 'WORKED');
  });

  test.each(YEARS)('of %i have New Year, 春节, Labour Day and the National Day off', (year) => {
    for (const day of ['01-01', '05-01', '10-01', '10-02', '10-03']) expect(assertOk(statusOf(`${year}-${day}`)).kind).toBe('HOLIDAY');
    const springFestival = daysOf(year).filter((day) => {
      const status = assertOk(statusOf(day));
      return status.kind === 'HOLIDAY' && status.name === '春节';
    });
    expect(springFestival.length).toBeGreaterThanOrEqual(7);
  });
});

describe.skipIf(!existsSync(LISTED))('against the independent list of notices (skipped where ../shared/data/holidays is absent)', () => {
  const listed = existsSync(LISTED) ? new Map(rows(LISTED).map(([day, , isOff]) => [day, isOff === '1'])) : new Map<string, boolean>();

  test.each(YEARS)('every day of %i agrees', (year) => {
    const disagreeing = daysOf(year).filter((day) => assertOk(isWorkingDay(day)) !== (listed.has(day) ? listed.get(day) === false : !isWeekend(day)));
    expect(disagreeing).toEqual([]);
  });
});
