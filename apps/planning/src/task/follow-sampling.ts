import type { EventPayload } from '@sortition/events';
import { recordChange, type Act, type EventHandlers, type Tx } from '@sortition/service-kit';
import { reachState } from './reach-state.ts';
import { listObjects, takeOffObjects } from './task-progress.store.ts';
import { lockTask } from './task.store.ts';

async function drawConfirmed(tx: Tx, act: Act, told: EventPayload<'ObjectDrawConfirmed'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task === undefined) return;
  await listObjects(tx, task, told.objects.map(({ objectId }) => objectId));
  await reachState(tx, act, task, 'DRAWING', new Date(told.confirmedAt));
}

async function listDispatched(tx: Tx, act: Act, told: EventPayload<'ObjectListDispatched'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task !== undefined) await reachState(tx, act, task, 'DISPATCHED', new Date(told.dispatchedAt));
}

async function listChanged(tx: Tx, _act: Act, told: EventPayload<'ObjectListChanged'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task === undefined) return;
  await takeOffObjects(tx, task, told.removedObjectIds);
  await listObjects(tx, task, told.added.map(({ objectId }) => objectId));
  recordChange(tx, { entity: 'Task', entityId: task.id, before: null, after: { listVersion: told.version, removed: told.removedObjectIds.length, added: told.added.length } });
}

async function teamFormed(tx: Tx, act: Act, told: EventPayload<'TeamFormed'>): Promise<void> {
  const task = await lockTask(tx, told.taskId);
  if (task !== undefined) await reachState(tx, act, task, 'TEAMED', new Date(told.formedAt));
}

/** How far the draw of a task is. CQ 8.4, CQ 8.5. */
export const SAMPLING_HANDLERS: EventHandlers = { ObjectDrawConfirmed: drawConfirmed, ObjectListDispatched: listDispatched, ObjectListChanged: listChanged, TeamFormed: teamFormed };
