import { and, asc, desc, eq, gt, inArray, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Page, Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { publicDraw, publicDrawnObject } from './public-draw.table.ts';

export type PublicDrawRow = typeof publicDraw.$inferSelect;
export type PublicDrawnObjectRow = typeof publicDrawnObject.$inferSelect;

export interface PublicDrawCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly taskNumber?: string | null | undefined;
  readonly kind?: PublicDrawRow['kind'] | null | undefined;
}

const matching = ({ divisionCode, taskNumber, kind }: PublicDrawCriteria): SQL | undefined => and(
  isNotNull(publicDraw.visibleAt),
  divisionCode == null ? undefined : withinDivision(publicDraw.divisionCode, divisionCode),
  taskNumber == null ? undefined : eq(publicDraw.taskNumber, taskNumber),
  kind == null ? undefined : eq(publicDraw.kind, kind),
);

export function listPublicDraws(tx: Tx, criteria: PublicDrawCriteria, { first, after }: Page): Promise<PublicDrawRow[]> {
  const beyond = after?.[1] === undefined ? undefined : sql`(${publicDraw.visibleAt}, ${publicDraw.drawId}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  return tx.select().from(publicDraw).where(and(matching(criteria), beyond)).orderBy(desc(publicDraw.visibleAt), desc(publicDraw.drawId)).limit(first + 1);
}

export const countPublicDraws = (tx: Tx, criteria: PublicDrawCriteria): Promise<number> => tx.$count(publicDraw, matching(criteria));

const keyOf = (task: TaskRow, drawId: string) => ({ divisionCode: task.divisionCode, drawId, taskId: task.id, taskNumber: task.number });
const DRAW_KEY = [publicDraw.divisionCode, publicDraw.drawId];

/** The certificate is known; a draw of objects is shown once its list is confirmed, one of inspectors at once, since it names nobody. */
export async function certifyDraw(tx: Tx, task: TaskRow, told: EventPayload<'DrawCertified'>): Promise<void> {
  const certified = { intentHash: told.intentHash, certificateHash: told.certificateHash, attempt: told.attempt, certifiedAt: new Date(told.at) };
  const inspectors = told.kind === 'INSPECTOR';
  await tx.insert(publicDraw).values({
    ...keyOf(task, told.drawId), ...certified, kind: told.kind, method: inspectors ? 'MATCHING' : null, population: null, drawn: null, confirmedAt: null, visibleAt: inspectors ? new Date(told.at) : null,
  }).onConflictDoUpdate({ target: DRAW_KEY, set: certified });
}

/** The list is confirmed: number, method and hash are public; its objects are not. */
export async function showConfirmedDraw(tx: Tx, task: TaskRow, told: EventPayload<'ObjectDrawConfirmed'>): Promise<void> {
  const confirmedAt = new Date(told.confirmedAt);
  const strata = new Set(told.objects.map(({ stratum }) => stratum)).size;
  const confirmed = {
    method: strata > 1 ? 'STRATIFIED' as const : 'SIMPLE' as const, population: told.population, drawn: told.objects.length,
    certificateHash: told.certificateHash, confirmedAt, visibleAt: confirmedAt,
  };
  await tx.insert(publicDraw).values({ ...keyOf(task, told.drawId), ...confirmed, kind: 'OBJECT', intentHash: null, attempt: null, certifiedAt: null })
    .onConflictDoUpdate({ target: DRAW_KEY, set: confirmed });
}

/** Names the drawn objects of a task whose visit has ended and whose result has told their name. Events come in any order, so each of them asks. SY art.14(1), CC art.4. */
export async function nameVisitedObjects(tx: Tx, taskId: string, objectId: string | null): Promise<void> {
  await tx.execute(sql`
    insert into disclosure.public_drawn_object (division_code, draw_id, object_id, name, uscc, visited_on)
    select distinct on (d.draw_id, d.object_id) d.region, d.draw_id, d.object_id, p.result -> 'entity' ->> 'name', p.result -> 'entity' ->> 'uscc', v.ended_on
    from disclosure.visit v
    join disclosure.drawn_object d on d.region = v.region and d.task_id = v.task_id and d.object_id = v.object_id
    join disclosure.publication p on p.region = v.region and p.inspection_id = v.id and p.result is not null
    where v.task_id = ${taskId} ${objectId === null ? sql`` : sql`and v.object_id = ${objectId}`}
    on conflict do nothing`);
}

/** The first named objects of several draws after one position. */
export async function visitedObjectsByDraw(tx: Tx, drawIds: readonly string[], { first, after }: Page): Promise<PublicDrawnObjectRow[]> {
  const ranked = tx.select({ drawId: publicDrawnObject.drawId, objectId: publicDrawnObject.objectId, rank: sql<number>`row_number() over (partition by ${publicDrawnObject.drawId} order by ${publicDrawnObject.objectId})`.as('rank') })
    .from(publicDrawnObject).where(and(inArray(publicDrawnObject.drawId, [...drawIds]), after?.[0] === undefined ? undefined : gt(publicDrawnObject.objectId, after[0]))).as('ranked');
  const rows = await tx.select({ row: publicDrawnObject }).from(publicDrawnObject)
    .innerJoin(ranked, and(eq(ranked.drawId, publicDrawnObject.drawId), eq(ranked.objectId, publicDrawnObject.objectId), lte(ranked.rank, first + 1))).orderBy(asc(publicDrawnObject.objectId));
  return rows.map(({ row }) => row);
}
