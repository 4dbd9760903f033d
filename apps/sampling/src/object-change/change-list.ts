import { dayOf } from '@sortition/kernel';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { openWhenInspected } from '../object-draw/open-when-inspected.ts';
import { proofOf, toldObjects } from '../object-draw/told-list.ts';
import { forgetPending, notePending, updateDrawnObject, updateObjectDraw, type DrawnObjectRow, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { followInTeams } from '../team/follow-in-teams.ts';
import type { ObjectChangeRow } from './object-change.store.ts';

export interface ListChange {
  readonly draw: ObjectDrawRow;
  readonly task: TaskRow;
  readonly change: ObjectChangeRow;
  readonly removed: readonly Pick<DrawnObjectRow, 'objectId'>[];
  readonly added: readonly Pick<DrawnObjectRow, 'objectId' | 'order' | 'stratum' | 'probability'>[];
  readonly approvedBy: string;
}

/** Makes the next version of a confirmed list; the earlier ones stay readable, and teams and tasks follow. CQ 8.4.3. */
export async function changeList(tx: Tx, act: Act, { draw, task, change, removed, added, approvedBy }: ListChange): Promise<{ added: string[] }> {
  const version = draw.listVersion + 1;
  const gone = removed.map(({ objectId }) => objectId);
  const come = added.map(({ objectId }) => objectId);
  for (const objectId of gone) await updateDrawnObject(tx, draw.id, objectId, { state: 'REMOVED', untilVersion: version, reason: change.reason });
  for (const objectId of come) await updateDrawnObject(tx, draw.id, objectId, { state: 'ADDED', sinceVersion: version, reason: change.reason });
  await updateObjectDraw(tx, draw.id, { state: 'CHANGED', listVersion: version });
  await forgetPending(tx, task.id, gone);
  await notePending(tx, task.id, Number(dayOf(draw.preparedAt).slice(0, 4)), come);
  await followInTeams(tx, act, task.id, gone, come);
  await appendEvent(tx, act, 'ObjectListChanged', {
    drawId: draw.id, taskId: task.id, taskNumber: task.taskNumber, leadDepartmentId: task.leadDepartmentId, certificateHash: proofOf(draw),
    changedAt: act.now.toISOString(), version, removedObjectIds: gone, added: toldObjects(draw, added), reason: change.reason, approvedBy,
  });
  await openWhenInspected(tx, act, task.id);
  return { added: come };
}
