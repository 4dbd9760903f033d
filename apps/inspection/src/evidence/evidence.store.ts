import { asc } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { evidence } from './evidence.table.ts';

export type EvidenceRow = typeof evidence.$inferSelect;

export const insertEvidence = (tx: Tx, row: EvidenceRow): Promise<unknown> => tx.insert(evidence).values(row);

export const findEvidenceByIds = byKeys((tx, ids) => tx.select().from(evidence).where(among(evidence.id, ids)));

export const listEvidence = byKeys((tx, inspectionIds) => tx.select().from(evidence).where(among(evidence.inspectionId, inspectionIds)).orderBy(asc(evidence.id)));
