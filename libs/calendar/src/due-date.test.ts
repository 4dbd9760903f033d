import { assertOk, type Day } from '@sortition/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.ts';

const DAY_MS = 86_400_000;
const dayNumber = (number: number): Day => new Date(Date.UTC(2007, 0, 1) + number * DAY_MS).toISOString().slice(0, 10);
/** Any day from which a hundred working days stay inside the known years. */
const anyDay = fc.integer({ min: 0, max: 7_000 }).map(dayNumber);
const anyCount = fc.integer({ min: 1, max: 60 });

describe('the limits of the five regulations, counted in 2025', () => {
  test.each([
    ['贵安 art. 40, a response', '2025-01-24', 2, '2025-01-27', 'Sunday 26 January is worked'],
    ['贵安 art. 40, a response', '2025-09-26', 2, '2025-09-29', 'Sunday 28 September is worked'],
    ['长春 art. 19, publication', '2025-01-10', 20, '2025-02-13', 'Spring Festival, two weekend days worked'],
    ['重庆 8.8.1, publication', '2025-04-03', 20, '2025-05-06', 'Qingming, 27 April worked, Labour Day'],
    ['重庆 8.8.1, publication', '2025-03-03', 20, '2025-03-31', 'weekends only'],
    ['贵安 art. 46, publication', '2025-04-18', 20, '2025-05-20', '27 April worked, Labour Day'],
    ['沈阳 art. 16, publication', '2025-09-24', 10, '2025-10-14', 'two weekend days worked, eight days off'],
    ['沈阳 art. 16, publication', '2025-03-03', 10, '2025-03-17', 'no holiday'],
    ['沈阳 art. 16, a decision', '2025-09-26', 7, '2025-10-13', 'both shifts of October'],
    ['贵安 art. 47, a demand', '2025-04-25', 7, '2025-05-08', '27 April worked, Labour Day'],
  ])('%s: from %s, %i working days end on %s (%s)', (_rule, start, days, due) => {
    expect(assertOk(addWorkingDays(start, days)).due).toBe(due);
  });

  test('show what was counted, what was passed over and which weekend days were worked', () => {
    expect(assertOk(addWorkingDays('2025-09-26', 7))).toEqual({
      start: '2025-09-26',
      days: 7,
      due: '2025-10-13',
      counted: ['2025-09-28', '2025-09-29', '2025-09-30', '2025-10-09', '2025-10-10', '2025-10-11', '2025-10-13'],
      skipped: [
        { day: '2025-09-27', reason: 'WEEKEND' },
        ...['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => ({ day: `2025-10-${day}`, reason: 'HOLIDAY', name: '国庆节、中秋节' })),
        { day: '2025-10-12', reason: 'WEEKEND' },
      ],
      madeUp: ['2025-09-28', '2025-10-11'],
      provisional: false,
    });
  });
});

describe('turns of the year', () => {
  test('take the last days of December from the notice of the next year', () => {
    expect(assertOk(isWorkingDay('2018-12-29'))).toBe(true);
    expect(assertOk(isWorkingDay('2018-12-31'))).toBe(false);
    expect(assertOk(addWorkingDays('2018-12-28', 2)).due).toBe('2019-01-02');
  });

  test('take amended notices as amended', () => {
    expect(assertOk(isWorkingDay('2020-01-31'))).toBe(false);
    expect(assertOk(isWorkingDay('2020-02-01'))).toBe(false);
    expect(assertOk(isWorkingDay('2020-02-03'))).toBe(true);
    expect(assertOk(isWorkingDay('2015-09-03'))).toBe(false);
    expect(assertOk(isWorkingDay('2019-05-05'))).toBe(true);
  });

  test('mark a day as provisional that the notice to come may still move', () => {
    expect(assertOk(addWorkingDays('2026-12-18', 4))).toMatchObject({ due: '2026-12-24', provisional: false });
    expect(assertOk(addWorkingDays('2026-12-18', 5))).toMatchObject({ due: '2026-12-25', provisional: true });
    expect(assertOk(addWorkingDays('2025-12-18', 9))).toMatchObject({ due: '2025-12-31', provisional: false });
  });
});

describe('a year without a notice', () => {
  const missing = (year: number) => ({ ok: false, error: { kind: 'refusal', code: 'CALENDAR_MISSING', clause: null, details: { year } } });

  test.each([
    ['a count that runs into it', () => addWorkingDays('2026-12-18', 10), 2027],
    ['a count that starts in it', () => addWorkingDays('2027-03-01', 1), 2027],
    ['a count that crosses into the last known day', () => addWorkingDays('2026-12-31', 1), 2027],
    ['a question about one day', () => isWorkingDay('2027-01-01'), 2027],
    ['a span that ends in it', () => workingDaysBetween('2026-12-31', '2027-01-04'), 2027],
    ['a count in the years before the first notice', () => addWorkingDays('2006-05-10', 3), 2006],
    ['a day that only the next year\'s notice names', () => isWorkingDay('2006-12-30'), 2006],
  ])('refuses %s', (_name, count, year) => {
    expect(count()).toEqual(missing(year));
  });

  test('does not concern a count that ends before it, or begins on the day before the first', () => {
    expect(assertOk(addWorkingDays('2026-12-30', 1)).due).toBe('2026-12-31');
    expect(assertOk(addWorkingDays('2006-12-31', 1)).due).toBe('2007-01-04');
  });
});

describe('what is no day and no number of days', () => {
  test.each(['2025-02-29', '2025-13-01', '2025-1-1', '20250101', '', '2025-04-31', '2025-01-01T00:00:00Z'])('refuses the day %j', (day) => {
    const refused = { ok: false, error: { code: 'INVALID_VALUE', details: { reason: 'NOT_A_DAY' } } };
    expect(addWorkingDays(day, 1)).toMatchObject(refused);
    expect(isWorkingDay(day)).toMatchObject(refused);
    expect(workingDaysBetween(day, '2025-01-01')).toMatchObject(refused);
    expect(workingDaysBetween('2025-01-01', day)).toMatchObject(refused);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d days', (days) => {
    expect(addWorkingDays('2025-01-01', days)).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', details: { field: 'days' } } });
  });
});

describe('for any event and any limit', () => {
  test('the due day is worked, is the last one counted, and lies after the event', () => {
    fc.assert(fc.property(anyDay, anyCount, (start, days) => {
      const { due, counted, madeUp } = assertOk(addWorkingDays(start, days));
      expect(assertOk(isWorkingDay(due))).toBe(true);
      expect(counted).toHaveLength(days);
      expect(counted.at(-1)).toBe(due);
      expect(due > start).toBe(true);
      expect(counted).toEqual(expect.arrayContaining([...madeUp]));
    }));
  });

  test('the days counted and the days passed over are together every day since the event, once', () => {
    fc.assert(fc.property(anyDay, anyCount, (start, days) => {
      const { due, counted, skipped } = assertOk(addWorkingDays(start, days));
      const all = [...counted, ...skipped.map(({ day }) => day)].toSorted();
      const span = (Date.parse(due) - Date.parse(start)) / DAY_MS;
      expect(all).toEqual(Array.from({ length: span }, (_, index) => new Date(Date.parse(start) + (index + 1) * DAY_MS).toISOString().slice(0, 10)));
      for (const { day } of skipped) expect(assertOk(isWorkingDay(day))).toBe(false);
    }));
  });

  test('counting between undoes counting on, forwards and backwards', () => {
    fc.assert(fc.property(anyDay, anyCount, (start, days) => {
      const { due } = assertOk(addWorkingDays(start, days));
      expect(assertOk(workingDaysBetween(start, due))).toBe(days);
      expect(assertOk(workingDaysBetween(due, start))).toBe(-days);
    }));
  });

  test('a later event or a longer limit never ends earlier', () => {
    fc.assert(fc.property(anyDay, anyDay, anyCount, anyCount, (one, other, few, many) => {
      const [earlier, later] = [one, other].toSorted();
      const [shorter, longer] = [few, many].toSorted((a, b) => a - b);
      const due = (start: Day | undefined, days: number | undefined) => assertOk(addWorkingDays(start ?? '', days ?? 0)).due;
      expect(due(earlier, shorter) <= due(later, shorter)).toBe(true);
      expect(due(earlier, shorter) <= due(earlier, longer)).toBe(true);
    }));
  });

  test('a limit may be counted in two parts', () => {
    fc.assert(fc.property(anyDay, anyCount, anyCount, (start, first, second) => {
      const half = assertOk(addWorkingDays(start, first)).due;
      expect(assertOk(addWorkingDays(half, second)).due).toBe(assertOk(addWorkingDays(start, first + second)).due);
    }));
  });
});

test('no working days lie between a day and itself', () => {
  expect(assertOk(workingDaysBetween('2025-03-03', '2025-03-03'))).toBe(0);
  expect(Object.is(assertOk(workingDaysBetween('2025-03-09', '2025-03-08')), 0)).toBe(true);
});
