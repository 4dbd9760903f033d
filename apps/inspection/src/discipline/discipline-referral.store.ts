import { desc, lt } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { disciplineReferral } from './discipline-referral.table.ts';

export type DisciplineReferralRow = typeof disciplineReferral.$inferSelect;

export const insertReferral = (tx: Tx, row: DisciplineReferralRow): Promise<unknown> => tx.insert(disciplineReferral).values(row);

export const findReferralsByIds = byKeys((tx, ids) => tx.select().from(disciplineReferral).where(among(disciplineReferral.id, ids)));

/** Newest first, one row more than the page asks for. */
export const listReferrals = (tx: Tx, { first, after }: Page): Promise<DisciplineReferralRow[]> =>
  tx.select().from(disciplineReferral).where(after?.[0] === undefined ? undefined : lt(disciplineReferral.id, after[0])).orderBy(desc(disciplineReferral.id)).limit(first + 1);
