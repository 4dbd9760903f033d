import type { EventPayload } from '@sortition/events';
import type { Act, EventHandlers, Tx } from '@sortition/service-kit';
import { closeWhenNothingIsLeft } from './close-task.ts';
import { reachState } from './reach-state.ts';
import { noteItemResults, noteResult, noteVisit } from './task-progress.store.ts';
import { lockTask } from './task.store.ts';

async function inspectionStarted(tx: Tx, act: Act, told: EventPayload<'InspectionStarted'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task === undefined) return;
  await noteVisit(tx, task, told.inspectionId, null);
  await reachState(tx, act, task, 'IN_PROGRESS', new Date(told.startedAt));
}

// a direct result, such as of an enterprise that cannot be reached, is formed without a visit that began
async function resultFormed(tx: Tx, act: Act, told: EventPayload<'ResultFormed'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task === undefined) return;
  await noteVisit(tx, task, told.inspectionId, null);
  await noteItemResults(tx, task, told.objectId, told.items.map(({ itemId }) => itemId));
  await noteResult(tx, task, told.resultId, { formedAt: new Date(told.formedAt) });
  await reachState(tx, act, task, 'IN_PROGRESS', new Date(told.formedAt));
}

async function dossierArchived(tx: Tx, act: Act, told: EventPayload<'DossierArchived'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task === undefined) return;
  await noteVisit(tx, task, told.inspectionId, new Date(told.archivedAt));
  await closeWhenNothingIsLeft(tx, act, task);
}

/** How far the inspection of a task is. CQ 8.6, CQ 8.7. */
export const INSPECTION_HANDLERS: EventHandlers = { InspectionStarted: inspectionStarted, ResultFormed: resultFormed, DossierArchived: dossierArchived };
