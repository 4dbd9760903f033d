import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { YEARS_2007_2011 } from './data/years-2007-2011.ts';
import { YEARS_2012_2016 } from './data/years-2012-2016.ts';
import { YEARS_2017_2021 } from './data/years-2017-2021.ts';
import { YEARS_2022_2026 } from './data/years-2022-2026.ts';
import { isWeekend, yearOf } from './day-arithmetic.ts';
import { readNotice, type Arrangement, type YearNotice } from './notice.ts';

/** What a day is: worked as usual, worked although a weekend, off as a weekend, off as a holiday. */
export type DayStatus =
  | { readonly kind: 'WORKED' }
  | { readonly kind: 'MADE_UP'; readonly name: string }
  | { readonly kind: 'WEEKEND' }
  | { readonly kind: 'HOLIDAY'; readonly name: string };

const NOTICES: readonly YearNotice[] = [...YEARS_2007_2011, ...YEARS_2012_2016, ...YEARS_2017_2021, ...YEARS_2022_2026];

const KNOWN_YEARS: ReadonlySet<number> = new Set(NOTICES.map(([year]) => year));

const ARRANGEMENTS: ReadonlyMap<Day, Arrangement> = new Map(NOTICES.flatMap((notice) => [...readNotice(notice)]));

/**
 * The status of a day in the State Council's calendar. A year without a notice is refused, never guessed from its weekdays.
 */
export function statusOf(day: Day): Outcome<DayStatus> {
  const year = yearOf(day);
  if (!KNOWN_YEARS.has(year)) return refuse('CALENDAR_MISSING', null, { year });
  const arrangement = ARRANGEMENTS.get(day);
  if (arrangement?.kind === 'OFF') return ok({ kind: 'HOLIDAY', name: arrangement.name });
  if (arrangement?.kind === 'WORKED') return ok({ kind: 'MADE_UP', name: arrangement.name });
  return ok({ kind: isWeekend(day) ? 'WEEKEND' : 'WORKED' });
}

/**
 * Whether the notice of the following year may still change a day. The turn of the year has been arranged as early as
 * 29 December (2007, 2018), so the last week of a year is settled only when the next notice is known.
 */
export const mayStillChange = (day: Day): boolean => day.slice(5) >= '12-25' && !KNOWN_YEARS.has(yearOf(day) + 1);
