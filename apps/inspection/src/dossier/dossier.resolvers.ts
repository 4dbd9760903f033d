import { loadById, loadGroup, mutate, read, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { findArchiveRule, findMaterialsByIds, listMaterials } from './archive-rule.store.ts';
import { archiveDossier } from './archive-dossier.ts';
import { findDossiersByIds } from './dossier.store.ts';
import { listPaperMaterial, scanPaperMaterial } from './scan-paper-material.ts';
import { setArchiveRule } from './set-archive-rule.ts';

const loadDossier = (context: ServiceContext, id: string) => loadById(context, 'dossier', id, (row) => row.id, findDossiersByIds);

export const dossierResolvers: Resolvers = {
  Mutation: {
    archiveDossier: (_source, { input }, context) => mutate(context, 'archiveDossier', input, archiveDossier),
    setArchiveRule: (_source, { input }, context) => mutate(context, 'setArchiveRule', input, setArchiveRule),
    listPaperMaterial: (_source, { input }, context) => mutate(context, 'listPaperMaterial', input, listPaperMaterial),
    scanPaperMaterial: (_source, { input }, context) => mutate(context, 'scanPaperMaterial', input, scanPaperMaterial),
  },
  ArchiveRulePayload: { archiveRule: async ({ departmentId }, _args, context) => (await read(context, (tx) => findArchiveRule(tx, departmentId))) ?? null },
  ArchiveRule: { department: ({ departmentId }) => ({ id: departmentId }) },
  PaperMaterialPayload: { material: ({ materialId }, _args, context) => loadById(context, 'paper material', materialId, (row) => row.id, findMaterialsByIds) },
  Inspection: { paperMaterials: ({ id }, _args, context) => loadGroup(context, 'paper materials', id, (row) => row.inspectionId, listMaterials) },
  DossierPayload: { dossier: ({ dossierId }, _args, context) => loadDossier(context, dossierId) },
  Dossier: {
    __resolveReference: ({ id }, context) => loadDossier(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    custodian: ({ custodianId }) => ({ id: custodianId }),
  },
};
