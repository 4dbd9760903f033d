import { addWorkingDays } from '@sortition/calendar';
import type { Day } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';

/** Whether the place makes such decisions public: the kinds it lists (SY art.16), or all of them as results of handling (CC art.4). */
export function decisionIsPublished(kind: string, profile: Profile): boolean {
  const subjects = profile.publication.subjects.value ?? [];
  return subjects.includes('HANDLING_RESULT') || (subjects.includes('HANDLING_DECISION') && profile.penalty.kinds.value.some((listed) => listed === kind));
}

/** The last day, in working days from the decision; null where no text gives their number, or no calendar the days. */
export function decisionDueOn(madeOn: Day, profile: Profile): Day | null {
  const { value } = profile.penalty.publication.workingDays;
  const due = value === null ? undefined : addWorkingDays(madeOn, value);
  return due?.ok === true ? due.value.due : null;
}

export const isOverdue = ({ state, dueDate }: { readonly state: string; readonly dueDate: Day | null }, today: Day): boolean => state !== 'PUBLISHED' && dueDate !== null && dueDate < today;
