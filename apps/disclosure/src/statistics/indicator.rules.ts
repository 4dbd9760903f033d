import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';

export const INDICATORS = {
  COVERAGE: 'Distinct objects with an ended visit in the period, over active objects of the directory.',
  SAMPLED_HOUSEHOLD_SHARE: 'Ended visits to objects that a confirmed draw brought into the task, over all ended visits.',
  DOUBLE_RANDOM_SHARE: 'Ended visits to objects that a confirmed draw brought into the task, over all ended visits.',
  JOINT_DOUBLE_RANDOM_RATE: 'Tasks of two or more departments among the tasks whose draw was confirmed in the period, over all of those.',
  ON_TIME_PUBLICATION_RATE: 'Results published by their due date, over results with a due date in the period that are published or past it; withheld ones are left out.',
  PROBLEM_HANDLING_RATE: 'Problems found in the period of which a follow-up is closed, over problems found.',
  PROBLEM_DISCOVERY_RATE: 'Visits with at least one problem, over visits with a result.',
  ITEM_COVERAGE: 'Items in force that a task whose draw was confirmed in the period had, in any version of their list, over items in force.',
  OFF_SITE_SHARE: 'Ended visits in a mode other than on-site, over ended visits whose mode is known.',
  DEPARTMENT_COVERAGE: 'Active departments with a task created in the period, as lead or participant, over active departments.',
} as const;
export type IndicatorName = keyof typeof INDICATORS;
export const INDICATOR_NAMES = Object.keys(INDICATORS) as readonly IndicatorName[];

/** A share; nothing over nothing is not 0 but unknown. SAMR 4. */
export const shareOf = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export const periodIsInOrder = ({ from, to }: Period): Outcome<true> => (from <= to ? ok(true) : refuse('INVALID_VALUE', null, { field: 'to' }));

const MOST_MONTHS = 60;

/** The last months up to and including that of a day, oldest first. */
export function lastMonths(today: Day, months: number): Outcome<Period[]> {
  if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS) return refuse('INVALID_VALUE', null, { field: 'months', min: 1, max: MOST_MONTHS });
  const [year = 0, month = 1] = today.split('-').map(Number);
  const dayAt = (monthIndex: number, day: number): Day => new Date(Date.UTC(year, monthIndex, day)).toISOString().slice(0, 10);
  return ok(Array.from({ length: months }, (_, index) => {
    const monthIndex = month - months + index;
    return { from: dayAt(monthIndex, 1), to: dayAt(monthIndex + 1, 0) };
  }));
}

/** Visits a year above which an object is listed: the caller's, or the profile's, which no text gives. CQ 7.5. */
export const burdenLimit = (profile: Profile, wanted: number | null | undefined): Outcome<number> => {
  if (wanted == null) return demand(profile.burden.maxVisitsPerYear);
  return Number.isInteger(wanted) && wanted >= 0 ? ok(wanted) : refuse('INVALID_VALUE', clauseOf(profile.burden.maxVisitsPerYear), { field: 'limit' });
};

/** Share of problems above which a warning is given: the caller's, or the profile's, which no text gives. CQ 10.1. */
export const warningThreshold = (profile: Profile, wanted: number | null | undefined): Outcome<number> => {
  if (wanted == null) return demand(profile.risk.warningThreshold);
  return wanted >= 0 && wanted <= 1 ? ok(wanted) : refuse('INVALID_VALUE', clauseOf(profile.risk.warningThreshold), { field: 'threshold' });
};
