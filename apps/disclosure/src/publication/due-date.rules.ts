import { addWorkingDays, explainDueDate, type SkippedDay } from '@sortition/calendar';
import type { Day } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export type TriggerEvent = 'TASK_COMPLETED' | 'INSPECTION_ENDED' | 'RESULT_FORMED';

/** The days on which the events fell that may start the limit; null while they have not come. */
export interface TriggerDays {
  readonly completedOn: Day | null;
  readonly endedOn: Day | null;
  readonly formedOn: Day | null;
}

export interface Trigger {
  readonly event: TriggerEvent;
  readonly day: Day;
}

/** The limit of publication, counted, or the code that tells why it cannot be. */
export interface PublicationLimit {
  readonly date: Day | null;
  readonly start: Day;
  readonly event: TriggerEvent;
  readonly workingDays: number | null;
  readonly clause: string | null;
  readonly explanationZh: string | null;
  readonly explanationEn: string | null;
  readonly skipped: readonly SkippedDay[];
  readonly provisional: boolean;
  readonly problem: string | null;
}

const on = (event: TriggerEvent, day: Day | null): Trigger[] => (day === null ? [] : [{ event, day }]);

/** The event from which the profile counts; undefined while it has not come, or where the profile names none. */
export function limitStartsWith(profile: Profile, days: TriggerDays): Trigger | undefined {
  const candidates = {
    TASK_COMPLETED: on('TASK_COMPLETED', days.completedOn),
    INSPECTION_ENDED: on('INSPECTION_ENDED', days.endedOn),
    EARLIER_OF_RESULT_FORMED_AND_INSPECTION_ENDED: [...on('INSPECTION_ENDED', days.endedOn), ...on('RESULT_FORMED', days.formedOn)],
  };
  const { value } = profile.publication.trigger;
  const [first, ...others] = value === null ? [] : candidates[value];
  return others.reduce((earliest, other) => (earliest === undefined || other.day < earliest.day ? other : earliest), first);
}

/** Counts the limit from its event. An open parameter or a missing calendar is told, never guessed. */
export function limitCountedFrom(profile: Profile, { event, day }: Trigger): PublicationLimit {
  const { workingDays } = profile.publication;
  const clause = clauseOf(workingDays);
  const open = { date: null, start: day, event, workingDays: workingDays.value, clause, explanationZh: null, explanationEn: null, skipped: [], provisional: false };
  if (workingDays.value === null) return { ...open, problem: 'PROFILE_INCOMPLETE' };
  const counted = addWorkingDays(day, workingDays.value);
  if (!counted.ok) return { ...open, problem: counted.error.code };
  const { zh, en } = explainDueDate(counted.value, clause ?? '');
  return { ...open, date: counted.value.due, explanationZh: zh, explanationEn: en, skipped: counted.value.skipped, provisional: counted.value.provisional, problem: null };
}
