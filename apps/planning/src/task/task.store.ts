import { and, arrayContains, asc, count, desc, eq, gt, gte, inArray, like, lt, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { liesWithin } from '../division.store.ts';
import { rankOf, type TaskState } from './task.rules.ts';
import { taskObject } from './task-progress.table.ts';
import { task, taskStep } from './task.table.ts';

const other = alias(taskObject, 'other');
const mine = alias(task, 'mine');

export type TaskRow = typeof task.$inferSelect;
export type TaskStepRow = typeof taskStep.$inferSelect;
export type TaskOrder = 'CREATED_DESC' | 'PERIOD_END_ASC';

type Given<T> = T | null | undefined;

export interface TaskFilter {
  readonly divisionCode?: Given<string>;
  readonly departmentId?: Given<string>;
  readonly leadDepartmentId?: Given<string>;
  readonly states?: Given<readonly TaskState[]>;
  readonly year?: Given<number>;
  readonly planId?: Given<string>;
  readonly planEntryId?: Given<string>;
  readonly text?: Given<string>;
  /** Only tasks not completed whose period ended before this day. */
  readonly openAfter?: Given<string>;
}

export async function insertTask(tx: Tx, row: TaskRow): Promise<void> {
  await tx.insert(task).values(row);
}

export const findTasks = byKeys((tx, ids) => tx.select().from(task).where(among(task.id, ids)));

export async function lockTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const [row] = await tx.select().from(task).where(eq(task.id, id)).for('update');
  return row;
}

export async function updateTask(tx: Tx, id: string, change: Partial<TaskRow>): Promise<void> {
  await tx.update(task).set(change).where(eq(task.id, id));
}

const OPEN_STATES: readonly TaskState[] = ['DRAFT', 'INVITED', 'RESPONDED', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS'];
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const when = <T>(given: Given<T>, condition: (value: T) => SQL | undefined): SQL | undefined => (given === null || given === undefined ? undefined : condition(given));

const fits = (filter: TaskFilter): SQL | undefined => and(
  when(filter.divisionCode, (code) => liesWithin(task.divisionCode, code)),
  when(filter.departmentId, (id) => arrayContains(task.departmentIds, [id])),
  when(filter.leadDepartmentId, (id) => eq(task.leadDepartmentId, id)),
  when(filter.states, (states) => inArray(task.state, [...states])),
  when(filter.year, (year) => eq(task.year, year)),
  when(filter.planId, (id) => eq(task.planId, id)),
  when(filter.planEntryId, (id) => eq(task.planEntryId, id)),
  when(filter.text, (text) => or(like(task.name, `%${literal(text)}%`), like(task.taskNumber, `${literal(text)}%`))),
  when(filter.openAfter, (day) => and(lt(task.periodTo, day), inArray(task.state, [...OPEN_STATES]))),
);

const afterCreated = ([at, id]: readonly string[]): SQL | undefined => {
  const instant = new Date(at ?? 0);
  return or(lt(task.createdAt, instant), and(eq(task.createdAt, instant), lt(task.id, id ?? '')));
};
const afterPeriodEnd = ([day = '', id = '']: readonly string[]): SQL | undefined => or(gt(task.periodTo, day), and(eq(task.periodTo, day), gt(task.id, id)));

export const taskPosition = (order: TaskOrder) => (row: TaskRow): readonly string[] => [order === 'PERIOD_END_ASC' ? row.periodTo : row.createdAt.toISOString(), row.id];

/** Reads one row more than the page holds. */
export function listTasks(tx: Tx, filter: TaskFilter, order: TaskOrder, page: Page): Promise<TaskRow[]> {
  const byPeriod = order === 'PERIOD_END_ASC';
  const after = page.after === null ? undefined : byPeriod ? afterPeriodEnd(page.after) : afterCreated(page.after);
  return tx.select().from(task).where(and(fits(filter), after))
    .orderBy(...(byPeriod ? [asc(task.periodTo), asc(task.id)] : [desc(task.createdAt), desc(task.id)])).limit(page.first + 1);
}

export async function countTasks(tx: Tx, filter: TaskFilter): Promise<number> {
  const [row] = await tx.select({ all: count() }).from(task).where(fits(filter));
  return row?.all ?? 0;
}

/** A state is reached once; news that come twice change nothing. */
export async function insertStep(tx: Tx, step: TaskStepRow): Promise<void> {
  await tx.insert(taskStep).values(step).onConflictDoNothing();
}

/** In the order of the clauses, whatever the order in which the news came. */
export async function findStepsOfTasks(tx: Tx, taskIds: readonly string[]): Promise<TaskStepRow[]> {
  const steps = await tx.select().from(taskStep).where(among(taskStep.taskId, taskIds));
  return steps.toSorted((a, b) => rankOf(a.state) - rankOf(b.state));
}

/** The parts of tasks that departments of a lower level run. SAMR 3.2. */
export const findChildrenOfTasks = byKeys((tx, parentIds) => tx.select().from(task).where(among(task.parentId, parentIds)).orderBy(asc(task.parentId), asc(task.taskNumber)));

/** Undirected tasks of a lead in a year that are not given up. SY art.12(4). */
export const findUndirectedTasks = (tx: Tx, leadDepartmentId: string, year: number): Promise<TaskRow[]> =>
  tx.select().from(task).where(and(eq(task.leadDepartmentId, leadDepartmentId), eq(task.year, year), eq(task.drawMode, 'UNDIRECTED'), ne(task.state, 'CANCELLED')));

export const findTasksOfSuperiorTasks = byKeys((tx, superiorTaskIds) => tx.select().from(task).where(among(task.superiorTaskId, superiorTaskIds)).orderBy(asc(task.taskNumber)));

/** For each of the tasks: further open ones at the same time that inspect an object of it too, and how many. GA art.33. */
export const findOverlappingTasks = byKeys((tx, taskIds) => tx.select({ ofTaskId: mine.id, task, commonObjects: sql<number>`count(*)::integer` }).from(mine)
  .innerJoin(taskObject, and(eq(taskObject.divisionCode, mine.divisionCode), eq(taskObject.taskId, mine.id), eq(taskObject.listed, true)))
  .innerJoin(other, and(eq(other.objectId, taskObject.objectId), ne(other.taskId, taskObject.taskId), eq(other.listed, true)))
  .innerJoin(task, and(eq(task.id, other.taskId), lte(task.periodFrom, mine.periodTo), gte(task.periodTo, mine.periodFrom), inArray(task.state, [...OPEN_STATES])))
  .where(among(mine.id, taskIds)).groupBy(mine.id, task.id).orderBy(asc(mine.id), asc(task.id)));
