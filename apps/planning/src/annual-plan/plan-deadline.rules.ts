import type { Day } from '@sortition/kernel';
import type { PlanDeadlineEvent, Profile } from '@sortition/profiles';

/** By when a plan of a year must have reached which event. */
export interface PlanDeadline {
  /** The last day in time. */
  readonly lastDay: Day;
  readonly event: PlanDeadlineEvent;
}

const dayBefore = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Null where the profile names no day, as 每年年初 does not. */
export function deadlineOf(profile: Profile, year: number): PlanDeadline | null {
  const { date, event, inclusive } = profile.plan.deadline;
  if (date.value === null || event.value === null) return null;
  const named = `${year}-${date.value}`;
  return { lastDay: inclusive.value === false ? dayBefore(named) : named, event: event.value };
}

export const isAfterDeadline = (deadline: PlanDeadline, day: Day): boolean => day > deadline.lastDay;
