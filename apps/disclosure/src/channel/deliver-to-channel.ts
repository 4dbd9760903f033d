import { z } from 'zod';
import { invariant, ok, type Outcome } from '@sortition/kernel';
import { readAs, recordChange, systemIdentity, type Act, type JobContext, type Tx } from '@sortition/service-kit';
import { settleDecision } from '../handling-decision/publish-handling-decision.ts';
import { settleItemList } from '../public-item-list/publish-item-list.ts';
import { settlePlan } from '../public-annual-plan/publish-plan.ts';
import { settlePublication } from '../publication/settle-publication.ts';
import { findMessage, lockMessage, lockSubject, updateMessage, waitsForEarlier } from './channel-message.store.ts';
import { channelNamed, type Channel, type ChannelUrls } from './channels.ts';

const job = z.object({ messageId: z.uuid() });

const SETTLE = { RESULT: settlePublication, PLAN: settlePlan, ITEM_LIST: settleItemList, HANDLING_DECISION: settleDecision } as const;

async function storeReceipt(tx: Tx, act: Act, messageId: string, channelKind: Channel['kind'], receiptNumber: string): Promise<Outcome<undefined>> {
  const message = await findMessage(tx, messageId);
  invariant(message !== undefined, 'a message stays');
  await lockSubject(tx, message.subjectId);
  const current = await lockMessage(tx, messageId);
  if (current?.state !== 'PENDING') return ok(undefined);
  const { subjectKind, subjectId, revision, channel } = message;
  await updateMessage(tx, message, { state: 'DELIVERED', channelKind, receiptNumber, deliveredAt: act.now, lastAttemptAt: act.now, attempts: current.attempts + 1, lastError: null });
  recordChange(tx, { entity: 'ChannelReceipt', entityId: subjectId, before: { channel, revision, state: 'PENDING' }, after: { channel, revision, state: 'DELIVERED', channelKind, receiptNumber } });
  await SETTLE[subjectKind](tx, act, subjectId, revision);
  return ok(undefined);
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

/**
 * Delivers one message. The call goes out with no transaction open; the receipt and what follows from it are one. A failure is
 * noted and thrown, so that the queue tries again later and later; the message stays PENDING and the subject PUBLISHING. CQ 8.8.1.
 */
export const deliverToChannel = (urls: ChannelUrls) => async (context: JobContext, payload: unknown): Promise<void> => {
  const { messageId } = job.parse(payload);
  const reader: Act = { identity: systemIdentity('disclosure'), now: context.clock(), trace: messageId, operation: 'read' };
  const message = await readAs(context.database.write, reader, (tx) => findMessage(tx, messageId));
  if (message === undefined || message.state === 'DELIVERED') return;
  if (await readAs(context.database.write, reader, (tx) => waitsForEarlier(tx, message))) throw new Error(`${message.channel} has not taken an earlier revision yet`);
  const channel = channelNamed(urls, message.channel);
  try {
    const receiptNumber = await channel.deliver(message);
    await context.transact('deliverToChannel', (tx, act) => storeReceipt(tx, act, messageId, channel.kind, receiptNumber));
  } catch (error) {
    await context.transact('deliverToChannel', async (tx, act) => {
      const failed = await lockMessage(tx, messageId);
      if (failed?.state === 'PENDING') await updateMessage(tx, failed, { attempts: failed.attempts + 1, lastError: textOf(error), lastAttemptAt: act.now, channelKind: channel.kind });
      return ok(undefined);
    });
    throw error;
  }
};
