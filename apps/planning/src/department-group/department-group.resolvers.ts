import { refuse } from '@sortition/kernel';
import { loadById, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findGroups, type DepartmentGroupRow } from './department-group.store.ts';
import { saveDepartmentGroup } from './save-department-group.ts';

export const loadGroupOfDepartments = (context: ServiceContext, id: string): Promise<DepartmentGroupRow | null> => loadById(context, 'departmentGroup', id, (row) => row.id, findGroups);

export const departmentGroupResolvers: Resolvers = {
  Query: {
    departmentGroup: (_source, { id }, context) => read(context, async (tx) => (await findGroups(tx, [id]))[0] ?? unwrap(refuse('NOT_FOUND', null, { entity: 'DepartmentGroup', id }))),
  },
  Mutation: {
    saveDepartmentGroup: async (_source, { input }, context) => ({ departmentGroup: await loadGroupOfDepartments(context, (await mutate(context, 'saveDepartmentGroup', input, saveDepartmentGroup)).groupId) }),
  },
  DepartmentGroup: {
    __resolveReference: ({ id }, context) => loadGroupOfDepartments(context, id),
    leadDepartment: ({ leadDepartmentId }) => ({ id: leadDepartmentId }),
    members: ({ memberIds }) => memberIds.map((id) => ({ id })),
    items: ({ itemIds }) => itemIds.map((id) => ({ id })),
  },
};
