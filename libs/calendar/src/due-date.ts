import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { dayAfter, daysFrom, isDay } from './day-arithmetic.ts';
import { mayStillChange, statusOf } from './state-council-calendar.ts';

/** A day that was passed over in a count, and why. */
export interface SkippedDay {
  readonly day: Day;
  readonly reason: 'WEEKEND' | 'HOLIDAY';
  /** The holiday's Chinese name; absent for an ordinary weekend. */
  readonly name?: string;
}

/** The result of a count of working days, with everything that is needed to check it by hand. */
export interface DueDate {
  /** The last day on which the duty is still done in time. */
  readonly due: Day;
  /** The day of the event, which is day 0 and is not counted, whether worked or not. */
  readonly start: Day;
  /** How many working days the rule gives. */
  readonly days: number;
  /** The working days counted, in order; the last is `due`. */
  readonly counted: readonly Day[];
  readonly skipped: readonly SkippedDay[];
  /** The counted days that are weekend days worked in exchange for a holiday. */
  readonly madeUp: readonly Day[];
  /** True where the notice of the following year, not yet published, may still move the result. */
  readonly provisional: boolean;
}

/**
 * The day that lies `days` working days after `start` in the State Council's calendar: the event's day is day 0, the next
 * working day is day 1.
 *
 * Refuses with `CALENDAR_MISSING` (`details.year`) when the count enters a year whose notice is not known, and with
 * `INVALID_VALUE` when `start` is not a day or `days` not a whole number of at least 1.
 */
export function addWorkingDays(start: Day, days: number): Outcome<DueDate> {
  if (!isDay(start)) return refuse('INVALID_VALUE', null, { field: 'start', reason: 'NOT_A_DAY' });
  if (!Number.isSafeInteger(days) || days < 1) return refuse('INVALID_VALUE', null, { field: 'days', reason: 'NOT_A_POSITIVE_INTEGER' });

  const counted: Day[] = [];
  const skipped: SkippedDay[] = [];
  const madeUp: Day[] = [];
  let due = start;
  while (counted.length < days) {
    due = dayAfter(due);
    const status = statusOf(due);
    if (!status.ok) return status;
    const { value } = status;
    if (value.kind === 'WEEKEND') skipped.push({ day: due, reason: 'WEEKEND' });
    else if (value.kind === 'HOLIDAY') skipped.push({ day: due, reason: 'HOLIDAY', name: value.name });
    else counted.push(due);
    if (value.kind === 'MADE_UP') madeUp.push(due);
  }
  return ok({ due, start, days, counted, skipped, madeUp, provisional: mayStillChange(due) });
}

/** Whether a day is worked in the State Council's calendar. Refuses like {@link addWorkingDays}. */
export function isWorkingDay(day: Day): Outcome<boolean> {
  if (!isDay(day)) return refuse('INVALID_VALUE', null, { field: 'day', reason: 'NOT_A_DAY' });
  const status = statusOf(day);
  return status.ok ? ok(isWorked(status.value.kind)) : status;
}

/**
 * How many working days lie after `from` up to and including `to`, so that it undoes {@link addWorkingDays}. Where `to` lies
 * before `from` the number is negative: the working days by which something is late.
 */
export function workingDaysBetween(from: Day, to: Day): Outcome<number> {
  if (!isDay(from)) return refuse('INVALID_VALUE', null, { field: 'from', reason: 'NOT_A_DAY' });
  if (!isDay(to)) return refuse('INVALID_VALUE', null, { field: 'to', reason: 'NOT_A_DAY' });
  const [earlier, later] = from <= to ? [from, to] : [to, from];
  let worked = 0;
  for (const day of daysFrom(dayAfter(earlier))) {
    if (day > later) break;
    const status = statusOf(day);
    if (!status.ok) return status;
    if (isWorked(status.value.kind)) worked += 1;
  }
  return ok(from <= to || worked === 0 ? worked : -worked);
}

const isWorked = (kind: string): boolean => kind === 'WORKED' || kind === 'MADE_UP';
