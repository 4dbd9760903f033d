import { and, asc, count, desc, eq, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { liesWithin } from '../division.store.ts';
import { annualPlan } from './annual-plan.table.ts';
import type { PlanState } from './annual-plan.rules.ts';

export type AnnualPlanRow = typeof annualPlan.$inferSelect;

export interface PlanFilter {
  readonly year?: number | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly states?: readonly PlanState[] | null | undefined;
  /** Only plans of these rules and years that have not reached the event of their deadline. */
  readonly unmet?: readonly { readonly profile: string; readonly year: number; readonly event: 'PUBLISHED' | 'SUBMITTED_FOR_REVIEW' }[];
}

/** False when the department has a plan of that level and year already. */
export async function insertPlan(tx: Tx, row: AnnualPlanRow): Promise<boolean> {
  const made = await tx.insert(annualPlan).values(row).onConflictDoNothing().returning({ id: annualPlan.id });
  return made.length === 1;
}

export const findPlans = byKeys((tx, ids) => tx.select().from(annualPlan).where(among(annualPlan.id, ids)));

/** The plan with its row locked: every change of a plan or of its entries passes here, one after the other. */
export async function lockPlan(tx: Tx, id: string): Promise<AnnualPlanRow | undefined> {
  const [row] = await tx.select().from(annualPlan).where(eq(annualPlan.id, id)).for('update');
  return row;
}

export async function updatePlan(tx: Tx, id: string, change: Partial<AnnualPlanRow>): Promise<void> {
  await tx.update(annualPlan).set(change).where(eq(annualPlan.id, id));
}

const isUnmet = ({ profile, year, event }: NonNullable<PlanFilter['unmet']>[number]): SQL | undefined =>
  and(eq(annualPlan.profile, profile), eq(annualPlan.year, year), event === 'PUBLISHED' ? eq(annualPlan.revision, 0) : isNull(annualPlan.submittedAt));

const fits = ({ year, divisionCode, departmentId, states, unmet }: PlanFilter): SQL | undefined => and(
  typeof year === 'number' ? eq(annualPlan.year, year) : undefined,
  typeof divisionCode === 'string' ? liesWithin(annualPlan.divisionCode, divisionCode) : undefined,
  typeof departmentId === 'string' ? eq(annualPlan.departmentId, departmentId) : undefined,
  states === null || states === undefined ? undefined : inArray(annualPlan.state, [...states]),
  unmet === undefined ? undefined : or(sql`false`, ...unmet.map(isUnmet)), // of no rules, no plan
);

const isAfter = ([year, id]: readonly string[]): SQL | undefined => or(lt(annualPlan.year, Number(year)), and(eq(annualPlan.year, Number(year)), lt(annualPlan.id, id ?? '')));

/** Newest year first; reads one row more than the page holds. */
export const listPlans = (tx: Tx, filter: PlanFilter, page: Page): Promise<AnnualPlanRow[]> =>
  tx.select().from(annualPlan).where(and(fits(filter), page.after === null ? undefined : isAfter(page.after))).orderBy(desc(annualPlan.year), desc(annualPlan.id)).limit(page.first + 1);

export async function countPlans(tx: Tx, filter: PlanFilter): Promise<number> {
  const [row] = await tx.select({ all: count() }).from(annualPlan).where(fits(filter));
  return row?.all ?? 0;
}

export const planPosition = (row: AnnualPlanRow): readonly string[] => [row.year.toString(), row.id];

/** The rules and years of the plans that have not been public yet, or not been submitted. */
export const listUnmetRules = (tx: Tx): Promise<{ profile: string; year: number }[]> =>
  tx.selectDistinct({ profile: annualPlan.profile, year: annualPlan.year }).from(annualPlan).where(or(eq(annualPlan.revision, 0), isNull(annualPlan.submittedAt))).orderBy(asc(annualPlan.year));
