import type { Act, Tx } from '@sortition/service-kit';
import { reachState } from './reach-state.ts';
import { nothingIsLeftToPublishOrArchive } from './task-progress.store.ts';
import type { TaskRow } from './task.store.ts';

/** A completed task closes by itself when all its results are final and all its dossiers archived. CQ 8.7.3, CQ 8.8.1. */
export async function closeWhenNothingIsLeft(tx: Tx, act: Act, task: TaskRow): Promise<void> {
  if (task.state !== 'COMPLETED' || !await nothingIsLeftToPublishOrArchive(tx, task)) return;
  await reachState(tx, act, task, 'CLOSED', act.now);
}
