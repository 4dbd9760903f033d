import type { EventPayload } from '@sortition/events';
import type { Act, Tx } from '@sortition/service-kit';
import { settleClues } from '../clue/clue.store.ts';
import { cluesOfVisit, noteInspected } from './object-draw.store.ts';
import { openWhenInspected } from './open-when-inspected.ts';

/** A visit ended: the object was inspected this year, its clue is followed up, and the draw may be ready to be shown. */
export async function followVisit(tx: Tx, act: Act, { taskId, objectId, endedAt }: EventPayload<'InspectionEnded'>): Promise<void> {
  await noteInspected(tx, taskId, objectId, Number(endedAt.slice(0, 4)));
  await settleClues(tx, await cluesOfVisit(tx, taskId, objectId), new Date(endedAt));
  await openWhenInspected(tx, act, taskId);
}
