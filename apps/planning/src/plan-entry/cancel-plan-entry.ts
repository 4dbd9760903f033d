import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { entriesMayBeChanged } from '../annual-plan/annual-plan.rules.ts';
import { openRevision } from '../annual-plan/open-revision.ts';
import type { PlanAndProfile } from '../annual-plan/own-plan.ts';
import { noteChangedEntry } from '../annual-plan/plan-revision.store.ts';
import { findTaskCountsOfEntries } from '../task/task-count.store.ts';
import { ledEntryForChange } from './entry-for-change.ts';
import { entryIsLive } from './plan-entry.rules.ts';
import { findEntry, saveEntry } from './plan-entry.store.ts';

export interface CancelPlanEntryInput {
  readonly idempotencyKey: string;
  readonly entryId: string;
  readonly reason?: string | null | undefined;
}

/** Strikes an entry in the revision that is being prepared; an entry from which a task was made stays. */
export async function cancelEntryInRevision(tx: Tx, act: Act, { plan, profile }: PlanAndProfile, entryId: string, reason: string): Promise<Outcome<void>> {
  const clause = clauseOf(profile.plan.adjustment.kinds) ?? clauseOf(profile.plan.adjustment.publish);
  const entry = await findEntry(tx, entryId);
  if (entry?.planId !== plan.id) return refuse('NOT_FOUND', null, { entity: 'PlanEntry', id: entryId });
  if (!entryIsLive(entry)) return refuse('INVALID_TRANSITION', clause, { from: 'CANCELLED', to: 'CANCELLED' });
  const [tasks] = await findTaskCountsOfEntries(tx, [entryId]);
  if (tasks !== undefined && tasks.tasks > 0) return refuse('ENTRY_IN_USE', clause, { entryId, tasks: tasks.tasks });
  const cancelled = { ...entry, revision: plan.workingRevision, published: false, cancelled: true, cancelReason: reason, savedAt: act.now, savedBy: act.identity.subject };
  await saveEntry(tx, cancelled);
  await noteChangedEntry(tx, plan.id, plan.workingRevision, entryId);
  recordChange(tx, { entity: 'PlanEntry', entityId: entryId, before: { cancelled: false }, after: { cancelled: true, reason, revision: plan.workingRevision } });
  return ok(undefined);
}

/** Cancels an entry of a published plan: in the revision in preparation, or in one that this opens. CQ 7.4, SAMR 2.2. */
export async function cancelPlanEntry(tx: Tx, act: Act, { entryId, reason }: CancelPlanEntryInput): Promise<Outcome<{ entryId: string }>> {
  const found = await ledEntryForChange(tx, act, entryId);
  if (!found.ok) return found;
  const { plan, profile } = found.value;
  const said = reason?.trim() ?? '';
  if (said === '') return refuse('MISSING_FIELD', clauseOf(profile.plan.adjustment.causes) ?? clauseOf(profile.plan.adjustment.publish), { field: 'reason' });
  const isOpen = entriesMayBeChanged(plan.state) && plan.revision > 0;
  const opened = isOpen ? ok(plan) : await openRevision(tx, act, found.value, { reason: said, cause: profile.plan.adjustment.causes.value?.[0] ?? null });
  if (!opened.ok) return opened;
  const cancelled = await cancelEntryInRevision(tx, act, { plan: opened.value, profile }, entryId, said);
  return cancelled.ok ? ok({ entryId }) : cancelled;
}
