import type { EventPayload } from '@sortition/events';
import type { Act, EventHandlers, Tx } from '@sortition/service-kit';
import { applyPlanDelivery } from '../annual-plan/apply-plan-delivery.ts';
import { closeWhenNothingIsLeft } from './close-task.ts';
import { noteResult } from './task-progress.store.ts';
import { lockTask } from './task.store.ts';

async function publicationFinal(tx: Tx, act: Act, told: EventPayload<'PublicationFinal'>): Promise<void> {
  // a task that is closed stays so, though a result of it is shown no longer
  if (told.state === 'STOPPED') return;
  const task = await lockTask(tx, told.taskId);
  if (task === undefined) return;
  await noteResult(tx, task, told.resultId, { finalAt: new Date(told.at) });
  await closeWhenNothingIsLeft(tx, act, task);
}

/** What became public: plans, and the results of tasks. CQ 7.2, CQ 8.8. */
export const DISCLOSURE_HANDLERS: EventHandlers = { PublicationDelivered: applyPlanDelivery, PublicationFinal: publicationFinal };
