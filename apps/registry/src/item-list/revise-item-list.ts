import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileHash } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { ReviseItemListInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { copyItems } from './copy-items.ts';
import { revisionCauseIsKnown } from './item-list.rules.ts';
import { insertItemList, versionsOf, type ItemListRow } from './item-list.store.ts';
import { openOwnItemList } from './open-item-list.ts';

/** Makes the next version of a public list; the public one stays until the new one takes its place. CQ 5.1.4. */
export async function reviseItemList(tx: Tx, act: Act, input: ReviseItemListInput): Promise<Outcome<{ itemListId: string }>> {
  const opened = await openOwnItemList(tx, act, input.itemListId);
  if (!opened.ok) return opened;
  const { list } = opened.value;
  const profile = rulesInForce(list.profileCode, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.itemList.versioned);
  const versions = await versionsOf(tx, [list.lineageId]);
  const published = versions.find(({ state }) => state === 'PUBLISHED');
  if (published === undefined) return refuse('INVALID_TRANSITION', clause, { from: list.state, to: 'DRAFT' });
  const underWay = versions.find(({ state }) => !['PUBLISHED', 'SUPERSEDED', 'REJECTED'].includes(state));
  if (underWay !== undefined) return refuse('CONFLICT', clause, { itemListId: underWay.id, version: underWay.version });
  const cause = revisionCauseIsKnown(profile.value, input.cause);
  if (!cause.ok) return cause;

  const next: ItemListRow = {
    ...published, id: newId(), version: (versions[0]?.version ?? 0) + 1, state: 'DRAFT', cause: cause.value, supersedesId: published.id, publishedOn: null,
    profile: profile.value.id, profileHash: profileHash(profile.value), keyMaxShare: input.keyMaxShare ?? published.keyMaxShare, keyShareJustification: null, updatedAt: act.now,
  };
  await insertItemList(tx, next);
  await copyItems(tx, act, published.id, next.id, { lock: false });
  recordChange(tx, { entity: 'ItemList', entityId: next.id, before: null, after: next });
  return ok({ itemListId: next.id });
}
