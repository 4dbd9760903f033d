import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { ReportKind } from './periodic-report.store.ts';

const dayAt = (year: number, monthIndex: number, day: number): Day => new Date(Date.UTC(year, monthIndex, day)).toISOString().slice(0, 10);
const partsOf = (day: Day): [number, number] => { const [year = 0, month = 1] = day.split('-').map(Number); return [year, month - 1]; };
const MONTHS = { MONTHLY: 1, QUARTERLY_DEMAND: 3 } as const satisfies Record<ReportKind, number>;

/** The period that a day lies in, as its first and last day. */
export function periodAround(kind: ReportKind, day: Day): { readonly from: Day; readonly to: Day } {
  const [year, month] = partsOf(day);
  const first = month - (month % MONTHS[kind]);
  return { from: dayAt(year, first, 1), to: dayAt(year, first + MONTHS[kind], 0) };
}

export const isEnabled = (kind: ReportKind, { report }: Profile): boolean => (kind === 'MONTHLY' ? report.monthly.enabled.value : report.quarterlyDemand.enabled.value) === true;

/** The last day of the report: a day of the next month (SY art.7), or the last of the quarter (GA art.47). */
export function reportDueOn(kind: ReportKind, from: Day, profile: Profile): Day {
  const { to } = periodAround(kind, from);
  const [year, month] = partsOf(from);
  return kind === 'MONTHLY' ? dayAt(year, month + 1, profile.report.monthly.dueDay.value) : to;
}

export const reportClause = (kind: ReportKind, { report }: Profile): string => clauseOf(kind === 'MONTHLY' ? report.monthly.enabled : report.quarterlyDemand.enabled);
export const recipientOf = (kind: ReportKind, { report }: Profile): string => (kind === 'MONTHLY' ? report.monthly.recipient.value : report.quarterlyDemand.recipient.value) ?? 'COORDINATOR';

/** Only what the place asks for is reported, and not before the period has begun. */
export function reportMayBeSubmitted(kind: ReportKind, from: Day, today: Day, profile: Profile): Outcome<void> {
  if (!isEnabled(kind, profile)) return refuse('FORBIDDEN', reportClause(kind, profile), { relation: kind });
  return periodAround(kind, from).from === from && from <= today ? ok(undefined) : refuse('INVALID_VALUE', reportClause(kind, profile), { field: 'period' });
}

export const sumOf = (all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const figures of all) for (const [name, value] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + value;
  return sums;
};
