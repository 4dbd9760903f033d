import { startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { departmentResolvers } from './department/department.resolvers.ts';
import { guideResolvers } from './guide/guide.resolvers.ts';
import { inspectionItemResolvers } from './inspection-item/inspection-item.resolvers.ts';
import { itemListResolvers } from './item-list/item-list.resolvers.ts';
import { takeItemListReceipts } from './item-list/make-item-list-public.ts';
import { profileResolvers } from './profile/profile.resolvers.ts';
import { mergeResolvers } from './merge-resolvers.ts';

/** Starts the registry: one list and two directories (一单两库). */
export const startRegistry = (config: ServiceConfig, options: SubgraphOptions = {}): Promise<Subgraph> => startSubgraph({
  name: 'registry',
  resolvers: () => mergeResolvers([departmentResolvers, profileResolvers, itemListResolvers, inspectionItemResolvers, guideResolvers]),
  subscriptions: () => [{ source: 'disclosure', handlers: { PublicationDelivered: takeItemListReceipts } }],
}, config, options);
