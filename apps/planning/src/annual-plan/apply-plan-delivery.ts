import { dayOf, invariant } from '@sortition/kernel';
import type { EventPayload } from '@sortition/events';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { publishEntries } from '../plan-entry/plan-entry.store.ts';
import { profileUnder } from '../stamped-profile.ts';
import { lockPlan, updatePlan } from './annual-plan.store.ts';
import { planMayBecome } from './annual-plan.rules.ts';
import { deadlineOf, isAfterDeadline } from './plan-deadline.rules.ts';
import { updateRevision } from './plan-revision.store.ts';

/** Every channel has taken the plan: it is public from the day of the last receipt, and tasks may use it. CQ 7.2. */
export async function applyPlanDelivery(tx: Tx, act: Act, delivered: EventPayload<'PublicationDelivered'>): Promise<void> {
  if (delivered.subjectKind !== 'PLAN') return;
  const plan = await lockPlan(tx, delivered.subjectId);
  invariant(plan !== undefined, 'a delivered plan is one of ours');
  if (delivered.revision !== plan.workingRevision || !planMayBecome(plan.state, 'PUBLISHED', null).ok) return;
  const deliveredAt = delivered.receipts.map((receipt) => new Date(receipt.deliveredAt)).reduce((last, each) => (each > last ? each : last), new Date(0));
  const day = dayOf(delivered.receipts.length === 0 ? act.now : deliveredAt);
  const deadline = deadlineOf(profileUnder(plan), plan.year);
  const isFirst = delivered.revision === 1;
  const change = {
    state: 'PUBLISHED', revision: delivered.revision,
    publishedOn: isFirst ? day : plan.publishedOn,
    late: isFirst && deadline?.event === 'PUBLISHED' ? isAfterDeadline(deadline, day) : plan.late,
  } as const;
  await updatePlan(tx, plan.id, change);
  await updateRevision(tx, plan.id, delivered.revision, { deliveredAt: delivered.receipts.length === 0 ? act.now : deliveredAt, receipts: delivered.receipts });
  await publishEntries(tx, plan.id, delivered.revision);
  recordChange(tx, { entity: 'AnnualPlan', entityId: plan.id, before: { state: plan.state, revision: plan.revision }, after: change });
}
