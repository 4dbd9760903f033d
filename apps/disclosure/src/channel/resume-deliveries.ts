import { ok } from '@sortition/kernel';
import type { JobContext } from '@sortition/service-kit';
import { recountLimits } from '../publication/watch-over-result.ts';
import { findTask } from '../task/task.store.ts';
import { requeuePending } from './channel-message.store.ts';

const BATCH = 1_000;

/** Every ten minutes: nothing that waits for a receipt is forgotten, and limits that could not be counted are tried again. */
export async function resumeDeliveries(context: JobContext): Promise<void> {
  await context.transact('resumeDeliveries', async (tx, act) => {
    await requeuePending(tx, BATCH);
    await recountLimits(tx, act, async (taskId) => (await findTask(tx, taskId))?.completedAt ?? null);
    return ok(undefined);
  });
}
