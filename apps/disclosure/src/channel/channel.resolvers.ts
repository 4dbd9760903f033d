import { loadGroup, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { messagesOfSubjects, type MessageRow } from './channel-message.store.ts';

/** Messages to the channels about one subject, newest revision first. */
export const loadReceipts = (context: ServiceContext, subjectId: string): Promise<readonly MessageRow[]> =>
  loadGroup(context, 'receipts', subjectId, (row: MessageRow) => row.subjectId, messagesOfSubjects);

/** Those that are there already: what the public is shown. */
export const loadDelivered = async (context: ServiceContext, subjectId: string): Promise<MessageRow[]> =>
  (await loadReceipts(context, subjectId)).filter(({ state }) => state === 'DELIVERED');

export const channelResolvers: Resolvers = {
  AnnualPlan: {
    __resolveReference: ({ id }) => ({ id }),
    receipts: ({ id }, _args, context) => loadReceipts(context, id),
  },
  ChannelReceipt: {
    kind: ({ channelKind }) => channelKind,
  },
};
