import { and, desc, eq, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Page, Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import { publicAnnualPlan } from './public-annual-plan.table.ts';

export type PublicAnnualPlanRow = typeof publicAnnualPlan.$inferSelect;

export interface PublicAnnualPlanCriteria {
  readonly year?: number | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly superseded?: boolean | null | undefined;
}

const matching = ({ year, divisionCode, superseded }: PublicAnnualPlanCriteria): SQL | undefined => and(
  isNotNull(publicAnnualPlan.visibleAt),
  superseded === true ? undefined : isNull(publicAnnualPlan.supersededAt),
  year == null ? undefined : eq(publicAnnualPlan.year, year),
  divisionCode == null ? undefined : withinDivision(publicAnnualPlan.divisionCode, divisionCode),
);

export function listPublicAnnualPlans(tx: Tx, criteria: PublicAnnualPlanCriteria, { first, after }: Page): Promise<PublicAnnualPlanRow[]> {
  const beyond = after?.[2] === undefined ? undefined : sql`(${publicAnnualPlan.year}, ${publicAnnualPlan.planId}, ${publicAnnualPlan.revision}) < (${after[0]}::int, ${after[1]}::uuid, ${after[2]}::int)`;
  return tx.select().from(publicAnnualPlan).where(and(matching(criteria), beyond))
    .orderBy(desc(publicAnnualPlan.year), desc(publicAnnualPlan.planId), desc(publicAnnualPlan.revision)).limit(first + 1);
}

export const countPublicAnnualPlans = (tx: Tx, criteria: PublicAnnualPlanCriteria): Promise<number> => tx.$count(publicAnnualPlan, matching(criteria));

/** The allow-list of a plan's revision; nobody reads it before its channels have it. */
export async function preparePlan(tx: Tx, told: EventPayload<'PlanPublished'>): Promise<PublicAnnualPlanRow> {
  const row: PublicAnnualPlanRow = {
    divisionCode: told.divisionCode, planId: told.planId, revision: told.revision, name: told.name, year: told.year, departmentId: told.departmentId, level: told.level,
    publishedOn: told.publishedOn, late: told.late, reason: told.reason, visibleAt: null, supersededAt: null,
    entries: told.entries.map(({ entryId, name, leadDepartmentId, participatingDepartmentIds, items, objectScope, period, ratio, objectCount }) => ({
      entryId, name, leadDepartmentId, participatingDepartmentIds, objectScope, ratio, objectCount, periodFrom: period.from, periodTo: period.to,
      items: items.map((item) => ({ itemId: item.itemId, name: item.name, departmentId: item.departmentId })),
    })),
  };
  await tx.insert(publicAnnualPlan).values(row).onConflictDoNothing();
  return row;
}

export async function findPlanRevision(tx: Tx, planId: string, revision: number): Promise<PublicAnnualPlanRow | undefined> {
  const [row] = await tx.select().from(publicAnnualPlan).where(and(eq(publicAnnualPlan.planId, planId), eq(publicAnnualPlan.revision, revision)));
  return row;
}

/** Shows a revision and marks those before it as superseded. */
export async function showPlan(tx: Tx, { planId, revision }: PublicAnnualPlanRow, at: Date): Promise<void> {
  const ofPlan = eq(publicAnnualPlan.planId, planId);
  await tx.update(publicAnnualPlan).set({ visibleAt: at }).where(and(ofPlan, eq(publicAnnualPlan.revision, revision)));
  await tx.update(publicAnnualPlan).set({ supersededAt: at }).where(and(ofPlan, lt(publicAnnualPlan.revision, revision), isNull(publicAnnualPlan.supersededAt)));
}
