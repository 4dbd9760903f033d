import { mergeResolvers, startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { departmentResolvers } from './department/department.resolvers.ts';
import { directoryConfirmationResolvers } from './directory-confirmation/directory-confirmation.resolvers.ts';
import { directoryFormResolvers } from './directory-form/directory-form.resolvers.ts';
import { directoryReportResolvers } from './directory-report/directory-report.resolvers.ts';
import { expertResolvers } from './expert/expert.resolvers.ts';
import { guideResolvers } from './guide/guide.resolvers.ts';
import { inspectionItemResolvers } from './inspection-item/inspection-item.resolvers.ts';
import { inspectionObjectResolvers } from './inspection-object/inspection-object.resolvers.ts';
import { snapshotAdded, snapshotDispatched } from './inspection-object/snapshot-object-details.ts';
import { tagAfterResult } from './inspection-object/tag-after-result.ts';
import { inspectorResolvers } from './inspector/inspector.resolvers.ts';
import { itemListResolvers } from './item-list/item-list.resolvers.ts';
import { takeItemListReceipts } from './item-list/make-item-list-public.ts';
import { profileResolvers } from './profile/profile.resolvers.ts';

/** Starts the registry: one list and two directories (一单两库). */
export const startRegistry = (config: ServiceConfig, options: SubgraphOptions = {}): Promise<Subgraph> => startSubgraph({
  name: 'registry',
  resolvers: ({ personalData }) => mergeResolvers([
    departmentResolvers, profileResolvers, itemListResolvers, inspectionItemResolvers, guideResolvers, inspectionObjectResolvers(personalData),
    inspectorResolvers(personalData), expertResolvers(personalData), directoryFormResolvers(personalData), directoryReportResolvers, directoryConfirmationResolvers,
  ]),
  subscriptions: () => [
    { source: 'disclosure', handlers: { PublicationDelivered: takeItemListReceipts } },
    { source: 'sampling', handlers: { ObjectListDispatched: snapshotDispatched, ObjectListChanged: snapshotAdded } },
    { source: 'inspection', handlers: { ResultFormed: tagAfterResult } },
  ],
}, config, options);
