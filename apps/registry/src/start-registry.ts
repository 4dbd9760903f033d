import { mergeResolvers, startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { creditRiskResolvers } from './credit-risk/credit-risk.resolvers.ts';
import { departmentResolvers } from './department/department.resolvers.ts';
import { directoryBuildResolvers } from './directory-build/directory-build.resolvers.ts';
import { directoryConfirmationResolvers } from './directory-confirmation/directory-confirmation.resolvers.ts';
import { directoryFormResolvers } from './directory-form/directory-form.resolvers.ts';
import { directoryReportResolvers } from './directory-report/directory-report.resolvers.ts';
import { directoryStandardResolvers } from './directory-standard/directory-standard.resolvers.ts';
import { expertResolvers } from './expert/expert.resolvers.ts';
import { guideResolvers } from './guide/guide.resolvers.ts';
import { inspectionItemResolvers } from './inspection-item/inspection-item.resolvers.ts';
import { inspectionObjectResolvers } from './inspection-object/inspection-object.resolvers.ts';
import { snapshotAdded, snapshotDispatched } from './inspection-object/snapshot-object-details.ts';
import { tagAfterResult } from './inspection-object/tag-after-result.ts';
import { inspectorResolvers } from './inspector/inspector.resolvers.ts';
import { itemListResolvers } from './item-list/item-list.resolvers.ts';
import { takeItemListReceipts } from './item-list/make-item-list-public.ts';
import { jointListResolvers } from './joint-list/joint-list.resolvers.ts';
import { keepPlanReport } from './joint-list/plan-report.store.ts';
import { keySupervisionResolvers } from './key-supervision/key-supervision.resolvers.ts';
import { objectCandidateResolvers } from './object-candidate/object-candidate.resolvers.ts';
import { objectSyncResolvers } from './object-sync/object-sync.resolvers.ts';
import { profileResolvers } from './profile/profile.resolvers.ts';
import { regulatoryMatterResolvers } from './regulatory-matter/regulatory-matter.resolvers.ts';
import { rosterResolvers } from './roster/roster.resolvers.ts';
import { ruleDocumentResolvers } from './rule-document/rule-document.resolvers.ts';
import { keepTask } from './rule-document/rule-document.store.ts';
import { subDirectoryResolvers } from './sub-directory/sub-directory.resolvers.ts';
import { supervisionFieldResolvers } from './supervision-field/supervision-field.resolvers.ts';

/** Starts the registry: one list and two directories (一单两库). */
export const startRegistry = (config: ServiceConfig, options: SubgraphOptions = {}): Promise<Subgraph> => startSubgraph({
  name: 'registry',
  resolvers: ({ personalData }) => mergeResolvers([
    departmentResolvers, profileResolvers, itemListResolvers, inspectionItemResolvers, guideResolvers, inspectionObjectResolvers(personalData),
    inspectorResolvers(personalData), expertResolvers(personalData), directoryFormResolvers(personalData), directoryReportResolvers, directoryConfirmationResolvers,
    regulatoryMatterResolvers, supervisionFieldResolvers, keySupervisionResolvers, directoryStandardResolvers, objectCandidateResolvers(personalData), objectSyncResolvers(personalData),
    directoryBuildResolvers, creditRiskResolvers, ruleDocumentResolvers, rosterResolvers, subDirectoryResolvers, jointListResolvers,
  ]),
  subscriptions: () => [
    { source: 'disclosure', handlers: { PublicationDelivered: takeItemListReceipts } },
    { source: 'planning', handlers: { TaskCreated: (tx, _act, told) => keepTask(tx, told), PlanPublished: (tx, _act, told) => keepPlanReport(tx, told) } },
    { source: 'sampling', handlers: { ObjectListDispatched: snapshotDispatched, ObjectListChanged: snapshotAdded } },
    { source: 'inspection', handlers: { ResultFormed: tagAfterResult } },
  ],
}, config, options);
