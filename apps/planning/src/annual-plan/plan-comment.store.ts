import { asc } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { planComment } from './annual-plan.table.ts';

export type PlanCommentRow = typeof planComment.$inferSelect;

export async function insertComment(tx: Tx, row: PlanCommentRow): Promise<void> {
  await tx.insert(planComment).values(row);
}

export const findCommentsOfPlans = byKeys((tx, planIds) => tx.select().from(planComment).where(among(planComment.planId, planIds)).orderBy(asc(planComment.at), asc(planComment.id)));
