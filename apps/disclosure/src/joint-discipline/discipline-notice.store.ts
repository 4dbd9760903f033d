import { and, desc, eq, lt, ne } from 'drizzle-orm';
import { newId } from '@sortition/kernel';
import { among, byKeys, recordChange, type Page, type Tx } from '@sortition/service-kit';
import type { PublicationRow } from '../publication/publication.store.ts';
import { disciplineNotice, disciplineSubscription } from './discipline-notice.table.ts';

export type DisciplineNoticeRow = typeof disciplineNotice.$inferSelect;

export async function saveSubscription(tx: Tx, departmentId: string, active: boolean, changedAt: Date): Promise<void> {
  await tx.insert(disciplineSubscription).values({ departmentId, active, changedAt }).onConflictDoUpdate({ target: disciplineSubscription.departmentId, set: { active, changedAt } });
}

/** One notice for each subscribed department but the own; told again of the same, nobody hears it twice. Answers how many were told. */
export async function notifySubscribers(tx: Tx, { id: publicationId, departmentId, result }: PublicationRow, occasion: DisciplineNoticeRow['occasion'], sentAt: Date): Promise<number> {
  if (result === null) return 0;
  const subscribed = await tx.select().from(disciplineSubscription).where(and(eq(disciplineSubscription.active, true), ne(disciplineSubscription.departmentId, departmentId)));
  if (subscribed.length === 0) return 0;
  const told = await tx.insert(disciplineNotice).values(subscribed.map((subscription) => ({
    id: newId(), publicationId, departmentId: subscription.departmentId, occasion, objectName: result.entity.name, code: result.code, label: result.labelZh, sentAt, measure: null, measuredBy: null, measuredAt: null,
  }))).onConflictDoNothing().returning({ id: disciplineNotice.id, departmentId: disciplineNotice.departmentId });
  for (const notice of told) recordChange(tx, { entity: 'DisciplineNotice', entityId: notice.id, before: null, after: { publicationId, departmentId: notice.departmentId, occasion } });
  return told.length;
}

export const findNotices = byKeys((tx, ids) => tx.select().from(disciplineNotice).where(among(disciplineNotice.id, ids)));

export async function lockNotice(tx: Tx, id: string): Promise<DisciplineNoticeRow | undefined> {
  const [row] = await tx.select().from(disciplineNotice).where(eq(disciplineNotice.id, id)).for('update');
  return row;
}

export const setMeasure = (tx: Tx, { id }: DisciplineNoticeRow, change: Pick<DisciplineNoticeRow, 'measure' | 'measuredBy' | 'measuredAt'>): Promise<unknown> =>
  tx.update(disciplineNotice).set(change).where(eq(disciplineNotice.id, id));

/** Those that a department was told, newest first. */
export const listNotices = (tx: Tx, departmentId: string, { first, after }: Page): Promise<DisciplineNoticeRow[]> =>
  tx.select().from(disciplineNotice).where(and(eq(disciplineNotice.departmentId, departmentId), after?.[0] === undefined ? undefined : lt(disciplineNotice.id, after[0]))).orderBy(desc(disciplineNotice.id)).limit(first + 1);
