import { and, asc, eq, gt } from 'drizzle-orm';
import { newId } from '@sortition/kernel';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import type { FollowUpRow } from '../follow-up/follow-up.store.ts';
import { caseMessage } from './case-message.table.ts';

export type CaseMessageRow = typeof caseMessage.$inferSelect;

/** SAMR 2.8: the authority finds the inspection again by task number and object name. */
export async function queueCaseMessage(tx: Tx, { region, id: followUpId, taskNumber, objectName, description }: FollowUpRow, target: string, queuedAt: Date): Promise<void> {
  await tx.insert(caseMessage).values({ region, id: newId(), followUpId, target, taskNumber, objectName, description, state: 'QUEUED', receipt: null, queuedAt, receivedAt: null });
}

export async function lockCaseMessage(tx: Tx, id: string): Promise<CaseMessageRow | undefined> {
  const [row] = await tx.select().from(caseMessage).where(eq(caseMessage.id, id)).for('update');
  return row;
}

export const receiveMessage = (tx: Tx, { region, id }: CaseMessageRow, receipt: string, receivedAt: Date): Promise<unknown> =>
  tx.update(caseMessage).set({ state: 'RECEIVED', receipt, receivedAt }).where(and(eq(caseMessage.region, region), eq(caseMessage.id, id)));

export const findCaseMessagesByIds = byKeys((tx, ids) => tx.select().from(caseMessage).where(among(caseMessage.id, ids)));

export const listCaseMessages = byKeys((tx, followUpIds) => tx.select().from(caseMessage).where(among(caseMessage.followUpId, followUpIds)).orderBy(asc(caseMessage.id)));

/** Oldest first, one row more than the page asks for. */
export const listWaitingMessages = (tx: Tx, target: string, { first, after }: Page): Promise<CaseMessageRow[]> =>
  tx.select().from(caseMessage).where(and(eq(caseMessage.target, target), eq(caseMessage.state, 'QUEUED'), after?.[0] === undefined ? undefined : gt(caseMessage.id, after[0]))).orderBy(asc(caseMessage.id)).limit(first + 1);
