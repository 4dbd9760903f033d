import type { Resolvers } from '../generated/resolvers.ts';
import { taskConnection } from '../task/task-connection.ts';

export const departmentResolvers: Resolvers = {
  Department: {
    __resolveReference: ({ id }) => ({ id }),
    tasks: ({ id }, { states, ...args }, context) => taskConnection(context, { departmentId: id, states }, 'CREATED_DESC', args),
  },
};
