import { dayOf, newId, ok, type Outcome } from '@sortition/kernel';
import { recordChange, recordNoChange, type Act, type JobContext, type Tx } from '@sortition/service-kit';
import { insertOpenFollowUp } from './open-follow-up.ts';
import { listExpiredOrders, updateFollowUp } from './follow-up.store.ts';

const BATCH = 200;

/** An order whose day passed becomes OVERDUE, and the overdue correction a follow-up of its own (SY art.17; CQ 9). */
async function expireOrders(tx: Tx, act: Act): Promise<Outcome<number>> {
  const expired = await listExpiredOrders(tx, dayOf(act.now), BATCH);
  for (const order of expired) {
    await updateFollowUp(tx, order, { state: 'OVERDUE' });
    recordChange(tx, { entity: 'FollowUp', entityId: order.id, before: { state: order.state }, after: { state: 'OVERDUE' } });
    await insertOpenFollowUp(tx, act, { ...order, id: newId(), kind: 'OVERDUE_CORRECTION', state: 'OPEN', orderText: null, dueOn: null, caseNumber: null, outcome: null, openedAt: act.now, closedAt: null });
  }
  if (expired.length === 0) recordNoChange(tx);
  return ok(expired.length);
}

/** Job: every order whose day is past, in batches; run again it finds nothing more. */
export async function watchCorrectionOrders(context: JobContext): Promise<void> {
  for (;;) {
    const done = await context.transact('watchCorrectionOrders', expireOrders);
    if (!done.ok || done.value < BATCH) return;
  }
}
