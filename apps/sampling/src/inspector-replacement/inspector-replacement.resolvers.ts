import { invariant } from '@sortition/kernel';
import { loadById, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadTeam } from '../team/team.resolvers.ts';
import { assignSubstitute } from './assign-substitute.ts';
import { decideInspectorReplacement } from './decide-inspector-replacement.ts';
import { findReplacementsByIds } from './inspector-replacement.store.ts';
import { requestInspectorReplacement } from './request-inspector-replacement.ts';
import { withdrawInspectorReplacement } from './withdraw-inspector-replacement.ts';

const load = (context: ServiceContext, id: string) => loadById(context, 'inspectorReplacement', id, (row) => row.id, findReplacementsByIds);

export const inspectorReplacementResolvers: Resolvers = {
  Mutation: {
    requestInspectorReplacement: async (_, { input }, context) => ({ inspectorReplacement: await load(context, (await mutate(context, 'requestInspectorReplacement', input, requestInspectorReplacement)).replacementId) }),
    decideInspectorReplacement: async (_, { input }, context) => ({ inspectorReplacement: await load(context, (await mutate(context, 'decideInspectorReplacement', input, decideInspectorReplacement)).replacementId) }),
    withdrawInspectorReplacement: async (_, { input }, context) => ({ inspectorReplacement: await load(context, (await mutate(context, 'withdrawInspectorReplacement', input, withdrawInspectorReplacement)).replacementId) }),
    assignSubstitute: async (_, { input }, context) => ({ inspectorReplacement: await load(context, (await mutate(context, 'assignSubstitute', input, assignSubstitute)).replacementId) }),
  },
  InspectorReplacement: {
    __resolveReference: ({ id }, context) => load(context, id),
    team: async ({ teamId }, _, context) => {
      const team = await loadTeam(context, teamId);
      invariant(team !== null, 'a replacement belongs to a team');
      return team;
    },
    replaced: ({ replacedId }) => ({ id: replacedId }),
    substitute: ({ substituteId }) => (substituteId === null ? null : { id: substituteId }),
  },
};
