import { ok, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { departmentsNotAgreed } from '../inspection-item/inspection-item.rules.ts';
import { agreementsOf, itemsOfLists, type InspectionItemRow } from '../inspection-item/inspection-item.store.ts';
import { listMayBecome, nextReviewStep, standingApprovals, type ItemListState, type ReviewStep } from './item-list.rules.ts';
import { reviewsOf, updateItemList, type ItemListRow } from './item-list.store.ts';
import type { OpenedList } from './open-item-list.ts';

export interface Standing {
  readonly items: readonly InspectionItemRow[];
  /** Departments that have not agreed to a joint item of theirs. */
  readonly notAgreed: readonly string[];
  readonly nextStep: ReviewStep | undefined;
}

/** What still stands between a list and its publication. */
export async function standingOf(tx: Tx, { list, profile }: OpenedList): Promise<Standing> {
  const items = await itemsOfLists(tx, [list.id]);
  const own = items.filter(({ joint, locked }) => joint && !locked);
  const agreements = profile.jointItem.agreement.value === 'ALL_DEPARTMENTS' ? await agreementsOf(tx, own.map(({ id }) => id)) : null;
  const notAgreed = agreements === null ? [] : own.flatMap((item) => departmentsNotAgreed(item, agreements.filter(({ itemId }) => itemId === item.id)));
  const approvals = standingApprovals(await reviewsOf(tx, [list.id]));
  return { items, notAgreed: [...new Set(notAgreed)], nextStep: nextReviewStep(profile, list, approvals) };
}

export const stateAfter = ({ notAgreed, nextStep }: Standing): ItemListState => (notAgreed.length > 0 ? 'IN_AGREEMENT' : nextStep === undefined ? 'APPROVED' : 'UNDER_REVIEW');

/** Moves the list along its state machine, with an entry in the trail. */
export async function moveItemList(tx: Tx, act: Act, list: ItemListRow, to: ItemListState, clause: string | null, change: Partial<ItemListRow> = {}): Promise<Outcome<true>> {
  const allowed = listMayBecome(list.state, to, clause);
  if (!allowed.ok) return allowed;
  const after = { ...change, state: to, updatedAt: act.now };
  await updateItemList(tx, list.id, after);
  recordChange(tx, { entity: 'ItemList', entityId: list.id, before: { state: list.state }, after });
  return ok(true);
}
