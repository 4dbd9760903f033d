import { loadById, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadPublication } from '../publication/publication.resolvers.ts';
import { applyStopPublication } from './apply-stop-publication.ts';
import { decideStopPublication } from './decide-stop-publication.ts';
import { findStopPublications, type StopPublicationRow } from './stop-publication.store.ts';

export interface StopPublicationMade { readonly stopPublicationId: string }

const loadStopPublication = (context: ServiceContext, id: string): Promise<StopPublicationRow | null> =>
  loadById(context, 'stopPublication', id, (row: StopPublicationRow) => row.id, findStopPublications);

export const stopPublicationResolvers: Resolvers = {
  Mutation: {
    applyStopPublication: (_source, { input }, context) => mutate(context, 'applyStopPublication', input, applyStopPublication),
    decideStopPublication: (_source, { input }, context) => mutate(context, 'decideStopPublication', input, decideStopPublication),
  },
  StopPublicationPayload: {
    stopPublication: ({ stopPublicationId }, _args, context) => loadStopPublication(context, stopPublicationId),
  },
  StopPublication: {
    __resolveReference: ({ id }, context) => loadStopPublication(context, id),
    publication: ({ publicationId }, _args, context) => loadPublication(context, publicationId),
    department: ({ departmentId: id }) => ({ id }),
  },
};
