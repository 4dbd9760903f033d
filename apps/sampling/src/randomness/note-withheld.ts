import { ok, type Outcome } from '@sortition/kernel';
import { appendEvent, recordChange, recordNoChange, type Act, type JobContext, type Tx } from '@sortition/service-kit';
import { lockOverdue, updateSource } from './randomness.store.ts';

const AT_ONCE = 100;

async function noteOverdue(tx: Tx, act: Act): Promise<Outcome<number>> {
  const overdue = await lockOverdue(tx, act.now, AT_ONCE);
  if (overdue.length === 0) recordNoChange(tx);
  for (const { drawId, taskId, source, commitment, state } of overdue) {
    await updateSource(tx, drawId, source, { state: 'WITHHELD', withheldAt: act.now });
    recordChange(tx, { entity: 'DrawRandomness', entityId: drawId, before: { source, state }, after: { source, state: 'WITHHELD' } });
    await appendEvent(tx, act, 'RandomnessGiven', { drawId, taskId, source, step: 'WITHHELD', commitment, value: null, at: act.now.toISOString() });
  }
  return ok(overdue.length);
}

/** Puts on record, by name and for ever, who bound itself and did not reveal in time. The draw goes on waiting; its lead may give it up. */
export async function noteWithheld(context: JobContext): Promise<void> {
  for (;;) {
    const noted = await context.transact('noteWithheld', noteOverdue);
    if (!noted.ok || noted.value < AT_ONCE) return;
  }
}
