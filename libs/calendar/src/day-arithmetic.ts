import type { Day } from '@sortition/kernel';

const DAY_MS = 86_400_000;

/** Whether a text is a day that exists: `2025-02-29` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && toDay(instant) === text;
}

/** A day and every day after it, without end. */
export function* daysFrom(first: Day): Generator<Day> {
  for (let instant = toInstant(first); ; instant += DAY_MS) yield toDay(instant);
}

export const dayAfter = (day: Day): Day => toDay(toInstant(day) + DAY_MS);

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(toInstant(day)).getUTCDay();
  return weekday === 0 || weekday === 6;
}

// Days are counted at UTC midnight, which has no daylight saving; a `Day` names no time, so no zone enters.
const toInstant = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (instant: number): Day => new Date(instant).toISOString().slice(0, 10);
