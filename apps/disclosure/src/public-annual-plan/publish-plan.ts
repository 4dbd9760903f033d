import type { EventPayload } from '@sortition/events';
import { invariant } from '@sortition/kernel';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { destinationsOf, reachedItsChannels } from '../channel/channel.rules.ts';
import { messagesOf, sendToChannels } from '../channel/channel-message.store.ts';
import { receiptsForEvent } from '../channel/receipts-for-event.ts';
import { findPlanRevision, preparePlan, showPlan } from './public-annual-plan.store.ts';

/** A plan, or an adjustment of it, goes to the channels that planning named from its profile. CQ 7.2, 7.4. */
export async function publishPlan(tx: Tx, act: Act, told: EventPayload<'PlanPublished'>): Promise<void> {
  if (await findPlanRevision(tx, told.planId, told.revision) !== undefined) return;
  const { name, year, level, divisionCode, publishedOn, reason, entries } = await preparePlan(tx, told);
  await sendToChannels(tx, act, {
    region: divisionCode, subjectKind: 'PLAN', subjectId: told.planId, revision: told.revision, operation: told.revision === 1 ? 'PUBLISH' : 'CORRECT',
    destinations: destinationsOf(told.channels, []),
    payload: { name, year, level, divisionCode, revision: told.revision, publishedOn, reason, entries },
  });
  await settlePlan(tx, act, told.planId, told.revision);
}

/** All of its channels have the revision: the public reads it, and planning is told. */
export async function settlePlan(tx: Tx, act: Act, planId: string, revision: number): Promise<void> {
  const row = await findPlanRevision(tx, planId, revision);
  invariant(row !== undefined, 'messages belong to a plan');
  const messages = await messagesOf(tx, planId, revision);
  if (row.visibleAt !== null || !reachedItsChannels('ALL_OF', messages)) return;
  await showPlan(tx, row, act.now);
  recordChange(tx, { entity: 'PublicAnnualPlan', entityId: planId, before: null, after: { revision, visibleAt: act.now.toISOString() } });
  await appendEvent(tx, act, 'PublicationDelivered', { subjectKind: 'PLAN', subjectId: planId, revision, receipts: receiptsForEvent(messages) });
}
