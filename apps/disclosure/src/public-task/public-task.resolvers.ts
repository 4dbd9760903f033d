import { paged, type Paged } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { countPublicTasks, listPublicTasks, type PublicTaskRow } from './public-task.store.ts';

export type PublicTaskPage = Paged<PublicTaskRow>;

export const publicTaskResolvers: Resolvers = {
  Query: {
    publicTasks: (_source, { first, after, ...criteria }, context) => paged(context, { first, after }, {
      rows: (tx, page) => listPublicTasks(tx, criteria, page),
      total: (tx) => countPublicTasks(tx, criteria),
      positionOf: ({ startedAt, taskId }) => [startedAt.toISOString(), taskId],
    }),
  },
  PublicTask: {
    id: ({ taskId }) => taskId,
    leadDepartment: ({ leadDepartmentId: id }) => ({ id }),
    participatingDepartments: ({ participatingDepartmentIds }) => participatingDepartmentIds.map((id) => ({ id })),
    items: ({ items }) => items.map(({ name }) => name),
  },
};
