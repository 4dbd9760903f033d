import { and, count, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { among, type Tx } from '@sortition/service-kit';
import type { TaskRow } from './task.store.ts';
import { task } from './task.table.ts';
import { itemResult, taskObject, taskResult, taskVisit } from './task-progress.table.ts';

type TaskKey = Pick<TaskRow, 'id' | 'divisionCode'>;

/** What is done of a task, in numbers. */
export interface TaskProgress {
  readonly taskId: string;
  readonly objects: number;
  readonly objectsDone: number;
  readonly items: number;
  readonly itemsDone: number;
  readonly resultsFinal: number;
  readonly dossiersArchived: number;
}

/** An object without a result for an item of the task. */
export interface MissingResult extends Record<string, unknown> {
  readonly objectId: string;
  readonly itemId: string;
}

const BATCH = 5_000;

export async function listObjects(tx: Tx, { id: taskId, divisionCode }: TaskKey, objectIds: readonly string[]): Promise<void> {
  for (let start = 0; start < objectIds.length; start += BATCH) {
    const rows = objectIds.slice(start, start + BATCH).map((objectId) => ({ divisionCode, taskId, objectId, listed: true }));
    await tx.insert(taskObject).values(rows).onConflictDoUpdate({ target: [taskObject.divisionCode, taskObject.taskId, taskObject.objectId], set: { listed: true } });
  }
}

export async function takeOffObjects(tx: Tx, { id, divisionCode }: TaskKey, objectIds: readonly string[]): Promise<void> {
  if (objectIds.length === 0) return;
  await tx.update(taskObject).set({ listed: false }).where(and(eq(taskObject.divisionCode, divisionCode), eq(taskObject.taskId, id), among(taskObject.objectId, objectIds)));
}

export async function noteItemResults(tx: Tx, { id: taskId, divisionCode }: TaskKey, objectId: string, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await tx.insert(itemResult).values(itemIds.map((itemId) => ({ divisionCode, taskId, objectId, itemId }))).onConflictDoNothing();
}

export async function noteResult(tx: Tx, { id: taskId, divisionCode }: TaskKey, resultId: string, known: { readonly formedAt: Date } | { readonly finalAt: Date }): Promise<void> {
  await tx.insert(taskResult).values({ divisionCode, taskId, resultId, ...known })
    .onConflictDoUpdate({ target: [taskResult.divisionCode, taskResult.taskId, taskResult.resultId], set: known });
}

export async function noteVisit(tx: Tx, { id: taskId, divisionCode }: TaskKey, inspectionId: string, archivedAt: Date | null): Promise<void> {
  const insert = tx.insert(taskVisit).values({ divisionCode, taskId, inspectionId, archivedAt });
  await (archivedAt === null ? insert.onConflictDoNothing() : insert.onConflictDoUpdate({ target: [taskVisit.divisionCode, taskVisit.taskId, taskVisit.inspectionId], set: { archivedAt } }));
}

/** Pairs of listed object and item that have no result yet, `limit` of them, and how many there are in all. CQ 3.2. */
export async function findMissingResults(tx: Tx, { id, divisionCode, items }: Pick<TaskRow, 'id' | 'divisionCode' | 'items'>, limit: number): Promise<{ readonly missing: readonly MissingResult[]; readonly all: number }> {
  const wanted = sql.join(items.map(({ itemId }) => sql`${itemId}::uuid`), sql`, `);
  const { rows } = await tx.execute<MissingResult & { all: number }>(sql`
    select o.object_id as "objectId", i.item_id as "itemId", (count(*) over ())::integer as "all"
    from ${taskObject} o cross join unnest(array[${wanted}]) as i (item_id)
    where o.division_code = ${divisionCode} and o.task_id = ${id} and o.listed and not exists (
      select from ${itemResult} r where r.division_code = o.division_code and r.task_id = o.task_id and r.object_id = o.object_id and r.item_id = i.item_id)
    order by o.object_id, i.item_id limit ${limit}`);
  return { missing: rows.map(({ objectId, itemId }) => ({ objectId, itemId })), all: rows[0]?.all ?? 0 };
}

/** The departments that lack a result for a listed object, by task. CC art.22. */
export async function findDepartmentsBehind(tx: Tx, taskIds: readonly string[]): Promise<{ readonly taskId: string; readonly departmentId: string }[]> {
  const { rows } = await tx.execute<{ taskId: string; departmentId: string }>(sql`
    select distinct t.id as "taskId", i.item ->> 'departmentId' as "departmentId" from ${task} t cross join lateral jsonb_array_elements(t.items) as i (item)
    where ${among(alias(task, 't').id, taskIds)} and exists (
      select from ${taskObject} o where o.division_code = t.division_code and o.task_id = t.id and o.listed and not exists (
        select from ${itemResult} r where r.division_code = o.division_code and r.task_id = o.task_id and r.object_id = o.object_id and r.item_id = (i.item ->> 'itemId')::uuid))
    order by 1, 2`);
  return rows;
}

export async function countListedObjects(tx: Tx, { id, divisionCode }: TaskKey): Promise<number> {
  return tx.$count(taskObject, and(eq(taskObject.divisionCode, divisionCode), eq(taskObject.taskId, id), eq(taskObject.listed, true)));
}

/** Everything formed is final, and every visit's dossier is sealed. CQ 8.7.3, CQ 8.8.1. */
export async function nothingIsLeftToPublishOrArchive(tx: Tx, { id, divisionCode }: TaskKey): Promise<boolean> {
  const [results] = await tx.select({ all: count(taskResult.formedAt), open: sql<number>`count(*) filter (where ${taskResult.finalAt} is null)::integer` }).from(taskResult)
    .where(and(eq(taskResult.divisionCode, divisionCode), eq(taskResult.taskId, id)));
  const [visits] = await tx.select({ open: sql<number>`count(*) filter (where ${taskVisit.archivedAt} is null)::integer` }).from(taskVisit)
    .where(and(eq(taskVisit.divisionCode, divisionCode), eq(taskVisit.taskId, id)));
  return results !== undefined && results.all > 0 && results.open === 0 && visits?.open === 0;
}

/** What is done of tasks, all of them in one statement. */
export async function findProgressOfTasks(tx: Tx, taskIds: readonly string[]): Promise<TaskProgress[]> {
  const here = (table: typeof taskObject | typeof taskResult | typeof taskVisit) => sql`${table.divisionCode} = t.division_code and ${table.taskId} = t.id`;
  const { rows } = await tx.execute<TaskProgress & Record<string, unknown>>(sql`
    select t.id as "taskId", objects, coalesce(whole, 0)::integer as "objectsDone", (objects * jsonb_array_length(t.items))::integer as items, coalesce(done, 0)::integer as "itemsDone",
      (select count(*)::integer from ${taskResult} where ${here(taskResult)} and ${taskResult.finalAt} is not null) as "resultsFinal",
      (select count(*)::integer from ${taskVisit} where ${here(taskVisit)} and ${taskVisit.archivedAt} is not null) as "dossiersArchived"
    from ${task} t
    cross join lateral (select count(*)::integer as objects from ${taskObject} where ${here(taskObject)} and ${taskObject.listed}) listed
    cross join lateral (
      select sum(done) as done, count(*) filter (where done = jsonb_array_length(t.items)) as whole from (
        select count(*) as done from ${itemResult} join ${taskObject} using (division_code, task_id, object_id)
        where division_code = t.division_code and task_id = t.id and ${taskObject.listed} group by object_id) per_object) results
    where ${among(alias(task, 't').id, taskIds)}`);
  return rows;
}
