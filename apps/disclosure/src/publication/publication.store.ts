import { and, asc, count, eq, gt, gte, inArray, isNotNull, lt, lte, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import { among, byKeys, recordChange, type Page, type Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import { publication } from './publication.table.ts';
import { OPEN_STATES, STATES, WAITING_STATES, type ShownState, type StoredState } from './publication.rules.ts';

export type PublicationRow = typeof publication.$inferSelect;

export interface PublicationCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly taskId?: string | null | undefined;
  readonly states?: readonly ShownState[] | null | undefined;
  readonly dueFrom?: Day | null | undefined;
  readonly dueTo?: Day | null | undefined;
}

const overdueOn = (today: Day): SQL | undefined => and(inArray(publication.state, [...OPEN_STATES]), isNotNull(publication.dueDate), lt(publication.dueDate, today));

/** OVERDUE is taken out of the waiting states that it covers, so that a row is found under the state that it shows. */
function inStates(states: readonly ShownState[], today: Day): SQL | undefined {
  const stored = STATES.filter((state) => states.includes(state));
  const waiting: readonly StoredState[] = WAITING_STATES;
  const overdueWaiting = and(inArray(publication.state, [...waiting]), lt(publication.dueDate, today));
  const inTime = or(notInArray(publication.state, [...waiting]), sql`${publication.dueDate} is null`, gte(publication.dueDate, today));
  return or(stored.length === 0 ? sql`false` : and(inArray(publication.state, stored), inTime), states.includes('OVERDUE') ? overdueWaiting : undefined);
}

const matching = (criteria: PublicationCriteria, today: Day): SQL | undefined => and(
  criteria.divisionCode == null ? undefined : withinDivision(publication.divisionCode, criteria.divisionCode),
  criteria.departmentId == null ? undefined : eq(publication.departmentId, criteria.departmentId),
  criteria.taskId == null ? undefined : eq(publication.taskId, criteria.taskId),
  criteria.states == null ? undefined : inStates(criteria.states, today),
  criteria.dueFrom == null ? undefined : gte(publication.dueDate, criteria.dueFrom),
  criteria.dueTo == null ? undefined : lte(publication.dueDate, criteria.dueTo),
);

export const findPublications = byKeys((tx, ids) => tx.select().from(publication).where(among(publication.id, ids)));

export async function findPublication(tx: Tx, id: string): Promise<PublicationRow | undefined> {
  const [row] = await findPublications(tx, [id]);
  return row;
}

/** The row, locked; only the inspecting department and the service itself can lock it. */
export async function lockPublication(tx: Tx, id: string): Promise<PublicationRow | undefined> {
  const [row] = await tx.select().from(publication).where(eq(publication.id, id)).for('update');
  return row;
}

/** The rules of a publication that the caller may not read; undefined when there is none. */
export async function profileOfHiddenPublication(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ profile: string | null }>(sql`select disclosure.profile_of_publication(${id}::uuid) as profile`);
  return rows[0]?.profile ?? undefined;
}

export const findPublicationsOfResults = byKeys((tx, resultIds) => tx.select().from(publication).where(among(publication.resultId, resultIds)));

export async function lockPublicationOf(tx: Tx, region: string, inspectionId: string, departmentId: string): Promise<PublicationRow | undefined> {
  const [row] = await tx.select().from(publication)
    .where(and(eq(publication.region, region), eq(publication.inspectionId, inspectionId), eq(publication.departmentId, departmentId))).for('update');
  return row;
}

export const lockPublicationsOfTask = (tx: Tx, taskId: string): Promise<PublicationRow[]> =>
  tx.select().from(publication).where(eq(publication.taskId, taskId)).orderBy(asc(publication.id)).for('update');

export const lockUncountedPublications = (tx: Tx, limit: number): Promise<PublicationRow[]> =>
  tx.select().from(publication).where(and(inArray(publication.state, [...OPEN_STATES]), isNotNull(publication.dueProblem))).orderBy(asc(publication.id)).limit(limit).for('update');

