import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { planMayBecome } from './annual-plan.rules.ts';
import { updatePlan, type AnnualPlanRow } from './annual-plan.store.ts';
import type { PlanAndProfile } from './own-plan.ts';
import { insertRevision } from './plan-revision.store.ts';

export interface Adjustment {
  readonly reason?: string | null | undefined;
  readonly cause?: string | null | undefined;
}

/** Opens the next revision of a published plan. What is public stays in force until the revision is public too. CQ 7.4. */
export async function openRevision(tx: Tx, act: Act, { plan, profile }: PlanAndProfile, adjustment: Adjustment): Promise<Outcome<AnnualPlanRow>> {
  const { publish, causes } = profile.plan.adjustment;
  const clause = clauseOf(causes) ?? clauseOf(publish);
  const possible = planMayBecome(plan.state, 'ADJUSTING', clause);
  if (!possible.ok) return possible;
  const known = causes.value ?? [];
  const cause = adjustment.cause ?? (known.length === 1 ? known[0] : undefined) ?? null;
  if (known.length > 1 && cause === null) return refuse('MISSING_FIELD', clause, { field: 'cause' });
  if (cause !== null && !known.some((each) => each === cause)) return refuse('INVALID_VALUE', clause, { field: 'cause', value: cause });
  const reason = adjustment.reason?.trim() ?? '';
  if (reason === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });

  const change = { state: 'ADJUSTING', workingRevision: plan.revision + 1, reviewed: 0 } as const;
  await insertRevision(tx, {
    planId: plan.id, revision: change.workingRevision, reason, cause, openedAt: act.now, openedBy: act.identity.subject, publishedOn: null, deliveredAt: null, changedEntryIds: [], sent: null, receipts: [],
  });
  await updatePlan(tx, plan.id, change);
  recordChange(tx, { entity: 'AnnualPlan', entityId: plan.id, before: { state: plan.state, revision: plan.revision }, after: { ...change, reason, cause } });
  return ok({ ...plan, ...change });
}
