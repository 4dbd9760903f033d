import { connectionOf, loadById, mutate, pageOf, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { correctSelfCheck, recordSelfCheck } from './record-self-check.ts';
import { findSelfChecks, listSelfChecks } from './self-check.store.ts';

export interface SelfCheckMade { readonly selfCheckId: string }

export const selfCheckResolvers: Resolvers = {
  Query: {
    selfChecks: async (_source, { state, ...args }, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listSelfChecks(tx, state ?? null, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: {
    recordSelfCheck: (_source, { input }, context) => mutate(context, 'recordSelfCheck', input, recordSelfCheck),
    correctSelfCheck: (_source, { input }, context) => mutate(context, 'correctSelfCheck', input, correctSelfCheck),
  },
  SelfCheckPayload: { selfCheck: ({ selfCheckId }, _args, context) => loadById(context, 'self-check', selfCheckId, (row) => row.id, findSelfChecks) },
  SelfCheck: { department: ({ departmentId }) => ({ id: departmentId }) },
};
