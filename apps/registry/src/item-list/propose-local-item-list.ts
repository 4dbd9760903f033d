import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { ProposeLocalItemListInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { copyItems } from './copy-items.ts';
import { draftOf } from './draft-of.ts';
import { localListIsProposedBy, revisionCauseIsKnown } from './item-list.rules.ts';
import { findItemLists, insertItemList } from './item-list.store.ts';

/** Drafts a list of the own area upon the public list of the level above, whose items it takes over. CQ 5.1.1, CC art.6. */
export async function proposeLocalItemList(tx: Tx, act: Act, input: Pick<ProposeLocalItemListInput, 'name' | 'cause' | 'basedOnVersion'>): Promise<Outcome<{ itemListId: string }>> {
  const own = await ownDepartment(tx, act, act.identity.roles, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.itemList.localSupplement);
  const allowed = localListIsProposedBy(profile.value, { level: own.value.level, roles: act.identity.roles });
  if (!allowed.ok) return allowed;
  if (input.basedOnVersion == null) return refuse('MISSING_FIELD', clause, { field: 'basedOnVersion' });
  const [parent] = await findItemLists(tx, [input.basedOnVersion]);
  if (parent?.state !== 'PUBLISHED' || parent.profileCode !== own.value.profile || parent.departmentId === own.value.id) return refuse('INVALID_VALUE', clause, { field: 'basedOnVersion' });
  const cause = revisionCauseIsKnown(profile.value, input.cause ?? 'WORK_NEED');
  if (!cause.ok) return cause;

  const draft = draftOf(profile.value, own.value, act, { name: input.name, joint: parent.joint, cause: cause.value, keyMaxShare: parent.keyMaxShare });
  if (!draft.ok) return draft;
  const list = { ...draft.value, basedOnId: parent.id };
  await insertItemList(tx, list);
  await copyItems(tx, act, parent.id, list.id, { lock: allowed.value.locksParentItems });
  recordChange(tx, { entity: 'ItemList', entityId: list.id, before: null, after: list });
  return ok({ itemListId: list.id });
}
