import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { listEvidence } from '../evidence/evidence.store.ts';
import { listFollowUpsOfVisit } from '../follow-up/follow-up.store.ts';
import { listItemsOfVisit } from '../record/record.store.ts';
import { listInspectionItems, type InspectionRow } from '../visit/visit.store.ts';
import { judgeItem, type ItemResult } from './result.rules.ts';
import type { ResultItemRow } from './result.store.ts';

/** Judges the items of one department against all that is on file for the visit; another department's item is not its to conclude. */
export async function judgeItems(tx: Tx, visit: InspectionRow, profile: Profile, departmentId: string, resultId: string, given: readonly ItemResult[], corrected = false): Promise<Outcome<ResultItemRow[]>> {
  const items = await listInspectionItems(tx, [visit.id]);
  const recorded = await listItemsOfVisit(tx, visit.id);
  const evidence = await listEvidence(tx, [visit.id]);
  const followUps = await listFollowUpsOfVisit(tx, [visit.id]);
  const judged: ResultItemRow[] = [];
  for (const wanted of given) {
    const item = items.find(({ itemId }) => itemId === wanted.itemId);
    if (item === undefined) return refuse('ITEM_NOT_IN_TASK', clauseOf(profile.record.form), { itemId: wanted.itemId });
    if (item.departmentId !== departmentId) return refuse('FORBIDDEN', clauseOf(profile.publication.principle), { itemId: item.itemId, relation: 'ITEM_DEPARTMENT' });
    const verdict = judgeItem(wanted, {
      corrected,
      problemRecorded: recorded.find(({ itemId }) => itemId === item.itemId)?.problemFound ?? null,
      evidenceKinds: evidence.filter(({ itemId }) => itemId === null || itemId === item.itemId).map(({ kind }) => kind),
      followUps: followUps.filter(({ itemId }) => itemId === item.itemId),
    }, profile);
    if (!verdict.ok) return verdict;
    judged.push({ region: visit.region, resultId, name: item.name, ...verdict.value });
  }
  return ok(judged);
}
