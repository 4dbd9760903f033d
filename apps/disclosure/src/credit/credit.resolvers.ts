import { actOf, transact, unwrap } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { referToResults } from './refer-to-results.ts';

export const creditResolvers: Resolvers = {
  Query: {
    creditReference: async (_source, args, context) => {
      const act = actOf(context, 'creditReference');
      return unwrap(await transact(context.database.write, act, (tx) => referToResults(tx, act, args)));
    },
  },
  CreditReference: {
    entries: ({ results }) => results.map((result) => ({ result, inspectedOn: result.inspectedOn, publishedOn: result.publishedOn })),
  },
};
