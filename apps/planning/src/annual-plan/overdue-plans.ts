import type { Day } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { profileUnder } from '../stamped-profile.ts';
import { listUnmetRules, type PlanFilter } from './annual-plan.store.ts';
import { deadlineOf, isAfterDeadline } from './plan-deadline.rules.ts';

/** The rules and years whose deadline has passed on a day: their plans without the event are overdue. CQ 7.2. */
export async function overduePlanFilter(tx: Tx, day: Day): Promise<NonNullable<PlanFilter['unmet']>> {
  const rules = await listUnmetRules(tx);
  return rules.flatMap(({ profile, year }) => {
    const deadline = deadlineOf(profileUnder({ profile }), year);
    return deadline !== null && isAfterDeadline(deadline, day) ? [{ profile, year, event: deadline.event }] : [];
  });
}
