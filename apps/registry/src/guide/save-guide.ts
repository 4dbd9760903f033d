import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { gainAssets } from '../department/gain-assets.ts';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveGuideInput } from '../generated/resolvers.ts';
import { departmentsOn } from '../inspection-item/inspection-item.rules.ts';
import { findItem, itemsOfLists } from '../inspection-item/inspection-item.store.ts';
import { announceItemList } from '../item-list/announce-item-list.ts';
import { versionsOf, findItemLists } from '../item-list/item-list.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { findGuides, guidesInForce, newestGuideVersion, putGuide, type GuideRow } from './guide.store.ts';

const AUTHORS = ['LIST_MANAGER', 'PLANNER', 'BUSINESS_DIVISION'] as const;

/** Saves a guide as a draft, or puts it into force in the place of the one before. CQ 6.2. */
export async function saveGuide(tx: Tx, act: Act, input: SaveGuideInput): Promise<Outcome<{ guideId: string }>> {
  const own = await ownDepartment(tx, act, AUTHORS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.guide.requiredFields);
  const item = input.itemId == null ? undefined : await findItem(tx, input.itemId);
  if (input.itemId != null && item === undefined) return refuse('INVALID_VALUE', clause, { field: 'itemId' });
  const [list] = item === undefined ? [] : await findItemLists(tx, [item.listId]);
  if (item !== undefined && !departmentsOn(item).includes(own.value.id) && list?.departmentId !== own.value.id) return refuse('FORBIDDEN', clause, { department: own.value.id });

  const [draft] = input.id == null ? [] : await findGuides(tx, [input.id]);
  if (input.id != null && draft === undefined) return refuse('NOT_FOUND', null, { guideId: input.id });
  if (draft !== undefined && draft.departmentId !== own.value.id) return refuse('FORBIDDEN', clause, { department: own.value.id });
  if (draft !== undefined && draft.state !== 'DRAFT') return refuse('INVALID_TRANSITION', clause, { from: draft.state, to: 'DRAFT' });
  const lineage = item?.lineageId ?? draft?.itemLineageId ?? null;
  const row: GuideRow = {
    id: draft?.id ?? newId(), itemLineageId: lineage, version: draft?.version ?? (lineage === null ? 1 : await newestGuideVersion(tx, lineage) + 1), departmentId: own.value.id,
    legalBasis: input.legalBasis ?? draft?.legalBasis ?? null, contentAndMethod: input.contentAndMethod ?? draft?.contentAndMethod ?? null,
    keyPoints: input.keyPoints ?? draft?.keyPoints ?? null, checkPoints: [...(input.checkPoints ?? draft?.checkPoints ?? [])], state: input.publish ? 'PUBLISHED' : 'DRAFT', publishedOn: input.publish ? dayOf(act.now) : null, updatedAt: act.now,
  };
  const complete = input.publish ? guideIsComplete(profile.value, row) : ok(true);
  if (!complete.ok) return complete;
  for (const old of input.publish && lineage !== null ? await guidesInForce(tx, [lineage]) : []) await putGuide(tx, { ...old, state: 'SUPERSEDED', updatedAt: act.now });
  await putGuide(tx, row);
  recordChange(tx, { entity: 'Guide', entityId: row.id, before: draft ?? null, after: row });
  if (input.publish && item !== undefined) await announceGuide(tx, act, item.listId);
  if (input.publish) await gainAssets(tx, act, [{ departmentId: own.value.id, asset: 'GUIDE' }]);
  return ok({ guideId: row.id });
}

function guideIsComplete(profile: Profile, guide: GuideRow): Outcome<true> {
  const values: Readonly<Record<string, string | null>> = { itemId: guide.itemLineageId, legalBasis: guide.legalBasis, contentAndMethod: guide.contentAndMethod, keyPoints: guide.keyPoints };
  const missing = profile.guide.requiredFields.value.find((field) => field in values && (values[field] ?? '').trim() === '');
  return missing === undefined ? ok(true) : refuse('MISSING_FIELD', clauseOf(profile.guide.requiredFields), { field: missing });
}

/** Tasks ask whether an item has a guide: a list that is public already is told again, with it. */
async function announceGuide(tx: Tx, act: Act, listId: string): Promise<void> {
  const [list] = await findItemLists(tx, [listId]);
  if (list === undefined) return;
  const open = (await versionsOf(tx, [list.lineageId])).find(({ state }) => state === 'PUBLISHED' || state === 'PUBLISHING');
  if (open !== undefined) await announceItemList(tx, act, open, await itemsOfLists(tx, [open.id]));
}
