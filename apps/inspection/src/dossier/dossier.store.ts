import { among, type Tx } from '@sortition/service-kit';
import { dossier } from './dossier.table.ts';

export type DossierRow = typeof dossier.$inferSelect;

export const insertDossier = (tx: Tx, row: DossierRow): Promise<unknown> => tx.insert(dossier).values(row);

export const listDossiers = (tx: Tx, inspectionIds: readonly string[]): Promise<DossierRow[]> => tx.select().from(dossier).where(among(dossier.inspectionId, inspectionIds));

export const findDossiersByIds = (tx: Tx, ids: readonly string[]): Promise<DossierRow[]> => tx.select().from(dossier).where(among(dossier.id, ids));
