import { connectionOf, loadById, mutate, pageOf, read, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { countUnhandled, findCluesByIds, listClues, listInbox } from './clue.store.ts';
import { distributeClue, handleClue } from './distribute-clue.ts';
import { registerClue } from './register-clue.ts';

export const loadClue = (context: ServiceContext, id: string) => loadById(context, 'clue', id, (row) => row.id, findCluesByIds);

export const clueResolvers: Resolvers = {
  Query: {
    clueInbox: async (_, args, context) => {
      const page = pageOf(args);
      const { department } = context.identity;
      const rows = department === null ? [] : await read(context, (tx) => listInbox(tx, department, page));
      return { ...connectionOf(rows, page, ({ id }) => [id]), unhandled: department === null ? 0 : await read(context, (tx) => countUnhandled(tx, department)) };
    },
    clues: async (_, { objectId, kinds, openOnly, ...args }, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listClues(tx, { objectId, kinds, openOnly }, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: {
    distributeClue: async (_, { input }, context) => ({ clue: await loadClue(context, (await mutate(context, 'distributeClue', input, distributeClue)).clueId) }),
    handleClue: async (_, { input }, context) => ({ clue: await loadClue(context, (await mutate(context, 'handleClue', input, handleClue)).clueId) }),
    registerClue: async (_, { input }, context) => ({ clue: await loadClue(context, (await mutate(context, 'registerClue', input, registerClue)).clueId) }),
  },
  Clue: {
    __resolveReference: ({ id }, context) => loadClue(context, id),
    object: ({ objectId }) => ({ id: objectId }),
    task: ({ taskId }) => (taskId === null ? null : { id: taskId }),
    distributedTo: ({ distributedToId }) => (distributedToId === null ? null : { id: distributedToId }),
    department: ({ departmentId }) => ({ id: departmentId }),
  },
};
