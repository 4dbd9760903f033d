import { among, byKeys, type Tx } from '@sortition/service-kit';
import { dossier } from './dossier.table.ts';

export type DossierRow = typeof dossier.$inferSelect;

export const insertDossier = (tx: Tx, row: DossierRow): Promise<unknown> => tx.insert(dossier).values(row);

export const listDossiers = byKeys((tx, inspectionIds) => tx.select().from(dossier).where(among(dossier.inspectionId, inspectionIds)));

export const findDossiersByIds = byKeys((tx, ids) => tx.select().from(dossier).where(among(dossier.id, ids)));
