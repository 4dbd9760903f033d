import { dayOf } from '@sortition/kernel';
import { divisionAt } from '@sortition/identifiers';
import { loadById, mutate, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { profileNow } from '../profile/profile.resolvers.ts';
import { countDepartments, findDepartments, listDepartments, type DepartmentRow } from './department.store.ts';
import { saveDepartment } from './save-department.ts';

export type DepartmentPage = Paged<DepartmentRow>;

/** For every type that names a department: all of a request in one statement. */
export const loadDepartment = (context: ServiceContext, id: string | null): Promise<DepartmentRow | null> =>
  id === null ? Promise.resolve(null) : loadById(context, 'department', id, (row: DepartmentRow) => row.id, findDepartments);

export const departmentResolvers: Resolvers = {
  Query: {
    department: (_source, { id }, context) => loadDepartment(context, id),
    departments: (_source, { filter, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listDepartments(tx, filter ?? {}, page),
      total: (tx) => countDepartments(tx, filter ?? {}),
      positionOf: (row) => [row.divisionCode, row.id],
    }),
  },
  Mutation: {
    saveDepartment: (_source, { input }, context) => mutate(context, 'saveDepartment', input, saveDepartment),
  },
  DepartmentPayload: {
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
  },
  Department: {
    __resolveReference: ({ id }, context) => loadDepartment(context, id),
    parent: ({ parentId }, _args, context) => loadDepartment(context, parentId),
    divisionName: ({ divisionCode }, _args, context) => {
      const division = divisionAt(divisionCode, dayOf(context.clock()));
      return division.ok ? division.value.name : null;
    },
    profile: ({ profile }, _args, context) => profileNow(context, profile),
  },
};
