import { invariant } from '@sortition/kernel';
import { recordChange, type Act, type Subscription, type Tx } from '@sortition/service-kit';
import { saveDepartment } from './department/department.store.ts';
import { savePublicationDue, settlePublicationDue } from './duty/publication-due.store.ts';
import { saveItemGuides } from './guide/guide.store.ts';
import { saveSnapshots } from './object/object.store.ts';
import { findResultsByIds, updateResult } from './result/result.store.ts';
import { markTaskCancelled, markTaskCompleted, saveCircumstances, saveDispatchedList, saveListChange, saveTask } from './task/task.store.ts';
import { saveTeam } from './team/team.store.ts';
import { listWaitingInspections, updateInspection } from './visit/visit.store.ts';

/** Visits that have not begun fall away with their task, or with their place on the list. */
async function cancelWaitingVisits(tx: Tx, taskId: string, reason: string, concerns: (objectId: string) => boolean): Promise<void> {
  for (const visit of await listWaitingInspections(tx, taskId)) {
    if (!concerns(visit.objectId)) continue;
    await updateInspection(tx, visit, { state: 'CANCELLED', cancelReason: reason });
    recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state: 'CANCELLED', cancelReason: reason } });
  }
}

/** A publication that ended makes the result final: from now on it is corrected in public, not here (CQ 8.8.2). */
async function finaliseResult(tx: Tx, _act: Act, told: { readonly publicationId: string; readonly resultId: string; readonly state: string; readonly at: string }): Promise<void> {
  const [result] = await findResultsByIds(tx, [told.resultId]);
  invariant(result !== undefined, 'only a result of this service is published');
  const change = told.state === 'STOPPED' ? { publicationState: told.state } : { state: 'FINAL' as const, publicationState: told.state, finalAt: new Date(told.at) };
  await updateResult(tx, result, change);
  await settlePublicationDue(tx, told.publicationId);
  recordChange(tx, { entity: 'InspectionResult', entityId: result.id, before: { state: result.state }, after: change });
}

/** What inspection keeps of the other services, so that it can decide without asking them. */
export const inspectionSubscriptions: readonly Subscription[] = [
  {
    source: 'registry',
    handlers: {
      ItemListPublished: (tx, _act, told) => saveItemGuides(tx, told),
      DepartmentSaved: (tx, _act, told) => saveDepartment(tx, told),
      ObjectDetailsSnapshotted: (tx, act, told) => saveSnapshots(tx, told, act.now),
    },
  },
  {
    source: 'planning',
    handlers: {
      TaskCreated: (tx, _act, told) => saveTask(tx, told, null),
      TaskReady: (tx, _act, told) => saveTask(tx, told, told.scheme.modes),
      TaskCompleted: async (tx, _act, told) => { await markTaskCompleted(tx, told.taskId, new Date(told.completedAt)); },
      TaskCancelled: async (tx, _act, told) => {
        await markTaskCancelled(tx, told.taskId, told.reason);
        await cancelWaitingVisits(tx, told.taskId, told.reason, () => true);
      },
    },
  },
  {
    source: 'sampling',
    handlers: {
      ObjectListDispatched: (tx, _act, told) => saveDispatchedList(tx, told),
      ObjectListChanged: async (tx, _act, told) => {
        await saveListChange(tx, told);
        await cancelWaitingVisits(tx, told.taskId, told.reason, (objectId) => told.removedObjectIds.includes(objectId));
      },
      CircumstancesDrawn: async (tx, _act, told) => { await saveCircumstances(tx, told); },
      TeamFormed: (tx, _act, told) => saveTeam(tx, told),
    },
  },
  { source: 'disclosure', handlers: { PublicationDue: (tx, _act, told) => savePublicationDue(tx, told), PublicationFinal: finaliseResult } },
];
