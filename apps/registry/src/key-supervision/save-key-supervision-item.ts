import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveKeySupervisionItemInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { keyItemIsComplete } from './key-supervision.rules.ts';
import { findKeyItems, putKeyItem, type KeySupervisionItemRow } from './key-supervision.store.ts';

const words = (value: string | null | undefined): string | null => (value == null || value.trim() === '' ? null : value.trim());

/** Enters or changes an entry; only its department says how it supervises. SAMR 2.6, GA art.12. */
export async function saveKeySupervisionItem(tx: Tx, act: Act, input: SaveKeySupervisionItemInput): Promise<Outcome<{ keyItemId: string }>> {
  const own = await ownDepartment(tx, act, ['LIST_MANAGER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const [before] = input.id == null ? [] : await findKeyItems(tx, [input.id]);
  if (input.id != null && before === undefined) return refuse('NOT_FOUND', null, { keyItemId: input.id });
  if (before !== undefined && before.departmentId !== own.value.id) return refuse('FORBIDDEN', clauseOf(profile.value.specialKeyLists.kinds), { department: own.value.id });
  const { item } = input;
  const draft = { list: item.list, name: words(item.name), body: words(item.body), object: words(item.object), measure: words(item.measure) };
  const complete = keyItemIsComplete(profile.value, draft);
  if (!complete.ok) return complete;
  const row: KeySupervisionItemRow = {
    ...draft, id: before?.id ?? newId(), name: draft.name ?? '', supervisionMode: words(item.supervisionMode), departmentId: own.value.id, profile: own.value.profile,
    active: item.active ?? true, updatedAt: act.now,
  };
  await putKeyItem(tx, row);
  recordChange(tx, { entity: 'KeySupervisionItem', entityId: row.id, before: before ?? null, after: row });
  await appendEvent(tx, act, 'KeySupervisionItemSaved', { keyItemId: row.id, list: row.list, name: row.name, departmentId: row.departmentId, active: row.active });
  return ok({ keyItemId: row.id });
}
