import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { ObjectDrawInput } from './confirm-object-draw.ts';
import { loadOwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { insertReceipts, listDrawnObjects, updateObjectDraw } from './object-draw.store.ts';
import { proofOf, toldObjects } from './told-list.ts';

export interface DispatchObjectListInput extends ObjectDrawInput {
  readonly integration?: string | null | undefined;
}

/** Sends the confirmed list to every department of the task; each gets a receipt. CQ 8.4.2. What could be done together with other tasks is looked at before. GA art.33. */
export async function dispatchObjectList(tx: Tx, act: Act, input: DispatchObjectListInput): Promise<Outcome<{ drawId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, task, profile } = own.value;
  const next = nextState(draw.state, 'dispatchObjectList', clauseOf(profile.draw.object.drawnBy));
  if (!next.ok) return next;
  const { integrationCheck, integrationDimensions } = profile.task;
  const integration = (input.integration ?? draw.integration ?? '').trim();
  if (integrationCheck.value === 'BEFORE_DISPATCH' && integration === '') return refuse('INTEGRATION_CHECK_REQUIRED', clauseOf(integrationCheck), { dimensions: [...integrationDimensions.value] });
  const list = await listDrawnObjects(tx, draw.id, draw.listVersion);
  await updateObjectDraw(tx, draw.id, { state: next.value, dispatchedAt: act.now, integration: integration === '' ? null : integration });
  await insertReceipts(tx, task.departmentIds.map((departmentId) => ({ drawId: draw.id, departmentId, receivedAt: act.now })));
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: next.value, departments: task.departmentIds, integration } });
  await appendEvent(tx, act, 'ObjectListDispatched', {
    drawId: draw.id, taskId: task.id, taskNumber: task.taskNumber, leadDepartmentId: task.leadDepartmentId, certificateHash: proofOf(draw),
    dispatchedAt: act.now.toISOString(), departmentIds: task.departmentIds, objectIds: toldObjects(draw, list).map(({ objectId }) => objectId),
  });
  return ok({ drawId: draw.id });
}
