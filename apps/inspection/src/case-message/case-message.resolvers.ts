import { connectionOf, loadById, loadGroup, mutate, pageOf, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findCaseMessagesByIds, listCaseMessages, listWaitingMessages } from './case-message.store.ts';
import { receiveCaseMessage } from './receive-case-message.ts';

export const caseMessageResolvers: Resolvers = {
  Query: {
    caseMessages: async (_source, args, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listWaitingMessages(tx, 'CASE_SYSTEM', page)), page, ({ id }) => [id]);
    },
  },
  Mutation: { receiveCaseMessage: (_source, { input }, context) => mutate(context, 'receiveCaseMessage', input, receiveCaseMessage) },
  CaseMessagePayload: { message: ({ messageId }, _args, context) => loadById(context, 'case message', messageId, (row) => row.id, findCaseMessagesByIds) },
  FollowUp: { messages: ({ id }, _args, context) => loadGroup(context, 'case messages', id, (row) => row.followUpId, listCaseMessages) },
};
