import { invariant, type Day } from '@sortition/kernel';
import { daysFrom } from './day-arithmetic.ts';

/**
 * One State Council notice: the year and its arrangements in one line.
 *
 * `name` is followed by days off (`MM-DD` or a range `MM-DD~MM-DD`) and by weekend days that are worked instead (`+MM-DD`).
 * A date of another year is written in full, because a notice may settle the last days of December before its year.
 * Days that the notice does not name are ordinary: Monday to Friday worked, Saturday and Sunday off.
 */
export type YearNotice = readonly [year: number, arrangements: string];

/** How a notice departs from the ordinary week on one day. */
export type Arrangement = { readonly kind: 'OFF'; readonly name: string } | { readonly kind: 'WORKED'; readonly name: string };

/** The days that a notice names, with the arrangement for each. */
export function* readNotice([year, arrangements]: YearNotice): Generator<readonly [Day, Arrangement]> {
  const fullDate = (text: string): Day => (text.length === 5 ? `${year}-${text}` : text);
  for (const arrangement of arrangements.split('; ')) {
    const [name, ...dates] = arrangement.split(' ');
    invariant(name !== undefined && dates.length > 0, `the notice of ${year} names a holiday with its days`);
    for (const date of dates) {
      if (date.startsWith('+')) {
        yield [fullDate(date.slice(1)), { kind: 'WORKED', name }];
        continue;
      }
      const [first, last = first] = date.split('~').map(fullDate);
      invariant(first !== undefined && last !== undefined, `the notice of ${year} gives a range of days`);
      for (const day of daysFrom(first)) {
        if (day > last) break;
        yield [day, { kind: 'OFF', name }];
      }
    }
  }
}
