import { invariant } from '@sortition/kernel';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { insertDrawnObjects, listDrawnObjects, lastOrders, lockObjectDraw } from '../object-draw/object-draw.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { changeList } from './change-list.ts';
import { lockObjectChange, updateObjectChange } from './object-change.store.ts';

/** Brings what a supplement drew onto the list, as the next of its order: the change that waited for it is applied. CQ 8.4.3. */
export async function supplementList(tx: Tx, act: Act, task: TaskRow, supplementId: string, changeId: string): Promise<void> {
  const change = await lockObjectChange(tx, changeId);
  const draw = change === undefined ? undefined : await lockObjectDraw(tx, change.drawId);
  invariant(change !== undefined && draw !== undefined, 'a supplement goes on from a draw, for a change');
  const orders = await lastOrders(tx, draw.id);
  const drawn = await listDrawnObjects(tx, supplementId, 1);
  const rows = drawn.map((row) => {
    const order = (orders.get(row.stratum) ?? 0) + 1;
    orders.set(row.stratum, order);
    return { ...row, drawId: draw.id, order, state: 'RESERVE' as const, reason: null, sinceVersion: null, untilVersion: null, fromDrawId: supplementId };
  });
  await insertDrawnObjects(tx, rows);
  const { added } = await changeList(tx, act, { draw, task, change, removed: [], added: rows, approvedBy: change.decidedBy ?? '' });
  const applied = { state: 'APPLIED' as const, addedObjectIds: [...change.addedObjectIds, ...added] };
  await updateObjectChange(tx, change.id, applied);
  recordChange(tx, { entity: 'ObjectChange', entityId: change.id, before: { state: change.state }, after: applied });
}
