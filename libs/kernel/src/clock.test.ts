import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, startOfDay } from './kernel.ts';

describe('the day in Asia/Shanghai', () => {
  test.each([
    ['2025-01-24T15:59:59.999Z', '2025-01-24', 'the last millisecond of a day'],
    ['2025-01-24T16:00:00.000Z', '2025-01-25', 'midnight in Shanghai is four in the afternoon in Greenwich'],
    ['2024-12-31T16:00:00.000Z', '2025-01-01', 'a new year'],
    ['2024-02-28T20:00:00.000Z', '2024-02-29', 'a leap day'],
    ['2025-07-01T00:00:00.000Z', '2025-07-01', 'no daylight saving in summer'],
  ])('of %s is %s: %s', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });

  test('begins at its own start, and the millisecond before belongs to the day before', () => {
    const instants = fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(fc.property(instants, (instant) => {
      const day = dayOf(instant);
      const start = startOfDay(day);
      expect(start.getTime()).toBeLessThanOrEqual(instant.getTime());
      expect(instant.getTime() - start.getTime()).toBeLessThan(86_400_000);
      expect(dayOf(start)).toBe(day);
      expect(dayOf(new Date(start.getTime() - 1)) < day).toBe(true);
    }));
  });
});
