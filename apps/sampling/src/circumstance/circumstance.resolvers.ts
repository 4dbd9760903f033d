import { loadById, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findCircumstancesByIds, findCircumstancesOfTasks } from './circumstance.store.ts';
import { randomiseCircumstances } from './randomise-circumstances.ts';

const load = (context: ServiceContext, id: string) => loadById(context, 'circumstances', id, (row) => row.id, findCircumstancesByIds);

export const circumstanceResolvers: Resolvers = {
  Mutation: {
    randomiseCircumstances: async (_, { input }, context) => ({ circumstances: await load(context, (await mutate(context, 'randomiseCircumstances', input, randomiseCircumstances)).circumstancesId) }),
  },
  Task: {
    circumstances: ({ id }, _, context) => loadById(context, 'circumstancesOfTask', id, (row) => row.taskId, findCircumstancesOfTasks),
  },
  Circumstances: {
    __resolveReference: ({ id }, context) => load(context, id),
    task: ({ taskId }) => ({ id: taskId }),
  },
};
