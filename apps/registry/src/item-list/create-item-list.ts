import { ok, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { CreateItemListInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { draftOf } from './draft-of.ts';
import { listIsMadeAtLevel, revisionCauseIsKnown } from './item-list.rules.ts';
import { insertItemList } from './item-list.store.ts';
import { proposeLocalItemList } from './propose-local-item-list.ts';

/** Makes the first version of a list; a local one rests on the list above. */
export const createItemList = (tx: Tx, act: Act, input: CreateItemListInput): Promise<Outcome<{ itemListId: string }>> =>
  input.local === true ? proposeLocalItemList(tx, act, input) : createOwnList(tx, act, input);

async function createOwnList(tx: Tx, act: Act, input: CreateItemListInput): Promise<Outcome<{ itemListId: string }>> {
  const own = await ownDepartment(tx, act, act.identity.roles, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const allowed = listIsMadeAtLevel(profile.value, { level: own.value.level, roles: act.identity.roles });
  if (!allowed.ok) return allowed;
  const cause = revisionCauseIsKnown(profile.value, input.cause);
  if (!cause.ok) return cause;
  const list = draftOf(profile.value, own.value, act, { name: input.name, joint: input.joint, cause: cause.value, keyMaxShare: input.keyMaxShare ?? null });
  if (!list.ok) return list;
  await insertItemList(tx, list.value);
  recordChange(tx, { entity: 'ItemList', entityId: list.value.id, before: null, after: list.value });
  return ok({ itemListId: list.value.id });
}
