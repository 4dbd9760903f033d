import type { z } from 'zod';
import { circumstancesDrawn } from './circumstances-drawn.ts';
import { decisionMade } from './decision-made.ts';
import { demandChanged } from './demand-changed.ts';
import { departmentReadinessChanged } from './department-readiness-changed.ts';
import { departmentSaved } from './department-saved.ts';
import { directoryConfirmed } from './directory-confirmed.ts';
import { dossierArchived, followUpClosed, followUpOpened, inspectionEnded, inspectionStarted, resultFormed } from './inspection-ended.ts';
import { expertSaved } from './expert-saved.ts';
import { inspectorRosterChanged } from './inspector-roster-changed.ts';
import { itemListPublished } from './item-list-published.ts';
import { drawAbandoned, drawCertified, drawImported, drawIntended, drawOpened, randomnessGiven, objectDrawConfirmed, objectListChanged, objectListDispatched } from './object-draw-confirmed.ts';
import { keySupervisionItemSaved } from './key-supervision-item-saved.ts';
import { objectDetailsSnapshotted } from './object-details-snapshotted.ts';
import { objectRosterChanged } from './object-roster-changed.ts';
import { planPublished } from './plan-published.ts';
import { publicDataChanged } from './public-data-changed.ts';
import { publicationDelivered } from './publication-delivered.ts';
import { publicationDue } from './publication-due.ts';
import { publicationFinal } from './publication-final.ts';
import { randomnessAudited } from './randomness-audited.ts';
import { superiorTaskReported } from './superior-task-reported.ts';
import { taskCompleted } from './task-completed.ts';
import { schemeSubmitted, taskCancelled, taskCreated, taskReady } from './task-ready.ts';
import { inspectorReplaced, teamFormed } from './team-formed.ts';

/**
 * The published language: everything that one service may learn from another. A new version of a schema must still read the
 * version before; consumers take it in before any producer emits it.
 */
export const EVENTS = {
  DepartmentSaved: { source: 'registry', version: 1, schema: departmentSaved },
  DepartmentReadinessChanged: { source: 'registry', version: 1, schema: departmentReadinessChanged },
  ItemListPublished: { source: 'registry', version: 1, schema: itemListPublished },
  ObjectRosterChanged: { source: 'registry', version: 1, schema: objectRosterChanged },
  InspectorRosterChanged: { source: 'registry', version: 1, schema: inspectorRosterChanged },
  ExpertSaved: { source: 'registry', version: 1, schema: expertSaved },
  KeySupervisionItemSaved: { source: 'registry', version: 1, schema: keySupervisionItemSaved },
  DirectoryConfirmed: { source: 'registry', version: 1, schema: directoryConfirmed },
  ObjectDetailsSnapshotted: { source: 'registry', version: 1, schema: objectDetailsSnapshotted },
  PlanPublished: { source: 'planning', version: 1, schema: planPublished },
  TaskCreated: { source: 'planning', version: 1, schema: taskCreated },
  SchemeSubmitted: { source: 'planning', version: 1, schema: schemeSubmitted },
  TaskReady: { source: 'planning', version: 1, schema: taskReady },
  TaskCompleted: { source: 'planning', version: 1, schema: taskCompleted },
  SuperiorTaskReported: { source: 'planning', version: 1, schema: superiorTaskReported },
  TaskCancelled: { source: 'planning', version: 1, schema: taskCancelled },
  ObjectDrawConfirmed: { source: 'sampling', version: 1, schema: objectDrawConfirmed },
  ObjectListDispatched: { source: 'sampling', version: 1, schema: objectListDispatched },
  ObjectListChanged: { source: 'sampling', version: 1, schema: objectListChanged },
  DrawIntended: { source: 'sampling', version: 1, schema: drawIntended },
  RandomnessGiven: { source: 'sampling', version: 1, schema: randomnessGiven },
  DrawCertified: { source: 'sampling', version: 1, schema: drawCertified },
  DrawAbandoned: { source: 'sampling', version: 1, schema: drawAbandoned },
  DrawImported: { source: 'sampling', version: 1, schema: drawImported },
  DrawOpened: { source: 'sampling', version: 1, schema: drawOpened },
  CircumstancesDrawn: { source: 'sampling', version: 1, schema: circumstancesDrawn },
  RandomnessAudited: { source: 'sampling', version: 1, schema: randomnessAudited },
  TeamFormed: { source: 'sampling', version: 1, schema: teamFormed },
  InspectorReplaced: { source: 'sampling', version: 1, schema: inspectorReplaced },
  InspectionStarted: { source: 'inspection', version: 1, schema: inspectionStarted },
  InspectionEnded: { source: 'inspection', version: 1, schema: inspectionEnded },
  ResultFormed: { source: 'inspection', version: 1, schema: resultFormed },
  DecisionMade: { source: 'inspection', version: 1, schema: decisionMade },
  DemandChanged: { source: 'inspection', version: 1, schema: demandChanged },
  FollowUpOpened: { source: 'inspection', version: 1, schema: followUpOpened },
  FollowUpClosed: { source: 'inspection', version: 1, schema: followUpClosed },
  DossierArchived: { source: 'inspection', version: 1, schema: dossierArchived },
  PublicationDelivered: { source: 'disclosure', version: 1, schema: publicationDelivered },
  PublicationDue: { source: 'disclosure', version: 1, schema: publicationDue },
  PublicationFinal: { source: 'disclosure', version: 1, schema: publicationFinal },
  PublicDataChanged: { source: 'every service', version: 1, schema: publicDataChanged },
} as const satisfies Record<string, { readonly source: string; readonly version: number; readonly schema: z.ZodType }>;

export type EventType = keyof typeof EVENTS;
export type EventPayload<T extends EventType> = z.infer<(typeof EVENTS)[T]['schema']>;

export const isEventType = (type: string): type is EventType => Object.hasOwn(EVENTS, type);
