import { loadById, mutate, read, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { addEvidence } from './add-evidence.ts';
import { findEvidenceByIds } from './evidence.store.ts';
import { loadFile } from './stored-file.store.ts';

const loadEvidence = (context: ServiceContext, id: string) => loadById(context, 'evidence by id', id, (row) => row.id, findEvidenceByIds);

export const evidenceResolvers: Resolvers = {
  Mutation: { addEvidence: (_source, { input }, context) => mutate(context, 'addEvidence', input, addEvidence) },
  EvidencePayload: { evidence: ({ evidenceId }, _args, context) => loadEvidence(context, evidenceId) },
  Evidence: {
    __resolveReference: ({ id }, context) => loadEvidence(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    item: ({ itemId }) => (itemId === null ? null : { id: itemId }),
    capturedBy: ({ capturedById }) => ({ id: capturedById }),
    location: ({ latitude, longitude, accuracy }) => (latitude === null || longitude === null ? null : { latitude, longitude, accuracy }),
    contentBase64: async ({ region, sha256 }, _args, context) => (await read(context, (tx) => loadFile(tx, region, sha256)))?.toString('base64') ?? null,
  },
};
