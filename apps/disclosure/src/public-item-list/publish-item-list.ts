import type { EventPayload } from '@sortition/events';
import { invariant } from '@sortition/kernel';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { destinationsOf, reachedItsChannels } from '../channel/channel.rules.ts';
import { messagesOf, sendToChannels } from '../channel/channel-message.store.ts';
import { receiptsForEvent } from '../channel/receipts-for-event.ts';
import { saveListedItems } from '../directory/directory-object.store.ts';
import { rulesOf } from '../rules-of.ts';
import { findItemList, prepareItemList, showItemList } from './public-item-list.store.ts';

/** A list version goes to the channels of its profile. CQ 5.1.4. */
export async function publishItemList(tx: Tx, act: Act, told: EventPayload<'ItemListPublished'>): Promise<void> {
  if (await findItemList(tx, told.listId) !== undefined) return;
  const { items, divisionCode, ...list } = await prepareItemList(tx, told);
  await saveListedItems(tx, told);
  await sendToChannels(tx, act, {
    region: divisionCode, subjectKind: 'ITEM_LIST', subjectId: told.listId, revision: told.version, operation: 'PUBLISH',
    destinations: destinationsOf(rulesOf(told.profile).itemList.channels.value, []),
    payload: { name: list.name, version: list.version, level: list.level, joint: list.joint, divisionCode, publishedOn: list.publishedOn, items },
  });
  await settleItemList(tx, act, told.listId, told.version);
}

/** All of its channels have it: the public reads it, and the registry is told. */
export async function settleItemList(tx: Tx, act: Act, listId: string, version: number): Promise<void> {
  const row = await findItemList(tx, listId);
  invariant(row !== undefined, 'messages belong to a list');
  const messages = await messagesOf(tx, listId, version);
  if (row.visibleAt !== null || !reachedItsChannels('ALL_OF', messages)) return;
  await showItemList(tx, row, act.now);
  recordChange(tx, { entity: 'PublicItemList', entityId: listId, before: null, after: { version, visibleAt: act.now.toISOString() } });
  await appendEvent(tx, act, 'PublicationDelivered', { subjectKind: 'ITEM_LIST', subjectId: listId, revision: version, receipts: receiptsForEvent(messages) });
}