export const listPublications = (tx: Tx, criteria: PublicationCriteria, today: Day, { first, after }: Page): Promise<PublicationRow[]> =>
  tx.select().from(publication).where(and(matching(criteria, today), after?.[0] === undefined ? undefined : gt(publication.id, after[0])))
    .orderBy(asc(publication.id)).limit(first + 1);

export async function countPublications(tx: Tx, criteria: PublicationCriteria, today: Day): Promise<number> {
  return tx.$count(publication, matching(criteria, today));
}

export interface CountOfTask {
  readonly taskId: string;
  readonly count: number;
}

/** A task without publications is not among them. */
export const countPublicationsByTask = (tx: Tx, taskIds: readonly string[], states: readonly ShownState[] | null, today: Day): Promise<CountOfTask[]> =>
  tx.select({ taskId: publication.taskId, count: count() }).from(publication).where(and(among(publication.taskId, taskIds), matching({ states }, today))).groupBy(publication.taskId);

type OverdueCriteria = Pick<PublicationCriteria, 'divisionCode' | 'departmentId'>;

export function listOverduePublications(tx: Tx, criteria: OverdueCriteria, today: Day, { first, after }: Page): Promise<PublicationRow[]> {
  const [dueDate, id] = after ?? [];
  const beyond = dueDate === undefined || id === undefined ? undefined : or(gt(publication.dueDate, dueDate), and(eq(publication.dueDate, dueDate), gt(publication.id, id)));
  return tx.select().from(publication).where(and(matching(criteria, today), overdueOn(today), beyond))
    .orderBy(asc(publication.dueDate), asc(publication.id)).limit(first + 1);
}

export const countOverduePublications = (tx: Tx, criteria: OverdueCriteria, today: Day): Promise<number> =>
  tx.$count(publication, and(matching(criteria, today), overdueOn(today)));

/** The first publications of several tasks after one position, `limit` of each. */
export async function publicationsByTask(tx: Tx, taskIds: readonly string[], states: readonly ShownState[] | null, today: Day, { first, after }: Page): Promise<PublicationRow[]> {
  const ranked = tx.select({ id: publication.id, rank: sql<number>`row_number() over (partition by ${publication.taskId} order by ${publication.id})`.as('rank') })
    .from(publication).where(and(among(publication.taskId, taskIds), matching({ states }, today), after?.[0] === undefined ? undefined : gt(publication.id, after[0]))).as('ranked');
  return tx.select().from(publication).where(inArray(publication.id, tx.select({ id: ranked.id }).from(ranked).where(lte(ranked.rank, first + 1)))).orderBy(asc(publication.id));
}

// the result itself is public or secret as the state says; the trail keeps what was decided about it
const auditOf = (row: PublicationRow) => ({
  state: row.state, dueDate: row.dueDate, dueProblem: row.dueProblem, resultId: row.resultId, resultVersion: row.result?.version ?? null, code: row.result?.code ?? null,
  approvedBy: row.approvedBy, redactedFields: row.redactedFields, late: row.late, revision: row.revision, corrected: row.corrected,
  withheldGround: row.withheldGround, withheldBasis: row.withheldBasis, withheldReason: row.withheldReason,
});

export async function insertPublication(tx: Tx, row: PublicationRow): Promise<void> {
  await tx.insert(publication).values(row);
  recordChange(tx, { entity: 'Publication', entityId: row.id, before: null, after: auditOf(row) });
}

export async function changePublication(tx: Tx, before: PublicationRow, change: Partial<PublicationRow>): Promise<PublicationRow> {
  const after = { ...before, ...change };
  await tx.update(publication).set(change).where(and(eq(publication.region, before.region), eq(publication.id, before.id)));
  recordChange(tx, { entity: 'Publication', entityId: before.id, before: auditOf(before), after: auditOf(after) });
  return after;
}
