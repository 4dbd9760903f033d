import { connectionOf, loadById, mutate, pageOf, read, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findCluesByIds, listClues } from './clue.store.ts';
import { registerClue } from './register-clue.ts';

export const loadClue = (context: ServiceContext, id: string) => loadById(context, 'clue', id, (row) => row.id, findCluesByIds);

export const clueResolvers: Resolvers = {
  Query: {
    clues: async (_, { objectId, kinds, openOnly, ...args }, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listClues(tx, { objectId, kinds, openOnly }, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: {
    registerClue: async (_, { input }, context) => ({ clue: await loadClue(context, (await mutate(context, 'registerClue', input, registerClue)).clueId) }),
  },
  Clue: {
    __resolveReference: ({ id }, context) => loadClue(context, id),
    object: ({ objectId }) => ({ id: objectId }),
    task: ({ taskId }) => (taskId === null ? null : { id: taskId }),
    department: ({ departmentId }) => ({ id: departmentId }),
  },
};
