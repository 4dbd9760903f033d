import { invariant } from '@sortition/kernel';
import type { EventPayload } from '@sortition/events';
import type { Act, Tx } from '@sortition/service-kit';
import { gainAssets } from '../department/gain-assets.ts';
import { rulesOf } from '../rules-of.ts';
import { channelsToWaitFor } from './item-list.rules.ts';
import { insertReceipts, lockItemList, receiptsOf, versionsOf, type ItemListRow } from './item-list.store.ts';
import { moveItemList } from './settle-list-state.ts';

/** The version is public, and the one before it is not any longer. */
export async function makeItemListPublic(tx: Tx, act: Act, list: ItemListRow): Promise<void> {
  const before = (await versionsOf(tx, [list.lineageId])).filter(({ id, state }) => id !== list.id && state === 'PUBLISHED');
  for (const old of before) {
    const superseded = await moveItemList(tx, act, old, 'SUPERSEDED', null);
    invariant(superseded.ok, 'a public list may be superseded');
  }
  const published = await moveItemList(tx, act, list, 'PUBLISHED', null);
  invariant(published.ok, 'a list on its way to the channels may become public');
  await gainAssets(tx, act, [{ departmentId: list.departmentId, asset: 'ITEM_LIST' }]);
}

/** Receipts of the channels: with the last of them the list is public. Delivered twice, they change nothing. CQ 5.1.4. */
export async function takeItemListReceipts(tx: Tx, act: Act, delivered: EventPayload<'PublicationDelivered'>): Promise<void> {
  if (delivered.subjectKind !== 'ITEM_LIST') return;
  const list = await lockItemList(tx, delivered.subjectId);
  if (list === undefined) return;
  await insertReceipts(tx, delivered.receipts.map((receipt) => ({ listId: list.id, channel: receipt.channel, receiptNumber: receipt.receiptNumber, deliveredAt: new Date(receipt.deliveredAt) })));
  const taken = new Set((await receiptsOf(tx, [list.id])).map(({ channel }) => channel));
  if (list.state === 'PUBLISHING' && channelsToWaitFor(rulesOf(list.profile)).every((channel) => taken.has(channel))) await makeItemListPublic(tx, act, list);
}
