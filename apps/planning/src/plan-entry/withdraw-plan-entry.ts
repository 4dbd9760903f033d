import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { entriesMayBeChanged } from '../annual-plan/annual-plan.rules.ts';
import { ledEntryForChange } from './entry-for-change.ts';
import { jointEntryMayBecome } from './plan-entry.rules.ts';
import { findPublishedEntry, updateEntry } from './plan-entry.store.ts';

export interface PlanEntryInput {
  readonly idempotencyKey: string;
  readonly entryId: string;
}

/** Gives an entry up that was never public; one that was is cancelled, with a reason. */
export async function withdrawPlanEntry(tx: Tx, act: Act, { entryId }: PlanEntryInput): Promise<Outcome<{ entryId: string }>> {
  const found = await ledEntryForChange(tx, act, entryId);
  if (!found.ok) return found;
  const { entry, plan, profile } = found.value;
  const clause = clauseOf(profile.plan.jointAgreement);
  if (!entriesMayBeChanged(plan.state)) return refuse('INVALID_TRANSITION', clause, { from: plan.state, to: 'WITHDRAWN' });
  if (await findPublishedEntry(tx, entryId) !== undefined) return refuse('INVALID_TRANSITION', clause, { from: 'PUBLISHED', to: 'WITHDRAWN' });
  const possible = jointEntryMayBecome(entry.jointState, 'WITHDRAWN', clause);
  if (!possible.ok) return possible;
  await updateEntry(tx, entry, { jointState: 'WITHDRAWN' });
  recordChange(tx, { entity: 'PlanEntry', entityId: entryId, before: { jointState: entry.jointState }, after: { jointState: 'WITHDRAWN' } });
  return ok({ entryId });
}
