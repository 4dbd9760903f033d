import { mutate } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { attachOwnRules } from './attach-own-rules.ts';

export const guideResolvers: Resolvers = {
  Mutation: { attachOwnRules: (_source, { input }, context) => mutate(context, 'attachOwnRules', input, attachOwnRules) },
  OwnRulesPayload: { task: ({ taskId }) => ({ id: taskId }) },
};
