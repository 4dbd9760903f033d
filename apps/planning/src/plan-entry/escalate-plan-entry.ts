import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ledEntryForChange } from './entry-for-change.ts';
import { jointEntryMayBecome } from './plan-entry.rules.ts';
import { updateEntry } from './plan-entry.store.ts';

export interface EscalatePlanEntryInput {
  readonly idempotencyKey: string;
  readonly entryId: string;
  readonly reason: string;
}

/** Lays a refused entry before the body that the profile names. CC art.9. */
export async function escalatePlanEntry(tx: Tx, act: Act, { entryId, reason }: EscalatePlanEntryInput): Promise<Outcome<{ entryId: string }>> {
  const found = await ledEntryForChange(tx, act, entryId);
  if (!found.ok) return found;
  const { entry, profile } = found.value;
  const clause = clauseOf(profile.plan.escalateTo);
  if (profile.plan.escalateTo.value === null) return refuse('PROFILE_INCOMPLETE', clause, { parameter: profile.plan.escalateTo.parameter });
  const possible = jointEntryMayBecome(entry.jointState, 'ESCALATED', clause);
  if (!possible.ok) return possible;
  if (reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  await updateEntry(tx, entry, { jointState: 'ESCALATED' });
  recordChange(tx, { entity: 'PlanEntry', entityId: entryId, before: { jointState: entry.jointState }, after: { jointState: 'ESCALATED', reason } });
  return ok({ entryId });
}
