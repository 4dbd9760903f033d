import { and, asc, count, desc, eq, gt, inArray, isNotNull, like, lt, ne, or, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { divisionPattern } from '../visit/visit.store.ts';
import { followUp, type FollowUpState } from './follow-up.table.ts';

export type FollowUpRow = typeof followUp.$inferSelect;

export interface FollowUpQuery {
  readonly states?: readonly FollowUpState[] | null | undefined;
  readonly open?: boolean | null | undefined;
  readonly overdueOn?: string | null | undefined;
  readonly responsibleDepartmentId?: string | null | undefined;
  readonly transferredToId?: string | null | undefined;
  readonly objectId?: string | null | undefined;
  readonly taskId?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
}

export const findFollowUpsByIds = byKeys((tx, ids) => tx.select().from(followUp).where(among(followUp.id, ids)));

export async function lockFollowUp(tx: Tx, id: string): Promise<FollowUpRow | undefined> {
  const [row] = await tx.select().from(followUp).where(eq(followUp.id, id)).for('update');
  return row;
}

export const listFollowUpsOfVisit = byKeys((tx, inspectionIds) => tx.select().from(followUp).where(among(followUp.inspectionId, inspectionIds)).orderBy(asc(followUp.id)));

/** Orders whose day has passed without an outcome. */
export const listExpiredOrders = (tx: Tx, today: string, limit: number): Promise<FollowUpRow[]> =>
  tx.select().from(followUp).where(and(eq(followUp.state, 'ORDERED'), lt(followUp.dueOn, today))).orderBy(asc(followUp.dueOn)).limit(limit).for('update', { skipLocked: true });

export const insertFollowUp = (tx: Tx, row: FollowUpRow): Promise<unknown> => tx.insert(followUp).values(row);

export const updateFollowUp = (tx: Tx, row: FollowUpRow, change: Partial<FollowUpRow>): Promise<unknown> =>
  tx.update(followUp).set(change).where(and(eq(followUp.region, row.region), eq(followUp.id, row.id)));

const matching = ({ states, open, overdueOn, responsibleDepartmentId, transferredToId, objectId, taskId, divisionCode }: FollowUpQuery): SQL | undefined => and(
  states ? inArray(followUp.state, [...states]) : undefined,
  open ? ne(followUp.state, 'CLOSED') : undefined,
  overdueOn ? or(eq(followUp.state, 'OVERDUE'), and(eq(followUp.state, 'ORDERED'), isNotNull(followUp.dueOn), lt(followUp.dueOn, overdueOn))) : undefined,
  responsibleDepartmentId ? eq(followUp.responsibleDepartmentId, responsibleDepartmentId) : undefined,
  transferredToId ? eq(followUp.transferredToId, transferredToId) : undefined,
  objectId ? eq(followUp.objectId, objectId) : undefined,
  taskId ? eq(followUp.taskId, taskId) : undefined,
  divisionCode ? like(followUp.region, divisionPattern(divisionCode)) : undefined,
);

/** One row more than the page asks for. Ids are in order of time. */
export const listFollowUps = (tx: Tx, query: FollowUpQuery, newestFirst: boolean, page: Page): Promise<FollowUpRow[]> => {
  const after = page.after?.[0];
  const beyond = after === undefined ? undefined : newestFirst ? lt(followUp.id, after) : gt(followUp.id, after);
  return tx.select().from(followUp).where(and(matching(query), beyond)).orderBy(newestFirst ? desc(followUp.id) : asc(followUp.id)).limit(page.first + 1);
};

export async function countFollowUps(tx: Tx, query: FollowUpQuery): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(followUp).where(matching(query));
  return row?.count ?? 0;
}
