import { maskPhone } from '@sortition/identifiers';
import { connectionOf, mutate, pageOf, read, type PersonalData } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadPublication } from '../publication/publication.resolvers.ts';
import { listFeedback } from './public-feedback.store.ts';
import { submitFeedback } from './submit-feedback.ts';

export const publicFeedbackResolvers = (personalData: PersonalData): Resolvers => ({
  Query: {
    publicFeedback: async (_source, args, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listFeedback(tx, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: { submitFeedback: (_source, { input }, context) => mutate(context, 'submitFeedback', input, (tx, act, given) => submitFeedback(tx, act, given, personalData)) },
  PublicFeedback: {
    publication: ({ publicationId }, _args, context) => loadPublication(context, publicationId),
    department: ({ departmentId }) => ({ id: departmentId }),
    contact: ({ contactSealed }) => (contactSealed === null ? null : maskPhone(personalData.open(contactSealed))),
  },
});
