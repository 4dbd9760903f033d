import { newId } from '@sortition/kernel';
import type { Act, Tx } from '@sortition/service-kit';
import { agreementsOf, insertItems, itemsOfLists, putAgreements } from '../inspection-item/inspection-item.store.ts';

/** The items of one version in another, each with its lineage; agreements to them still stand, since nothing has changed. */
export async function copyItems(tx: Tx, act: Act, from: string, to: string, options: { readonly lock: boolean }): Promise<void> {
  const items = await itemsOfLists(tx, [from]);
  const copies = items.map((item) => ({ ...item, id: newId(), listId: to, locked: item.locked || options.lock, updatedAt: act.now }));
  await insertItems(tx, copies);
  const newIds = new Map(items.map((item, index) => [item.id, copies[index]?.id ?? '']));
  const agreements = await agreementsOf(tx, items.map(({ id }) => id));
  await putAgreements(tx, agreements.map((agreement) => ({ ...agreement, itemId: newIds.get(agreement.itemId) ?? '' })));
}
