import { paged, type Paged } from '@sortition/service-kit';
import { loadDelivered } from '../channel/channel.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countPublicItemLists, listPublicItemLists, type PublicItemListRow } from './public-item-list.store.ts';

export type PublicItemListPage = Paged<PublicItemListRow>;

export const publicItemListResolvers: Resolvers = {
  Query: {
    publicItemLists: (_source, { first, after, ...criteria }, context) => paged(context, { first, after }, {
      rows: (tx, page) => listPublicItemLists(tx, criteria, page),
      total: (tx) => countPublicItemLists(tx, criteria),
      positionOf: ({ publishedOn, id }) => [publishedOn, id],
    }),
  },
  PublicItemList: {
    superseded: ({ supersededAt }) => supersededAt !== null,
    receipts: async ({ id, version }, _args, context) => (await loadDelivered(context, id)).filter(({ revision }) => revision === version),
  },
  PublicItem: {
    item: ({ itemId }) => ({ id: itemId }),
    leadDepartment: ({ leadDepartmentId: id }) => ({ id }),
    participatingDepartments: ({ participatingDepartmentIds }) => participatingDepartmentIds.map((id) => ({ id })),
  },
};
