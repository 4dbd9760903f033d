import type { EventPayload } from '@sortition/events';
import type { MessageRow } from './channel-message.store.ts';

/** The receipts that are there, as other services are told of them. */
export const receiptsForEvent = (messages: readonly MessageRow[]): EventPayload<'PublicationDelivered'>['receipts'] =>
  messages.flatMap(({ channel, receiptNumber, deliveredAt }) => (receiptNumber === null || deliveredAt === null ? [] : [{ channel, receiptNumber, deliveredAt: deliveredAt.toISOString() }]));
