import { desc, lt } from 'drizzle-orm';
import type { Page, Tx } from '@sortition/service-kit';
import { publicFeedback } from './public-feedback.table.ts';

export type PublicFeedbackRow = typeof publicFeedback.$inferSelect;

export const insertFeedback = (tx: Tx, row: PublicFeedbackRow): Promise<unknown> => tx.insert(publicFeedback).values(row);

/** What the row policies show, newest first. */
export const listFeedback = (tx: Tx, { first, after }: Page): Promise<PublicFeedbackRow[]> =>
  tx.select().from(publicFeedback).where(after?.[0] === undefined ? undefined : lt(publicFeedback.id, after[0])).orderBy(desc(publicFeedback.id)).limit(first + 1);
