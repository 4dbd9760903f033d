import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { newId } from '@sortition/kernel';
import { among, byKeys, enqueue, type Act, type Tx } from '@sortition/service-kit';
import type { Destination } from './channel.rules.ts';
import { channelMessage } from './channel-message.table.ts';

export type MessageRow = typeof channelMessage.$inferSelect;

/** One sending: what goes to which channels, as which revision of what. */
export interface Sending {
  readonly region: string;
  readonly subjectKind: MessageRow['subjectKind'];
  readonly subjectId: string;
  readonly revision: number;
  readonly operation: MessageRow['operation'];
  readonly destinations: readonly Destination[];
  readonly payload: object;
}

export const DELIVER = 'deliverToChannel';

/** Puts one message for each channel into the outbox, and the work of delivering it into the queue, in the transaction that decides. */
export async function sendToChannels(tx: Tx, act: Act, { destinations, ...sending }: Sending): Promise<void> {
  for (const { channel, mandatory } of destinations) {
    const id = newId();
    await tx.insert(channelMessage).values({
      ...sending, id, channel, mandatory, channelKind: null, state: 'PENDING', attempts: 0, lastError: null, lastAttemptAt: null, receiptNumber: null, deliveredAt: null, createdAt: act.now,
    });
    await enqueue(tx, DELIVER, { messageId: id }, { key: `channel:${id}` });
  }
}

export async function findMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  const [row] = await tx.select().from(channelMessage).where(eq(channelMessage.id, id));
  return row;
}

/** Whether the channel still lacks an earlier sending of the same subject: a withdrawal must not be overtaken by what it withdraws. */
export async function waitsForEarlier(tx: Tx, { subjectId, channel, revision }: MessageRow): Promise<boolean> {
  return await tx.$count(channelMessage, and(eq(channelMessage.subjectId, subjectId), eq(channelMessage.channel, channel), lt(channelMessage.revision, revision), eq(channelMessage.state, 'PENDING'))) > 0;
}

export async function lockMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  const [row] = await tx.select().from(channelMessage).where(eq(channelMessage.id, id)).for('update');
  return row;
}

export async function updateMessage(tx: Tx, { region, id }: MessageRow, change: Partial<MessageRow>): Promise<void> {
  await tx.update(channelMessage).set(change).where(and(eq(channelMessage.region, region), eq(channelMessage.id, id)));
}

export const messagesOf = (tx: Tx, subjectId: string, revision: number): Promise<MessageRow[]> =>
  tx.select().from(channelMessage).where(and(eq(channelMessage.subjectId, subjectId), eq(channelMessage.revision, revision))).orderBy(asc(channelMessage.channel));

export const messagesOfSubjects = byKeys((tx, subjectIds) => tx.select().from(channelMessage).where(among(channelMessage.subjectId, subjectIds)).orderBy(desc(channelMessage.revision), asc(channelMessage.channel)));

/** Puts the oldest undelivered messages into the queue again: a queue gives up after some days, the duty to publish does not. */
export async function requeuePending(tx: Tx, limit: number): Promise<number> {
  const pending = await tx.select({ id: channelMessage.id }).from(channelMessage).where(eq(channelMessage.state, 'PENDING')).orderBy(asc(channelMessage.createdAt)).limit(limit);
  for (const { id } of pending) await enqueue(tx, DELIVER, { messageId: id }, { key: `channel:${id}` });
  return pending.length;
}

/** Serialises the receipts of one sending, so that the last of them sees all the others. */
export async function lockSubject(tx: Tx, subjectId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subjectId}, 0))`);
}
