import { ok, type Outcome } from '@sortition/kernel';
import type { Act, Tx } from '@sortition/service-kit';
import { cancelEntryInRevision } from '../plan-entry/cancel-plan-entry.ts';
import type { PlanEntryContent } from '../plan-entry/plan-entry-content.ts';
import { writePlanEntry } from '../plan-entry/write-plan-entry.ts';
import { openRevision, type Adjustment } from './open-revision.ts';
import { ownPlanForChange } from './own-plan.ts';

export interface AdjustAnnualPlanInput extends Adjustment {
  readonly idempotencyKey: string;
  readonly planId: string;
  readonly entries?: readonly PlanEntryContent[] | null | undefined;
  readonly cancelEntryIds?: readonly string[] | null | undefined;
}

/** Opens a new revision of a published plan with its reason, and puts the changes into it. CQ 7.4. */
export async function adjustAnnualPlan(tx: Tx, act: Act, input: AdjustAnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownPlanForChange(tx, act, input.planId);
  if (!own.ok) return own;
  const { profile } = own.value;
  const opened = await openRevision(tx, act, own.value, input);
  if (!opened.ok) return opened;
  for (const content of input.entries ?? []) {
    const written = await writePlanEntry(tx, act, { plan: opened.value, profile }, content);
    if (!written.ok) return written;
  }
  for (const entryId of input.cancelEntryIds ?? []) {
    const cancelled = await cancelEntryInRevision(tx, act, { plan: opened.value, profile }, entryId, input.reason ?? '');
    if (!cancelled.ok) return cancelled;
  }
  return ok({ planId: input.planId });
}
