import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import { among, byKeys, recordChange, type Page, type Tx } from '@sortition/service-kit';
import { correction } from './correction.table.ts';

export type CorrectionRow = typeof correction.$inferSelect;

export interface CorrectionCriteria {
  readonly state?: CorrectionRow['state'] | null | undefined;
  readonly departmentId?: string | null | undefined;
}

const matching = ({ state, departmentId }: CorrectionCriteria): SQL | undefined => and(
  state == null ? undefined : eq(correction.state, state),
  departmentId == null ? undefined : eq(correction.departmentId, departmentId),
);

export const findCorrections = byKeys((tx, ids) => tx.select().from(correction).where(among(correction.id, ids)));

export async function lockCorrection(tx: Tx, id: string): Promise<CorrectionRow | undefined> {
  const [row] = await tx.select().from(correction).where(eq(correction.id, id)).for('update');
  return row;
}

export const correctionsOfPublications = byKeys((tx, publicationIds) => tx.select().from(correction).where(among(correction.publicationId, publicationIds)).orderBy(desc(correction.id)));

export const listCorrections = (tx: Tx, criteria: CorrectionCriteria, { first, after }: Page): Promise<CorrectionRow[]> =>
  tx.select().from(correction).where(and(matching(criteria), after?.[0] === undefined ? undefined : lt(correction.id, after[0]))).orderBy(desc(correction.id)).limit(first + 1);

export async function approvedCorrection(tx: Tx, publicationId: string, revision: number): Promise<CorrectionRow | undefined> {
  const [row] = await tx.select().from(correction).where(and(eq(correction.publicationId, publicationId), eq(correction.revision, revision), eq(correction.state, 'APPROVED')));
  return row;
}

const auditOf = ({ state, ground, reason, before, after, decisionReason, revision }: CorrectionRow) => ({ state, ground, reason, from: before.code, to: after.code, decisionReason, revision });

export async function insertCorrection(tx: Tx, row: CorrectionRow): Promise<void> {
  await tx.insert(correction).values(row);
  recordChange(tx, { entity: 'Correction', entityId: row.id, before: null, after: auditOf(row) });
}

export async function setCorrection(tx: Tx, before: CorrectionRow, change: Partial<CorrectionRow>): Promise<void> {
  await tx.update(correction).set(change).where(and(eq(correction.region, before.region), eq(correction.id, before.id)));
  recordChange(tx, { entity: 'Correction', entityId: before.id, before: auditOf(before), after: auditOf({ ...before, ...change }) });
}
