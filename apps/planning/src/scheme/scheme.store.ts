import { and, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import type { AgreementAnswer } from '../agreement/agreement.rules.ts';
import { scheme, schemeAgreement } from './scheme.table.ts';

export type SchemeRow = typeof scheme.$inferSelect;
export type SchemeAgreementRow = typeof schemeAgreement.$inferSelect;

export async function saveSchemeRow(tx: Tx, row: SchemeRow): Promise<void> {
  await tx.insert(scheme).values(row).onConflictDoUpdate({ target: scheme.taskId, set: row });
}

export async function updateScheme(tx: Tx, taskId: string, change: Partial<SchemeRow>): Promise<void> {
  await tx.update(scheme).set(change).where(eq(scheme.taskId, taskId));
}

export const findSchemesOfTasks = byKeys((tx, taskIds) => tx.select().from(scheme).where(among(scheme.taskId, taskIds)));

export const findSchemes = byKeys((tx, ids) => tx.select().from(scheme).where(among(scheme.id, ids)));

export async function findScheme(tx: Tx, taskId: string): Promise<SchemeRow | undefined> {
  const [row] = await findSchemesOfTasks(tx, [taskId]);
  return row;
}

/** Asks the participants anew: what was answered to another text does not count. */
export async function askParticipantsOfScheme(tx: Tx, taskId: string, departmentIds: readonly string[]): Promise<void> {
  await tx.delete(schemeAgreement).where(eq(schemeAgreement.taskId, taskId));
  if (departmentIds.length === 0) return;
  await tx.insert(schemeAgreement).values(departmentIds.map((departmentId) => ({ taskId, departmentId, answer: 'PROPOSED' as const, reason: null, by: null, at: null })));
}

export async function answerScheme(tx: Tx, taskId: string, departmentId: string, answer: { readonly answer: AgreementAnswer; readonly reason: string | null; readonly by: string; readonly at: Date }): Promise<void> {
  await tx.update(schemeAgreement).set(answer).where(and(eq(schemeAgreement.taskId, taskId), eq(schemeAgreement.departmentId, departmentId)));
}

export const findSchemeAgreements = byKeys((tx, taskIds) => tx.select().from(schemeAgreement).where(among(schemeAgreement.taskId, taskIds)));
