import { and, arrayContains, asc, count, desc, eq, getTableColumns, gt, inArray, like, lt, lte, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { inspection, inspectionItem, type InspectionState } from './visit.table.ts';

export type InspectionRow = typeof inspection.$inferSelect;
export type InspectionItemRow = typeof inspectionItem.$inferSelect;

export interface InspectionQuery {
  readonly divisionCode?: string | null | undefined;
  readonly taskId?: string | null | undefined;
  readonly objectId?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly states?: readonly InspectionState[] | null | undefined;
}

const keyOf = (row: Pick<InspectionRow, 'region' | 'id'>): SQL | undefined => and(eq(inspection.region, row.region), eq(inspection.id, row.id));

/** A code that ends in 00 covers what lies below it: 500000 all of Chongqing, 500100 its districts. */
export const divisionPattern = (code: string): string => `${code.replace(/(00)+$/, '')}%`;

export const findInspectionsByIds = byKeys((tx, ids) => tx.select().from(inspection).where(among(inspection.id, ids)));

/** Locks the visit: whatever happens to it or to what hangs on it happens one after the other. */
export async function lockInspection(tx: Tx, id: string): Promise<InspectionRow | undefined> {
  const [row] = await tx.select().from(inspection).where(eq(inspection.id, id)).for('update');
  return row;
}

/** The latest visit of a task to an object: its ordinal tells how many came before it. */
export async function lockLatestInspection(tx: Tx, taskId: string, objectId: string): Promise<InspectionRow | undefined> {
  const [row] = await tx.select().from(inspection).where(and(eq(inspection.taskId, taskId), eq(inspection.objectId, objectId))).orderBy(desc(inspection.ordinal)).limit(1).for('update');
  return row;
}

export async function insertInspection(tx: Tx, row: InspectionRow, items: readonly Omit<InspectionItemRow, 'region' | 'inspectionId'>[]): Promise<void> {
  await tx.insert(inspection).values(row);
  if (items.length > 0) await tx.insert(inspectionItem).values(items.map((item) => ({ region: row.region, inspectionId: row.id, ...item })));
}

export const updateInspection = (tx: Tx, row: InspectionRow, change: Partial<InspectionRow>): Promise<unknown> => tx.update(inspection).set(change).where(keyOf(row));

export const listInspectionItems = byKeys((tx, inspectionIds) => tx.select().from(inspectionItem).where(among(inspectionItem.inspectionId, inspectionIds)).orderBy(inspectionItem.itemId));

export const assignItem = (tx: Tx, visit: InspectionRow, itemId: string, assigneeId: string): Promise<unknown> =>
  tx.update(inspectionItem).set({ assigneeId }).where(and(eq(inspectionItem.region, visit.region), eq(inspectionItem.inspectionId, visit.id), eq(inspectionItem.itemId, itemId)));

/** Visits of a task that have not begun. */
export const listWaitingInspections = (tx: Tx, taskId: string): Promise<InspectionRow[]> =>
  tx.select().from(inspection).where(and(eq(inspection.taskId, taskId), inArray(inspection.state, ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED']))).for('update');

/** The object's last visit that ended before the given one began to be prepared. */
export async function findLastEnded(tx: Tx, objectId: string): Promise<InspectionRow | undefined> {
  const [row] = await tx.select().from(inspection).where(and(eq(inspection.objectId, objectId), inArray(inspection.state, ['ENDED', 'DIRECT_ENDED']))).orderBy(desc(inspection.endedAt)).limit(1);
  return row;
}

const matching = ({ divisionCode, taskId, objectId, departmentId, states }: InspectionQuery): SQL | undefined => and(
  divisionCode ? like(inspection.region, divisionPattern(divisionCode)) : undefined,
  taskId ? eq(inspection.taskId, taskId) : undefined,
  objectId ? eq(inspection.objectId, objectId) : undefined,
  departmentId ? arrayContains(inspection.departmentIds, [departmentId]) : undefined,
  states ? inArray(inspection.state, [...states]) : undefined,
);

/** One row more than the page asks for. Ids are in order of time. */
export const listInspections = (tx: Tx, query: InspectionQuery, newestFirst: boolean, page: Page): Promise<InspectionRow[]> => {
  const after = page.after?.[0];
  const beyond = after === undefined ? undefined : newestFirst ? lt(inspection.id, after) : gt(inspection.id, after);
  return tx.select().from(inspection).where(and(matching(query), beyond)).orderBy(newestFirst ? desc(inspection.id) : asc(inspection.id)).limit(page.first + 1);
};

export async function countInspections(tx: Tx, query: InspectionQuery): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(inspection).where(matching(query));
  return row?.count ?? 0;
}

type Parent = 'taskId' | 'objectId';

/** A page of visits for each of many tasks or objects, in one statement. */
export async function listInspectionsPerParent(tx: Tx, parent: Parent, parentIds: readonly string[], page: Page): Promise<InspectionRow[]> {
  const column = inspection[parent];
  const after = page.after?.[0];
  const ranked = tx.select({ ...getTableColumns(inspection), place: sql<number>`row_number() over (partition by ${column} order by ${inspection.id} desc)`.as('place') }).from(inspection)
    .where(and(among(column, parentIds), after === undefined ? undefined : lt(inspection.id, after))).as('ranked');
  return tx.select().from(ranked).where(lte(ranked.place, page.first + 1)).orderBy(desc(ranked.id));
}

export interface InspectionCount {
  readonly parentId: string;
  readonly count: number;
}

export const countInspectionsPerParent = (tx: Tx, parent: Parent, parentIds: readonly string[]): Promise<InspectionCount[]> =>
  tx.select({ parentId: inspection[parent], count: count() }).from(inspection).where(among(inspection[parent], parentIds)).groupBy(inspection[parent]);
