import { mutate, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { importProblemSignals } from './import-problem-signals.ts';
import { planningInsights } from './planning-insights.ts';

export const planningInsightResolvers: Resolvers = {
  Query: {
    planningInsights: (_source, { field, region }, context) => read(context, (tx) => planningInsights(tx, context.clock(), field, region)),
  },
  Mutation: {
    importProblemSignals: (_source, { input }, context) => mutate(context, 'importProblemSignals', input, importProblemSignals),
  },
};
