import { loadGroup, mutate } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { confirmDirectories } from './confirm-directories.ts';
import { confirmationsOf, type DirectoryConfirmationRow } from './directory-confirmation.store.ts';

export const directoryConfirmationResolvers: Resolvers = {
  Query: {
    directoryConfirmation: (_source, { taskId }, context) => loadGroup(context, 'confirmations', taskId, (row: DirectoryConfirmationRow) => row.taskId, confirmationsOf),
  },
  Mutation: { confirmDirectories: (_source, { input }, context) => mutate(context, 'confirmDirectories', input, confirmDirectories) },
  DirectoryConfirmationPayload: {
    confirmation: async ({ taskId, departmentId }, _args, context) =>
      (await loadGroup(context, 'confirmations', taskId, (row: DirectoryConfirmationRow) => row.taskId, confirmationsOf)).find((row) => row.departmentId === departmentId) ?? null,
  },
  DirectoryConfirmation: { department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId) },
};
