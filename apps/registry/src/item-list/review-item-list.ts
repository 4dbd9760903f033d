import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
import type { DecideLocalItemListInput, ReviewItemListInput } from '../generated/resolvers.ts';
import { rulesOf } from '../rules-of.ts';
import { insertReview, lockItemList } from './item-list.store.ts';
import { moveItemList, standingOf, stateAfter } from './settle-list-state.ts';

interface Verdict {
  readonly itemListId: string;
  readonly approve: boolean;
  readonly comment: string | null;
  /** The verdict is that of the municipal department on a local list. */
  readonly onLocalList: boolean;
}

/** The next step of the review chain; a list that is sent back goes through the whole chain again. */
export const reviewItemList = (tx: Tx, act: Act, input: ReviewItemListInput): Promise<Outcome<{ itemListId: string }>> =>
  takeStep(tx, act, { itemListId: input.itemListId, approve: input.approve, comment: input.comment ?? null, onLocalList: false });

/** The municipal department's decision on a local list. CQ 5.1.1. */
export const decideLocalItemList = (tx: Tx, act: Act, input: DecideLocalItemListInput): Promise<Outcome<{ itemListId: string }>> =>
  takeStep(tx, act, { itemListId: input.itemListId, approve: input.approve, comment: input.reason ?? null, onLocalList: true });

async function takeStep(tx: Tx, act: Act, { itemListId, approve, comment, onLocalList }: Verdict): Promise<Outcome<{ itemListId: string }>> {
  const list = await lockItemList(tx, itemListId);
  if (list === undefined) return refuse('NOT_FOUND', null, { itemListId });
  const profile = rulesOf(list.profile);
  const clause = clauseOf(profile.itemList.review.chain);
  const { nextStep } = await standingOf(tx, { list, profile });
  const refused = onLocalList ? 'REJECTED' : 'RETURNED';
  if (list.state !== 'UNDER_REVIEW' || nextStep === undefined) return refuse('INVALID_TRANSITION', clause, { from: list.state, to: approve ? 'APPROVED' : refused });
  const reviewer = act.identity.department === null ? undefined : await findDepartment(tx, act.identity.department);
  const municipal = nextStep.step === 'MUNICIPAL_LIST_MANAGER';
  const rightLevel = municipal ? reviewer?.level === 'MUNICIPAL' : reviewer?.level === list.level;
  if (municipal !== onLocalList || !hasRole(act.identity, nextStep.role) || !rightLevel || reviewer?.profile !== list.profileCode) {
    return refuse('FORBIDDEN', clause, { role: nextStep.reviewer });
  }
  if (!approve && (comment ?? '').trim() === '') return refuse('MISSING_FIELD', clause, { field: onLocalList ? 'reason' : 'comment' });

  await insertReview(tx, { id: newId(), listId: list.id, step: nextStep.step, decision: approve ? 'APPROVED' : refused, comment, by: act.identity.subject, at: act.now });
  const to = approve ? stateAfter(await standingOf(tx, { list, profile })) : refused;
  if (to === 'UNDER_REVIEW') {
    recordChange(tx, { entity: 'ItemList', entityId: list.id, before: null, after: { reviewed: nextStep.step } });
    return ok({ itemListId: list.id });
  }
  const moved = await moveItemList(tx, act, list, to, clause);
  return moved.ok ? ok({ itemListId: list.id }) : moved;
}
