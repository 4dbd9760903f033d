import { asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { inspectorReplacement } from './inspector-replacement.table.ts';

export type ReplacementRow = typeof inspectorReplacement.$inferSelect;

export const insertReplacement = async (tx: Tx, row: typeof inspectorReplacement.$inferInsert): Promise<void> => { await tx.insert(inspectorReplacement).values(row); };

export const updateReplacement = async (tx: Tx, id: string, change: Partial<ReplacementRow>): Promise<void> => { await tx.update(inspectorReplacement).set(change).where(eq(inspectorReplacement.id, id)); };

export async function lockReplacement(tx: Tx, id: string): Promise<ReplacementRow | undefined> {
  const [row] = await tx.select().from(inspectorReplacement).where(eq(inspectorReplacement.id, id)).for('update');
  return row;
}

export const findReplacementsByIds = byKeys((tx, ids) => tx.select().from(inspectorReplacement).where(among(inspectorReplacement.id, ids)));

export const findReplacementsOfTeams = byKeys((tx, teamIds) => tx.select().from(inspectorReplacement).where(among(inspectorReplacement.teamId, teamIds)).orderBy(asc(inspectorReplacement.requestedAt), asc(inspectorReplacement.id)));
