import { and, asc, eq, gt, inArray, lt, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { demand, type DemandState } from './demand.table.ts';

export type DemandRow = typeof demand.$inferSelect;

export interface DemandQuery {
  readonly states?: readonly DemandState[] | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly overdueOn?: string | null | undefined;
}

export const insertDemand = (tx: Tx, row: DemandRow): Promise<unknown> => tx.insert(demand).values(row);

export const updateDemand = (tx: Tx, { region, id }: DemandRow, change: Partial<DemandRow>): Promise<unknown> =>
  tx.update(demand).set(change).where(and(eq(demand.region, region), eq(demand.id, id)));

export async function lockDemand(tx: Tx, id: string): Promise<DemandRow | undefined> {
  const [row] = await tx.select().from(demand).where(eq(demand.id, id)).for('update');
  return row;
}

export const findDemandsByIds = byKeys((tx, ids) => tx.select().from(demand).where(among(demand.id, ids)));

export const listDemandsOfVisits = byKeys((tx, inspectionIds) => tx.select().from(demand).where(among(demand.inspectionId, inspectionIds)).orderBy(asc(demand.id)));

const matching = ({ states, departmentId, overdueOn }: DemandQuery): SQL | undefined => and(
  states ? inArray(demand.state, [...states]) : undefined,
  departmentId ? eq(demand.departmentId, departmentId) : undefined,
  overdueOn ? and(eq(demand.state, 'TAKEN_BACK'), lt(demand.dueOn, overdueOn)) : undefined,
);

/** Oldest first, one row more than the page asks for. */
export const listDemands = (tx: Tx, query: DemandQuery, { first, after }: Page): Promise<DemandRow[]> =>
  tx.select().from(demand).where(and(matching(query), after?.[0] === undefined ? undefined : gt(demand.id, after[0]))).orderBy(asc(demand.id)).limit(first + 1);
