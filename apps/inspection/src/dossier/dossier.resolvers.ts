import { loadById, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { archiveDossier } from './archive-dossier.ts';
import { findDossiersByIds } from './dossier.store.ts';

const loadDossier = (context: ServiceContext, id: string) => loadById(context, 'dossier', id, (row) => row.id, findDossiersByIds);

export const dossierResolvers: Resolvers = {
  Mutation: { archiveDossier: (_source, { input }, context) => mutate(context, 'archiveDossier', input, archiveDossier) },
  DossierPayload: { dossier: ({ dossierId }, _args, context) => loadDossier(context, dossierId) },
  Dossier: {
    __resolveReference: ({ id }, context) => loadDossier(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    custodian: ({ custodianId }) => ({ id: custodianId }),
  },
};
