import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { AgreeJointItemInput } from '../generated/resolvers.ts';
import { departmentsOn } from '../inspection-item/inspection-item.rules.ts';
import { findItem, putAgreements } from '../inspection-item/inspection-item.store.ts';
import { rulesOf } from '../rules-of.ts';
import { lockItemList } from './item-list.store.ts';
import { moveItemList, standingOf, stateAfter } from './settle-list-state.ts';

const SPEAKERS = ['LIST_MANAGER', 'PLANNER', 'BUSINESS_DIVISION', 'DEPARTMENT_HEAD'] as const;

/** A department's answer to a joint item of its own. With the last agreement the list goes on; CQ 3.1. */
export async function agreeJointItem(tx: Tx, act: Act, input: AgreeJointItemInput): Promise<Outcome<{ itemListId: string }>> {
  const item = await findItem(tx, input.itemId);
  const list = item === undefined ? undefined : await lockItemList(tx, item.listId);
  if (item === undefined || list === undefined) return refuse('NOT_FOUND', null, { itemId: input.itemId });
  const profile = rulesOf(list.profile);
  const clause = clauseOf(profile.jointItem.agreement);
  const department = act.identity.department;
  if (department === null || !departmentsOn(item).includes(department) || !hasRole(act.identity, ...SPEAKERS)) return refuse('FORBIDDEN', clause, { department });
  if (list.state !== 'IN_AGREEMENT') return refuse('INVALID_TRANSITION', clause, { from: list.state, to: 'IN_AGREEMENT' });
  if (!input.agree && (input.reason ?? '').trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });

  await putAgreements(tx, [{ itemId: item.id, departmentId: department, agreed: input.agree, reason: input.reason ?? null, by: act.identity.subject, at: act.now }]);
  recordChange(tx, { entity: 'InspectionItem', entityId: item.id, before: null, after: { department, agreed: input.agree, reason: input.reason ?? null } });
  const next = input.agree ? stateAfter(await standingOf(tx, { list, profile })) : 'DRAFT';
  if (next === 'IN_AGREEMENT') return ok({ itemListId: list.id });
  const moved = await moveItemList(tx, act, list, next, clause);
  return moved.ok ? ok({ itemListId: list.id }) : moved;
}
