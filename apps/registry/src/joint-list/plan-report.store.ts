import { and, eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { planReport } from './plan-report.table.ts';

export async function keepPlanReport(tx: Tx, { departmentId, year, profile, planId, revision }: EventPayload<'PlanPublished'>): Promise<void> {
  const row = { departmentId, year, profile, planId, revision };
  await tx.insert(planReport).values(row).onConflictDoUpdate({ target: [planReport.departmentId, planReport.year], set: row });
}

/** Departments that have reported a plan of the year. */
export const plansReported = async (tx: Tx, profile: string, year: number): Promise<Set<string>> =>
  new Set((await tx.select({ id: planReport.departmentId }).from(planReport).where(and(eq(planReport.profile, profile), eq(planReport.year, year)))).map(({ id }) => id));
