import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { planMayBecome } from './annual-plan.rules.ts';
import { updatePlan } from './annual-plan.store.ts';
import { ownPlanForChange } from './own-plan.ts';
import { liveEntriesOf } from './ready-entries.ts';
import type { AnnualPlanInput } from './submit-annual-plan.ts';

/** A division files the plan of its line (备案); what it changes afterwards has to be filed again. SY art.7(3). */
export async function submitLinePlan(tx: Tx, act: Act, { planId }: AnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownPlanForChange(tx, act, planId);
  if (!own.ok) return own;
  const { plan, profile } = own.value;
  const filedWith = demand(profile.plan.lineFiledWith);
  if (!filedWith.ok) return filedWith;
  const clause = clauseOf(profile.plan.lineFiledWith);
  const possible = planMayBecome(plan.state, 'FILED', clause);
  if (!possible.ok) return possible;
  if ((await liveEntriesOf(tx, planId)).length === 0) return refuse('MISSING_FIELD', clause, { field: 'entries' });
  const change = { state: 'FILED', filedAt: act.now } as const;
  await updatePlan(tx, planId, change);
  recordChange(tx, { entity: 'AnnualPlan', entityId: planId, before: { state: plan.state }, after: { ...change, filedWith: filedWith.value } });
  return ok({ planId });
}
