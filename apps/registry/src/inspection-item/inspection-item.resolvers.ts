import { dayOf } from '@sortition/kernel';
import { loadById, loadGroup, mutate, read, type Paged, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { DepartmentRow } from '../department/department.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { guidesInForce, type GuideRow } from '../guide/guide.store.ts';
import { loadItemList } from '../item-list/item-list.resolvers.ts';
import { basisIsRepealed } from '../item-list/item-list.rules.ts';
import { addInspectionItem } from './add-inspection-item.ts';
import { agreementsOf, countItems, findItems, itemsWithout, sourceLevels, type AgreementRow, type InspectionItemRow, type SourceLevel } from './inspection-item.store.ts';
import { removeInspectionItem } from './remove-inspection-item.ts';
import { updateInspectionItem } from './update-inspection-item.ts';

export type InspectionItemPage = Paged<InspectionItemRow>;

const loadItem = (context: ServiceContext, id: string): Promise<InspectionItemRow | null> => loadById(context, 'item', id, (row: InspectionItemRow) => row.id, findItems);

const present = (row: DepartmentRow | null): row is DepartmentRow => row !== null;

export const inspectionItemResolvers: Resolvers = {
  Query: {
    item: (_source, { id }, context) => loadItem(context, id),
    itemLinkReport: async (_source, { itemListId }, context) => {
      if (await loadItemList(context, itemListId) === null) return null;
      return read(context, async (tx) => ({
        items: await countItems(tx, itemListId), withoutPowerDuty: await itemsWithout(tx, itemListId, 'powerDutyCode'), withoutInternetPlus: await itemsWithout(tx, itemListId, 'internetPlusCode'),
      }));
    },
  },
  Mutation: {
    addInspectionItem: (_source, { input }, context) => mutate(context, 'addInspectionItem', input, addInspectionItem),
    updateInspectionItem: (_source, { input }, context) => mutate(context, 'updateInspectionItem', input, updateInspectionItem),
    removeInspectionItem: (_source, { input }, context) => mutate(context, 'removeInspectionItem', input, removeInspectionItem),
  },
  InspectionItemPayload: {
    item: ({ itemId }, _args, context) => loadItem(context, itemId),
    itemList: ({ itemListId }, _args, context) => loadItemList(context, itemListId),
  },
  InspectionItem: {
    __resolveReference: ({ id }, context) => loadItem(context, id),
    itemList: ({ listId }, _args, context) => loadItemList(context, listId),
    stale: ({ legalBasisRepealedOn }, _args, context) => basisIsRepealed(legalBasisRepealedOn, dayOf(context.clock())),
    sourceLevel: async ({ lineageId }, _args, context) => (await loadById(context, 'source-level', lineageId, (row: SourceLevel) => row.lineageId, sourceLevels))?.level ?? null,
    leadDepartment: ({ leadDepartmentId }, _args, context) => loadDepartment(context, leadDepartmentId),
    participatingDepartments: async ({ participatingDepartmentIds }, _args, context) =>
      (await Promise.all(participatingDepartmentIds.map((id) => loadDepartment(context, id)))).filter(present),
    agreements: ({ id }, _args, context) => loadGroup(context, 'agreements', id, (row: AgreementRow) => row.itemId, agreementsOf),
    guide: ({ lineageId }, _args, context) => loadById(context, 'guide-in-force', lineageId, (row: GuideRow) => row.itemLineageId ?? '', guidesInForce),
  },
  ItemAgreement: {
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
  },
};
