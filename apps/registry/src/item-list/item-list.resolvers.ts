import { dayOf } from '@sortition/kernel';
import { loadById, loadGroup, mutate, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countItems, itemsOfLists, pageOfItems, positionOfItem, type InspectionItemRow } from '../inspection-item/inspection-item.store.ts';
import { rulesOf } from '../rules-of.ts';
import { agreeJointItem } from './agree-joint-item.ts';
import { createItemList } from './create-item-list.ts';
import { actionsIn, listIsStale } from './item-list.rules.ts';
import { countItemLists, findItemLists, listItemLists, receiptsOf, reviewsOf, versionsOf, type ItemListRow, type ReceiptRow, type ReviewRow } from './item-list.store.ts';
import { proposeLocalItemList } from './propose-local-item-list.ts';
import { publishItemList } from './publish-item-list.ts';
import { decideLocalItemList, reviewItemList } from './review-item-list.ts';
import { reviseItemList } from './revise-item-list.ts';
import { submitItemList } from './submit-item-list.ts';

export type ItemListPage = Paged<ItemListRow>;

export const loadItemList = (context: ServiceContext, id: string | null): Promise<ItemListRow | null> =>
  id === null ? Promise.resolve(null) : loadById(context, 'item-list', id, (row: ItemListRow) => row.id, findItemLists);

export const itemListResolvers: Resolvers = {
  Query: {
    itemList: (_source, { id }, context) => loadItemList(context, id),
    itemLists: (_source, { filter, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listItemLists(tx, filter ?? {}, page),
      total: (tx) => countItemLists(tx, filter ?? {}),
      positionOf: ({ id }) => [id],
    }),
  },
  Mutation: {
    createItemList: (_source, { input }, context) => mutate(context, 'createItemList', input, createItemList),
    reviseItemList: (_source, { input }, context) => mutate(context, 'reviseItemList', input, reviseItemList),
    proposeLocalItemList: (_source, { input }, context) => mutate(context, 'proposeLocalItemList', input, proposeLocalItemList),
    decideLocalItemList: (_source, { input }, context) => mutate(context, 'decideLocalItemList', input, decideLocalItemList),
    submitItemList: (_source, { input }, context) => mutate(context, 'submitItemList', input, submitItemList),
    agreeJointItem: (_source, { input }, context) => mutate(context, 'agreeJointItem', input, agreeJointItem),
    reviewItemList: (_source, { input }, context) => mutate(context, 'reviewItemList', input, reviewItemList),
    publishItemList: (_source, { input }, context) => mutate(context, 'publishItemList', input, publishItemList),
  },
  ItemListPayload: {
    itemList: ({ itemListId }, _args, context) => loadItemList(context, itemListId),
  },
  ItemList: {
    __resolveReference: ({ id }, context) => loadItemList(context, id),
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
    basedOn: ({ basedOnId }, _args, context) => loadItemList(context, basedOnId),
    supersedes: ({ supersedesId }, _args, context) => loadItemList(context, supersedesId),
    stale: async (list, _args, context) => {
      const items = await loadGroup(context, 'items-of-list', list.id, (row: InspectionItemRow) => row.listId, itemsOfLists);
      return listIsStale(rulesOf(list.profile), dayOf(context.clock()), dayOf(list.updatedAt), items);
    },
    items: ({ id }, args, context) => paged(context, args, { rows: (tx, page) => pageOfItems(tx, id, page), total: (tx) => countItems(tx, id), positionOf: positionOfItem }),
    reviews: ({ id }, _args, context) => loadGroup(context, 'list-reviews', id, (row: ReviewRow) => row.listId, reviewsOf),
    receipts: ({ id }, _args, context) => loadGroup(context, 'list-receipts', id, (row: ReceiptRow) => row.listId, receiptsOf),
    versions: ({ lineageId }, _args, context) => loadGroup(context, 'list-versions', lineageId, (row: ItemListRow) => row.lineageId, versionsOf),
    availableActions: ({ state, departmentId }, _args, context) => {
      const others = ['agreeJointItem', 'reviewItemList', 'decideLocalItemList'];
      return actionsIn(state).filter((action) => others.includes(action) || departmentId === context.identity.department);
    },
  },
};
