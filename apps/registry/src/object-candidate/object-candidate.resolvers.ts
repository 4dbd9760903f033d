import { mutate, type PersonalData } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { confirmObjectCandidates, generateObjectCandidates } from './generate-object-candidates.ts';

export const objectCandidateResolvers = (personalData: PersonalData): Resolvers => ({
  Mutation: {
    generateObjectCandidates: (_source, { input }, context) => mutate(context, 'generateObjectCandidates', input, generateObjectCandidates(personalData)),
    confirmObjectCandidates: (_source, { input }, context) => mutate(context, 'confirmObjectCandidates', input, confirmObjectCandidates),
  },
});
