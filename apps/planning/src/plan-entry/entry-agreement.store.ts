import { and, eq, or } from 'drizzle-orm';
import type { AgreementAnswer } from '../agreement/agreement.rules.ts';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { entryAgreement } from './plan-entry.table.ts';
import type { PlanEntryRow } from './plan-entry.store.ts';

export type EntryAgreementRow = typeof entryAgreement.$inferSelect;
type EntryKey = Pick<PlanEntryRow, 'id' | 'revision'>;

const ofEntry = ({ id, revision }: EntryKey) => and(eq(entryAgreement.entryId, id), eq(entryAgreement.revision, revision));

/** Asks the participants anew: what was answered to another text does not count. */
export async function askParticipants(tx: Tx, entry: EntryKey, departmentIds: readonly string[]): Promise<void> {
  await tx.delete(entryAgreement).where(ofEntry(entry));
  if (departmentIds.length === 0) return;
  await tx.insert(entryAgreement).values(departmentIds.map((departmentId) => ({ entryId: entry.id, revision: entry.revision, departmentId, answer: 'PROPOSED' as const, reason: null, by: null, at: null })));
}

export async function answerEntry(tx: Tx, entry: EntryKey, departmentId: string, answer: { readonly answer: AgreementAnswer; readonly reason: string | null; readonly by: string; readonly at: Date }): Promise<void> {
  await tx.update(entryAgreement).set(answer).where(and(ofEntry(entry), eq(entryAgreement.departmentId, departmentId)));
}

export const findEntryAgreements = (tx: Tx, entries: readonly EntryKey[]): Promise<EntryAgreementRow[]> =>
  entries.length === 0 ? Promise.resolve([]) : tx.select().from(entryAgreement).where(or(...entries.map(ofEntry)));

/** All that was asked over the revisions of these entries. */
export const findAgreementsOfEntries = byKeys((tx, ids) => tx.select().from(entryAgreement).where(among(entryAgreement.entryId, ids)));
