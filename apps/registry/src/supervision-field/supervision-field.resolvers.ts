import { loadById, mutate, paged, type Paged } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { saveSupervisionField } from './save-supervision-field.ts';
import { countFields, findFields, listFields, type SupervisionFieldRow } from './supervision-field.store.ts';

export type SupervisionFieldPage = Paged<SupervisionFieldRow>;

export const supervisionFieldResolvers: Resolvers = {
  Query: {
    supervisionFields: (_source, { departmentId, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listFields(tx, departmentId, page), total: (tx) => countFields(tx, departmentId), positionOf: ({ id }) => [id],
    }),
  },
  Mutation: { saveSupervisionField: (_source, { input }, context) => mutate(context, 'saveSupervisionField', input, saveSupervisionField) },
  SupervisionFieldPayload: { field: ({ fieldId }, _args, context) => loadById(context, 'supervision-field', fieldId, (row: SupervisionFieldRow) => row.id, findFields) },
  SupervisionField: { department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId) },
};
