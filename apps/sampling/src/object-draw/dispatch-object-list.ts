import { invariant, ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { ObjectDrawInput } from './confirm-object-draw.ts';
import { loadOwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { insertReceipts, listDrawnObjects, updateObjectDraw } from './object-draw.store.ts';

/** Sends the confirmed list to every department of the task; each gets a receipt. CQ 8.4.2. */
export async function dispatchObjectList(tx: Tx, act: Act, input: ObjectDrawInput): Promise<Outcome<{ drawId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, task, profile } = own.value;
  const next = nextState(draw.state, 'dispatchObjectList', clauseOf(profile.draw.object.drawnBy));
  if (!next.ok) return next;
  const list = await listDrawnObjects(tx, draw.id, draw.listVersion);
  invariant(draw.certificateHash !== null, 'a drawn list has a certificate');
  await updateObjectDraw(tx, draw.id, { state: next.value, dispatchedAt: act.now });
  await insertReceipts(tx, task.departmentIds.map((departmentId) => ({ drawId: draw.id, departmentId, receivedAt: act.now })));
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: next.value, departments: task.departmentIds } });
  await appendEvent(tx, act, 'ObjectListDispatched', {
    drawId: draw.id, taskId: task.id, taskNumber: task.taskNumber, leadDepartmentId: task.leadDepartmentId, certificateHash: draw.certificateHash,
    dispatchedAt: act.now.toISOString(), departmentIds: task.departmentIds, objectIds: list.map(({ objectId }) => objectId),
  });
  return ok({ drawId: draw.id });
}
