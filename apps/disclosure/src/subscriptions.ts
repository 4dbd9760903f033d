import type { EventPayload } from '@sortition/events';
import { recordChange, type Act, type Subscription, type Tx } from '@sortition/service-kit';
import { saveDepartment } from './department/department.store.ts';
import { applyObjectRoster, saveObjectHolders } from './directory/directory-object.store.ts';
import { expectDecision } from './handling-decision/publish-handling-decision.ts';
import { publishPlan } from './public-annual-plan/publish-plan.ts';
import { circumstancesWereDrawn, drawWasAbandoned, drawWasCertified, drawWasImported, drawWasIntended, drawWasOpened, inspectorWasReplaced, randomnessWasAudited, randomnessWasGiven } from './public-draw/follow-draw.ts';
import { nameVisitedObjects, showConfirmedDraw } from './public-draw/public-draw.store.ts';
import { appendToLog } from './public-log/append-to-log.ts';
import { tidingsOfListChange } from './public-log/log-entry.rules.ts';
import { publishItemList } from './public-item-list/publish-item-list.ts';
import { showTask, showTaskCompleted } from './public-task/public-task.store.ts';
import { expectResults, startLimitsOfTask, takeInResult } from './publication/watch-over-result.ts';
import { saveDemand } from './report/periodic-report.store.ts';
import { inspectingDepartments, saveDrawnObjects, saveTask, setTask, taskTold } from './task/task.store.ts';
import { closeFollowUp, openFollowUp, placeVisit, saveResultItems, saveVisit } from './visit/visit.store.ts';

async function completeTask(tx: Tx, act: Act, told: EventPayload<'TaskCompleted'>): Promise<void> {
  const completedAt = new Date(told.completedAt);
  await taskTold(tx, told.taskId);
  await setTask(tx, told.taskId, { completedAt });
  await startLimitsOfTask(tx, act, told.taskId, completedAt);
  await showTaskCompleted(tx, told.taskId, completedAt);
}

async function confirmDraw(tx: Tx, told: EventPayload<'ObjectDrawConfirmed'>): Promise<void> {
  const task = await taskTold(tx, told.taskId);
  const confirmedAt = new Date(told.confirmedAt);
  await saveDrawnObjects(tx, task, told.drawId, told.objects.map(({ objectId }) => objectId));
  await setTask(tx, task.id, { drawnAt: task.drawnAt ?? confirmedAt });
  await showTask(tx, task, told.objects.length, confirmedAt);
  await showConfirmedDraw(tx, task, told);
  await nameVisitedObjects(tx, task.id, null);
  recordChange(tx, { entity: 'PublicDraw', entityId: told.drawId, before: null, after: { certificateHash: told.certificateHash, drawn: told.objects.length } });
}

async function changeObjectList(tx: Tx, told: EventPayload<'ObjectListChanged'>): Promise<void> {
  const task = await taskTold(tx, told.taskId);
  await saveDrawnObjects(tx, task, told.drawId, told.added.map(({ objectId }) => objectId));
  await nameVisitedObjects(tx, task.id, null);
  await appendToLog(tx, tidingsOfListChange(told));
}

async function endInspection(tx: Tx, act: Act, told: EventPayload<'InspectionEnded'>): Promise<void> {
  const task = await taskTold(tx, told.taskId);
  await saveVisit(tx, task, told);
  await expectResults(tx, act, task, told, inspectingDepartments(task));
  await nameVisitedObjects(tx, task.id, told.objectId);
}

async function formResult(tx: Tx, act: Act, told: EventPayload<'ResultFormed'>): Promise<void> {
  const task = await taskTold(tx, told.taskId);
  await takeInResult(tx, act, task, told);
  await saveResultItems(tx, task, told);
  await placeVisit(tx, task.divisionCode, told.inspectionId, told.entity.divisionCode);
  await nameVisitedObjects(tx, task.id, told.objectId);
}

/** What disclosure learns from the other services, and what follows from it. */
export const subscriptions: readonly Subscription[] = [
  { source: 'registry', handlers: {
    DepartmentSaved: (tx, _act, told) => saveDepartment(tx, told),
    ObjectRosterChanged: (tx, _act, told) => applyObjectRoster(tx, told),
    ObjectDetailsSnapshotted: (tx, _act, told) => saveObjectHolders(tx, told),
    ItemListPublished: publishItemList,
  } },
  { source: 'planning', handlers: {
    PlanPublished: publishPlan,
    TaskCreated: (tx, act, told) => saveTask(tx, told, act.now),
    TaskCompleted: (tx, act, told) => completeTask(tx, act, told),
    TaskCancelled: (tx, act, told) => setTask(tx, told.taskId, { cancelledAt: act.now }),
  } },
  { source: 'sampling', handlers: {
    ObjectDrawConfirmed: (tx, _act, told) => confirmDraw(tx, told),
    ObjectListChanged: (tx, _act, told) => changeObjectList(tx, told),
    DrawIntended: drawWasIntended,
    RandomnessGiven: randomnessWasGiven,
    DrawCertified: drawWasCertified,
    DrawAbandoned: drawWasAbandoned,
    DrawImported: drawWasImported,
    DrawOpened: drawWasOpened,
    InspectorReplaced: inspectorWasReplaced,
    CircumstancesDrawn: circumstancesWereDrawn,
    RandomnessAudited: randomnessWasAudited,
  } },
  { source: 'inspection', handlers: {
    InspectionEnded: (tx, act, told) => endInspection(tx, act, told),
    ResultFormed: (tx, act, told) => formResult(tx, act, told),
    DemandChanged: (tx, _act, told) => saveDemand(tx, told),
    DecisionMade: async (tx, _act, told) => expectDecision(tx, await taskTold(tx, told.taskId), told),
    FollowUpOpened: async (tx, _act, told) => openFollowUp(tx, await taskTold(tx, told.taskId), told),
    FollowUpClosed: async (tx, _act, told) => closeFollowUp(tx, await taskTold(tx, told.taskId), told),
  } },
];
