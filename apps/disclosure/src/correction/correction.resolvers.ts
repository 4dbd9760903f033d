import { connectionOf, loadById, mutate, pageOf, read, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { publicItemsOf } from '../public-result/public-result.rules.ts';
import { loadPublication } from '../publication/publication.resolvers.ts';
import { decideCorrection } from './decide-correction.ts';
import { requestCorrection } from './request-correction.ts';
import { findCorrections, listCorrections, type CorrectionRow } from './correction.store.ts';

export interface CorrectionMade { readonly correctionId: string }

const loadCorrection = (context: ServiceContext, id: string): Promise<CorrectionRow | null> =>
  loadById(context, 'correction', id, (row: CorrectionRow) => row.id, findCorrections);

export const correctionResolvers: Resolvers = {
  Query: {
    corrections: async (_source, { state, departmentId, ...args }, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listCorrections(tx, { state, departmentId }, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: {
    requestCorrection: (_source, { input }, context) => mutate(context, 'requestCorrection', input, requestCorrection),
    decideCorrection: (_source, { input }, context) => mutate(context, 'decideCorrection', input, decideCorrection),
  },
  CorrectionPayload: {
    correction: ({ correctionId }, _args, context) => loadCorrection(context, correctionId),
  },
  Correction: {
    __resolveReference: ({ id }, context) => loadCorrection(context, id),
    publication: ({ publicationId }, _args, context) => loadPublication(context, publicationId),
    department: ({ departmentId: id }) => ({ id }),
  },
  CorrectedResult: {
    label: ({ labelZh }) => labelZh,
    items: (result) => publicItemsOf(result),
  },
};
