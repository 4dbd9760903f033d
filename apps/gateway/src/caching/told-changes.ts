import type { EventType } from '@sortition/events';

/**
 * Which types the public reads otherwise after an event. What a service's database tells itself (`PublicDataChanged`) names them; of the
 * others, those stand here after which a service that does not tell yet has changed something.
 */
const CHANGED_BY = {
  DepartmentSaved: ['Department'],
  ItemListPublished: ['InspectionItem'],
  ObjectRosterChanged: [],
  InspectorRosterChanged: [],
  ExpertSaved: [],
  DirectoryConfirmed: [],
  DepartmentReadinessChanged: [],
  KeySupervisionItemSaved: [],
  ObjectDetailsSnapshotted: [],
  PlanPublished: [],
  TaskCreated: [],
  SchemeSubmitted: [],
  TaskReady: [],
  TaskCompleted: [],
  TaskCancelled: [],
  SuperiorTaskReported: [],
  ObjectDrawConfirmed: [],
  ObjectListDispatched: [],
  ObjectListChanged: [],
  DrawIntended: [],
  RandomnessGiven: [],
  DrawCertified: [],
  DrawAbandoned: [],
  DrawImported: [],
  DrawOpened: [],
  CircumstancesDrawn: [],
  RandomnessAudited: ['RandomnessAudit'],
  TeamFormed: [],
  InspectorReplaced: [],
  InspectionStarted: [],
  InspectionEnded: [],
  ResultFormed: [],
  FollowUpOpened: [],
  FollowUpClosed: [],
  DossierArchived: [],
  DecisionMade: [],
  DemandChanged: [],
  PublicationDue: [],
  PublicationDelivered: ['PublicResult', 'PublicAnnualPlan', 'PublicItemList', 'ChannelReceipt'],
  PublicationFinal: ['PublicResult'],
} as const satisfies Record<Exclude<EventType, 'PublicDataChanged'>, readonly string[]>;

const isListed = (type: string): type is keyof typeof CHANGED_BY => Object.hasOwn(CHANGED_BY, type);

const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');

/** A sign of a feed, as `GET /feeds/events?signs=true` gives it. */
export interface Sign {
  readonly type: string;
  readonly changed: unknown;
}

/** The types that changed; undefined for whatever is not known here: then anything of that service may have. */
export function typesChangedBy({ type, changed }: Sign, isKnownType: (name: string) => boolean): readonly string[] | undefined {
  if (type === 'PublicDataChanged') return isNames(changed) && changed.every(isKnownType) ? changed : undefined;
  return isListed(type) ? CHANGED_BY[type] : undefined;
}
