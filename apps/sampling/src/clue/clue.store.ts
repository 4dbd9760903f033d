import { and, asc, desc, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { rosterObject } from '../roster/roster.table.ts';
import { clue, type ClueKind } from './clue.table.ts';

export type ClueRow = typeof clue.$inferSelect;

export interface ClueQuery {
  readonly objectId?: string | null | undefined;
  readonly kinds?: readonly ClueKind[] | null | undefined;
  readonly openOnly?: boolean | null | undefined;
}

/** Which clues direct a draw: the lead's own, open ones; of a task without lot those that it rests on, of another those of no task. */
export interface DirectingClues {
  readonly departmentId: string;
  readonly taskId: string | null;
  readonly kinds: readonly string[];
}

export const insertClue = async (tx: Tx, row: typeof clue.$inferInsert): Promise<void> => { await tx.insert(clue).values(row); };

export const findCluesByIds = byKeys((tx, ids) => tx.select().from(clue).where(among(clue.id, ids)));

export const listClues = (tx: Tx, { objectId, kinds, openOnly }: ClueQuery, page: Page): Promise<ClueRow[]> => {
  const [after] = page.after ?? [];
  return tx.select().from(clue).where(and(
    objectId ? eq(clue.objectId, objectId) : undefined, kinds ? inArray(clue.kind, [...kinds]) : undefined, openOnly === true ? isNull(clue.settledAt) : undefined,
    after === undefined ? undefined : lt(clue.id, after),
  )).orderBy(desc(clue.id)).limit(page.first + 1);
};

export async function lockClue(tx: Tx, id: string): Promise<ClueRow | undefined> {
  const [row] = await tx.select().from(clue).where(eq(clue.id, id)).for('update');
  return row;
}

export const updateClue = (tx: Tx, { divisionCode, id }: ClueRow, change: Partial<ClueRow>): Promise<unknown> =>
  tx.update(clue).set(change).where(and(eq(clue.divisionCode, divisionCode), eq(clue.id, id)));

/** Clues that were distributed to a department, newest first. */
export const listInbox = (tx: Tx, departmentId: string, page: Page): Promise<ClueRow[]> => {
  const [after] = page.after ?? [];
  return tx.select().from(clue).where(and(eq(clue.distributedToId, departmentId), after === undefined ? undefined : lt(clue.id, after))).orderBy(desc(clue.id)).limit(page.first + 1);
};

export const countUnhandled = (tx: Tx, departmentId: string): Promise<number> => tx.$count(clue, and(eq(clue.distributedToId, departmentId), isNull(clue.handledAt)));

const directs = ({ departmentId, taskId, kinds }: DirectingClues): SQL | undefined => and(
  eq(clue.departmentId, departmentId), isNull(clue.settledAt), taskId === null ? isNull(clue.taskId) : eq(clue.taskId, taskId), kinds.length === 0 ? undefined : sql`${clue.kind} = any(${sql.param([...kinds])}::text[])`,
);

/** The condition on the roster that an object has such a clue. */
export const hasClue = (clues: DirectingClues): SQL => sql`exists (select from ${clue} where ${clue.objectId} = ${rosterObject.id} and ${directs(clues)})`;

/** The oldest directing clue of each of the objects. */
export async function cluesOfObjects(tx: Tx, clues: DirectingClues, objectIds: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < objectIds.length; start += 5_000) {
    const rows = await tx.select({ id: clue.id, objectId: clue.objectId }).from(clue).where(and(inArray(clue.objectId, objectIds.slice(start, start + 5_000)), directs(clues))).orderBy(desc(clue.receivedOn), desc(clue.id));
    for (const { id, objectId } of rows) found.set(objectId, id);
  }
  return found;
}

/** Objects with an open clue of one of the kinds, and the kind. */
export async function objectsWithClues(tx: Tx, departmentId: string, kinds: readonly ClueKind[]): Promise<Map<string, ClueKind>> {
  if (kinds.length === 0) return new Map();
  const rows = await tx.select({ objectId: clue.objectId, kind: clue.kind }).from(clue).where(and(eq(clue.departmentId, departmentId), isNull(clue.settledAt), inArray(clue.kind, [...kinds]))).orderBy(asc(clue.id));
  return new Map(rows.map(({ objectId, kind }) => [objectId, kind]));
}

/** The clues for which an object was drawn are followed up once it has been inspected. */
export async function settleClues(tx: Tx, ids: readonly string[], settledAt: Date): Promise<void> {
  if (ids.length > 0) await tx.update(clue).set({ settledAt }).where(and(among(clue.id, ids), isNull(clue.settledAt)));
}
