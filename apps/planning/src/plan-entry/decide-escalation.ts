import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { entryForChange } from './entry-for-change.ts';
import { jointEntryMayBecome } from './plan-entry.rules.ts';
import { updateEntry } from './plan-entry.store.ts';

export interface DecideEscalationInput {
  readonly idempotencyKey: string;
  readonly entryId: string;
  readonly accept: boolean;
  readonly opinion?: string | null | undefined;
}

/** The coordinating body settles what the departments could not. An accepted entry counts as agreed. CC art.3, CC art.9. */
export async function decideEscalation(tx: Tx, act: Act, { entryId, accept, opinion }: DecideEscalationInput): Promise<Outcome<{ entryId: string }>> {
  const found = await entryForChange(tx, entryId);
  if (!found.ok) return found;
  const { entry, profile } = found.value;
  const possible = jointEntryMayBecome(entry.jointState, 'DECIDED', clauseOf(profile.plan.escalateTo));
  if (!possible.ok) return possible;
  const decidedBy = demand(profile.plan.escalateTo);
  if (!decidedBy.ok) return decidedBy;
  const decision = { accepted: accept, decidedBy: decidedBy.value, opinion: opinion ?? null, at: act.now.toISOString() };
  await updateEntry(tx, entry, { jointState: 'DECIDED', decision });
  recordChange(tx, { entity: 'PlanEntry', entityId: entryId, before: { jointState: entry.jointState }, after: { jointState: 'DECIDED', decision } });
  return ok({ entryId });
}
