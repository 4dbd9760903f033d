import { and, asc, desc, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { publicDraw, publicDrawCertificate, publicDrawnObject } from './public-draw.table.ts';

export type PublicDrawRow = typeof publicDraw.$inferSelect;
export type PublicDrawnObjectRow = typeof publicDrawnObject.$inferSelect;

export type CertificateRow = typeof publicDrawCertificate.$inferSelect;
export type AttemptsOfTask = Pick<PublicDrawRow, 'taskId' | 'kind' | 'departmentId'> & { readonly attempts: number };

export interface PublicDrawCriteria {
  readonly id?: string | null | undefined;
  readonly state?: PublicDrawRow['state'] | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly taskNumber?: string | null | undefined;
  readonly kind?: PublicDrawRow['kind'] | null | undefined;
}

const matching = ({ id, divisionCode, taskNumber, kind, state }: PublicDrawCriteria): SQL | undefined => and(
  id == null ? undefined : eq(publicDraw.drawId, id),
  state == null ? undefined : eq(publicDraw.state, state),
  divisionCode == null ? undefined : withinDivision(publicDraw.divisionCode, divisionCode),
  taskNumber == null ? undefined : eq(publicDraw.taskNumber, taskNumber),
  kind == null ? undefined : eq(publicDraw.kind, kind),
);

export function listPublicDraws(tx: Tx, criteria: PublicDrawCriteria, { first, after }: Page): Promise<PublicDrawRow[]> {
  const beyond = after?.[1] === undefined ? undefined : sql`(${publicDraw.visibleAt}, ${publicDraw.drawId}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  return tx.select().from(publicDraw).where(and(matching(criteria), beyond)).orderBy(desc(publicDraw.visibleAt), desc(publicDraw.drawId)).limit(first + 1);
}

export const countPublicDraws = (tx: Tx, criteria: PublicDrawCriteria): Promise<number> => tx.$count(publicDraw, matching(criteria));

type Told = Partial<Omit<PublicDrawRow, 'divisionCode' | 'drawId' | 'taskId' | 'taskNumber' | 'kind' | 'visibleAt'>>;

const DRAW_KEY = [publicDraw.divisionCode, publicDraw.drawId];

/** One more thing is known of a draw. Whatever comes first makes the row, so that no attempt can be left out. */
async function tellOfDraw(tx: Tx, task: TaskRow, draw: { readonly drawId: string; readonly kind: PublicDrawRow['kind']; readonly at: string }, told: Told & { readonly state: PublicDrawRow['state'] }): Promise<void> {
  const key = { divisionCode: task.divisionCode, drawId: draw.drawId, taskId: task.id, taskNumber: task.number };
  await tx.insert(publicDraw).values({ ...key, kind: draw.kind, visibleAt: new Date(draw.at), ...told }).onConflictDoUpdate({ target: DRAW_KEY, set: told });
}

const methodOf = (kind: PublicDrawRow['kind']): Told => (kind === 'INSPECTOR' ? { method: 'MATCHING' } : {});

/** Everything that fixes the draw is public before there is any randomness. */
export const showIntent = (tx: Tx, task: TaskRow, told: EventPayload<'DrawIntended'>): Promise<void> => tellOfDraw(tx, task, told, {
  state: 'INTENDED', ...methodOf(told.kind), departmentId: told.departmentId, intentHash: told.intentHash, attempt: told.attempt, frameRoot: told.frameRoot, population: told.population, toDraw: told.toDraw, intendedAt: new Date(told.at),
  objectionsUntil: told.objectionsUntil == null ? null : new Date(told.objectionsUntil),
});

/** The certificate is known by its hash. It names nobody, and the seed with which a list could be computed stays sealed. */
export const certifyDraw = (tx: Tx, task: TaskRow, told: EventPayload<'DrawCertified'>): Promise<void> => tellOfDraw(tx, task, told, {
  state: 'CERTIFIED', ...methodOf(told.kind), departmentId: told.departmentId, intentHash: told.intentHash, attempt: told.attempt, frameRoot: told.frameRoot, population: told.population, drawn: told.drawn,
  algorithm: told.algorithm, hash: told.hash, certificateHash: told.certificateHash, certifiedAt: new Date(told.at),
});

/** The attempt came to nothing, and stays for everybody to see, with its reason and who approved. */
export const showAbandonment = (tx: Tx, task: TaskRow, told: EventPayload<'DrawAbandoned'>): Promise<void> => tellOfDraw(tx, task, told, {
  state: 'ABANDONED', ...methodOf(told.kind), departmentId: told.departmentId, intentHash: told.intentHash, attempt: told.attempt, certificateHash: told.certificateHash,
  abandonedAt: new Date(told.at), abandonReason: told.reason, abandonApprovedBy: told.approvedBy,
});

/** Drawn elsewhere: nothing of it can be verified here, and it says so. GA art.7. */
export const showImport = (tx: Tx, task: TaskRow, told: EventPayload<'DrawImported'>): Promise<void> => tellOfDraw(tx, task, told, {
  state: 'IMPORTED', departmentId: told.departmentId, attempt: told.attempt, drawn: told.drawn, platform: told.platform, externalNumber: told.externalNumber, documentHash: told.documentHash,
});

/** The list is confirmed: it is locked, and the method is known; its objects are not public. An imported list stays what it is. */
export async function showConfirmedDraw(tx: Tx, task: TaskRow, told: EventPayload<'ObjectDrawConfirmed'>): Promise<void> {
  const [imported] = await tx.select({ state: publicDraw.state }).from(publicDraw).where(and(eq(publicDraw.drawId, told.drawId), eq(publicDraw.state, 'IMPORTED')));
  const strata = new Set(told.objects.map(({ stratum }) => stratum)).size;
  await tellOfDraw(tx, task, { drawId: told.drawId, kind: 'OBJECT', at: told.confirmedAt }, {
    ...(imported === undefined ? { state: 'CONFIRMED', method: strata > 1 ? 'STRATIFIED' : 'SIMPLE', certificateHash: told.certificateHash } : { state: 'IMPORTED' }),
    population: told.population, drawn: told.objects.length, confirmedAt: new Date(told.confirmedAt),
  });
}

/** Every visit has ended: certificate and seed may be read by anybody. SY art.14(1). */
export async function openDraw(tx: Tx, { drawId, certificate, at }: EventPayload<'DrawOpened'>): Promise<void> {
  await tx.insert(publicDrawCertificate).values({ drawId, certificate, openedAt: new Date(at) }).onConflictDoNothing();
  await tx.update(publicDraw).set({ openedAt: new Date(at) }).where(eq(publicDraw.drawId, drawId));
}

export const certificatesOf = byKeys((tx, drawIds) => tx.select().from(publicDrawCertificate).where(among(publicDrawCertificate.drawId, drawIds)));

/** How often each of these tasks was drawn for, by kind and department. */
export async function attemptsOfTasks(tx: Tx, taskIds: readonly string[]): Promise<AttemptsOfTask[]> {
  return tx.select({ taskId: publicDraw.taskId, kind: publicDraw.kind, departmentId: publicDraw.departmentId, attempts: sql<number>`count(*)::int` })
    .from(publicDraw).where(among(publicDraw.taskId, taskIds)).groupBy(publicDraw.taskId, publicDraw.kind, publicDraw.departmentId);
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
    .from(publicDrawnObject).where(and(among(publicDrawnObject.drawId, drawIds), after?.[0] === undefined ? undefined : gt(publicDrawnObject.objectId, after[0]))).as('ranked');
  const rows = await tx.select({ row: publicDrawnObject }).from(publicDrawnObject)
    .innerJoin(ranked, and(eq(ranked.drawId, publicDrawnObject.drawId), eq(ranked.objectId, publicDrawnObject.objectId), lte(ranked.rank, first + 1))).orderBy(asc(publicDrawnObject.objectId));
  return rows.map(({ row }) => row);
}
