import { and, asc, eq, sql } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { planReview, planRevision } from './annual-plan.table.ts';

export type PlanRevisionRow = typeof planRevision.$inferSelect;
export type PlanReviewRow = typeof planReview.$inferSelect;

export async function insertRevision(tx: Tx, row: PlanRevisionRow): Promise<void> {
  await tx.insert(planRevision).values(row);
}

export async function updateRevision(tx: Tx, planId: string, revision: number, change: Partial<PlanRevisionRow>): Promise<void> {
  await tx.update(planRevision).set(change).where(and(eq(planRevision.planId, planId), eq(planRevision.revision, revision)));
}

/** Notes that a revision adds, changes or cancels an entry. */
export async function noteChangedEntry(tx: Tx, planId: string, revision: number, entryId: string): Promise<void> {
  await tx.update(planRevision).set({ changedEntryIds: sql`array_append(array_remove(${planRevision.changedEntryIds}, ${entryId}::uuid), ${entryId}::uuid)` })
    .where(and(eq(planRevision.planId, planId), eq(planRevision.revision, revision)));
}

export async function findRevision(tx: Tx, planId: string, revision: number): Promise<PlanRevisionRow | undefined> {
  const [row] = await tx.select().from(planRevision).where(and(eq(planRevision.planId, planId), eq(planRevision.revision, revision)));
  return row;
}

export const findRevisionsOfPlans = byKeys((tx, planIds) => tx.select().from(planRevision).where(among(planRevision.planId, planIds)).orderBy(asc(planRevision.planId), asc(planRevision.revision)));

export async function insertReview(tx: Tx, row: Omit<PlanReviewRow, 'number'>): Promise<void> {
  const before = await tx.$count(planReview, eq(planReview.planId, row.planId));
  await tx.insert(planReview).values({ ...row, number: before + 1 });
}

export const findReviewsOfPlans = byKeys((tx, planIds) => tx.select().from(planReview).where(among(planReview.planId, planIds)).orderBy(asc(planReview.planId), asc(planReview.number)));
