import { actOf, mutate, read, unwrap } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { readObjectProfile } from './object-profile.ts';
import { saveObjectFacts } from './save-object-facts.ts';

export const objectResolvers: Resolvers = {
  Query: {
    objectProfile: async (_source, { objectId }, context) => unwrap(await read(context, (tx) => readObjectProfile(tx, actOf(context, 'objectProfile'), objectId))),
  },
  Mutation: { saveObjectFacts: (_source, { input }, context) => mutate(context, 'saveObjectFacts', input, saveObjectFacts) },
};
