import type { Profile } from '@sortition/profiles';

export interface TaskProgress {
  readonly completed: boolean;
  readonly enteredLate: boolean;
}

/** CC art.26: what was not entered in time counts as not completed, even if it was entered later. */
export function whyNotCompleted({ completed, enteredLate }: TaskProgress, profile: Profile): 'NOT_COMPLETED' | 'LATE_ENTRY' | null {
  if (enteredLate && profile.statistics.lateEntryCountsAsIncomplete.value === true) return 'LATE_ENTRY';
  return completed ? null : 'NOT_COMPLETED';
}
