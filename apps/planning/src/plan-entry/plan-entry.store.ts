import { and, asc, desc, eq, gt, lte, type SQL } from 'drizzle-orm';
import { among, type Page, type Tx } from '@sortition/service-kit';
import { annualPlan } from '../annual-plan/annual-plan.table.ts';
import { planEntry } from './plan-entry.table.ts';

export type PlanEntryRow = typeof planEntry.$inferSelect;

// of the rows that the caller may see, the one of the highest revision: departments involved see the working text, others the published
const latest = (tx: Tx, condition: SQL | undefined) =>
  tx.selectDistinctOn([planEntry.id]).from(planEntry).where(condition).orderBy(asc(planEntry.id), desc(planEntry.revision));

export const findEntries = (tx: Tx, ids: readonly string[]): Promise<PlanEntryRow[]> => latest(tx, among(planEntry.id, ids));

export async function findEntry(tx: Tx, id: string): Promise<PlanEntryRow | undefined> {
  const [row] = await findEntries(tx, [id]);
  return row;
}

export const findEntriesOfPlans = (tx: Tx, planIds: readonly string[]): Promise<PlanEntryRow[]> => latest(tx, among(planEntry.planId, planIds));

/** One page of a plan's entries in the order in which they were made; reads one row more than the page holds. */
export const listEntries = (tx: Tx, planId: string, page: Page): Promise<PlanEntryRow[]> =>
  latest(tx, and(eq(planEntry.planId, planId), page.after === null ? undefined : gt(planEntry.id, page.after[0] ?? ''))).limit(page.first + 1);

export async function countEntries(tx: Tx, planId: string): Promise<number> {
  const rows = await tx.selectDistinct({ id: planEntry.id }).from(planEntry).where(eq(planEntry.planId, planId));
  return rows.length;
}

/** Those of the entries that are public, as they were published. */
export const findPublishedEntries = (tx: Tx, ids: readonly string[]): Promise<PlanEntryRow[]> => latest(tx, and(among(planEntry.id, ids), eq(planEntry.published, true)));

/** What tasks may use. */
export async function findPublishedEntry(tx: Tx, id: string): Promise<PlanEntryRow | undefined> {
  const [row] = await findPublishedEntries(tx, [id]);
  return row;
}

/** The same with its row locked, so that the sum of its tasks' objects is counted one after the other. CQ 8.3.2. */
export async function lockPublishedEntry(tx: Tx, id: string): Promise<PlanEntryRow | undefined> {
  const [row] = await tx.select().from(planEntry).where(and(eq(planEntry.id, id), eq(planEntry.published, true))).orderBy(desc(planEntry.revision)).limit(1).for('update');
  return row;
}

/** Writes the working text; a published row is never touched, the database refuses it. */
export async function saveEntry(tx: Tx, row: PlanEntryRow): Promise<void> {
  await tx.insert(planEntry).values(row).onConflictDoUpdate({ target: [planEntry.id, planEntry.revision], set: row });
}

export async function updateEntry(tx: Tx, { id, revision }: Pick<PlanEntryRow, 'id' | 'revision'>, change: Partial<PlanEntryRow>): Promise<void> {
  await tx.update(planEntry).set(change).where(and(eq(planEntry.id, id), eq(planEntry.revision, revision)));
}

/** From here tasks may use what the revision says. */
export async function publishEntries(tx: Tx, planId: string, revision: number): Promise<void> {
  await tx.update(planEntry).set({ published: true }).where(and(eq(planEntry.planId, planId), lte(planEntry.revision, revision), eq(planEntry.published, false)));
}

/** Items that a department has in its own published plan of a year. GA art.37. */
export async function findPlannedItems(tx: Tx, departmentId: string, year: number): Promise<string[]> {
  const rows = await tx.selectDistinctOn([planEntry.id], { items: planEntry.items, cancelled: planEntry.cancelled, jointState: planEntry.jointState }).from(planEntry)
    .innerJoin(annualPlan, eq(annualPlan.id, planEntry.planId))
    .where(and(eq(annualPlan.departmentId, departmentId), eq(annualPlan.year, year), eq(planEntry.published, true))).orderBy(asc(planEntry.id), desc(planEntry.revision));
  return rows.filter(({ cancelled, jointState }) => !cancelled && jointState !== 'WITHDRAWN').flatMap(({ items }) => items.map(({ itemId }) => itemId));
}
