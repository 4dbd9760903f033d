import { loadById, mutate, paged, type Paged } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countKeyItems, findKeyItems, listKeyItems, type KeySupervisionItemRow } from './key-supervision.store.ts';
import { saveKeySupervisionItem } from './save-key-supervision-item.ts';

export type KeySupervisionItemPage = Paged<KeySupervisionItemRow>;

export const keySupervisionResolvers: Resolvers = {
  Query: {
    keySupervisionItems: (_source, { filter, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listKeyItems(tx, filter ?? {}, page), total: (tx) => countKeyItems(tx, filter ?? {}), positionOf: ({ id }) => [id],
    }),
  },
  Mutation: { saveKeySupervisionItem: (_source, { input }, context) => mutate(context, 'saveKeySupervisionItem', input, saveKeySupervisionItem) },
  KeySupervisionItemPayload: { keyItem: ({ keyItemId }, _args, context) => loadById(context, 'key-item', keyItemId, (row: KeySupervisionItemRow) => row.id, findKeyItems) },
  KeySupervisionItem: { department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId) },
};
