import { dayOf, newId, refuse, type Outcome } from '@sortition/kernel';
import { type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
import { answerDueOn, demandOf, moveDemand } from './demand-access.ts';
import { demandClause } from './demand.rules.ts';

export interface DemandInput extends MutationInput {
  readonly demandId: string;
}

/** What can be dealt with on the spot is, and runs no limit. */
export async function resolveDemand(tx: Tx, act: Act, input: DemandInput & { readonly onSite: boolean; readonly answer: string }): Promise<Outcome<{ demandId: string }>> {
  const access = await demandOf(tx, act, input.demandId, 'DEPARTMENT');
  if (!access.ok) return access;
  if (!input.onSite) return refuse('INVALID_VALUE', demandClause(access.value.profile), { field: 'onSite' });
  if (input.answer.trim() === '') return refuse('MISSING_FIELD', demandClause(access.value.profile), { field: 'answer' });
  return moveDemand(tx, act, access.value, 'RESOLVED_ON_SITE', { answer: input.answer.trim(), answeredAt: act.now, late: false });
}

export async function takeBackDemand(tx: Tx, act: Act, input: DemandInput): Promise<Outcome<{ demandId: string }>> {
  const access = await demandOf(tx, act, input.demandId, 'DEPARTMENT');
  if (!access.ok) return access;
  const due = answerDueOn(act.now, access.value.profile);
  return due.ok ? moveDemand(tx, act, access.value, 'TAKEN_BACK', { takenBackAt: act.now, dueOn: due.value }) : due;
}

export async function replyDemand(tx: Tx, act: Act, input: DemandInput & { readonly answer: string }): Promise<Outcome<{ demandId: string }>> {
  const access = await demandOf(tx, act, input.demandId, 'DEPARTMENT');
  if (!access.ok) return access;
  const { demand, profile } = access.value;
  if (input.answer.trim() === '') return refuse('MISSING_FIELD', demandClause(profile), { field: 'answer' });
  return moveDemand(tx, act, access.value, 'REPLIED', { answer: input.answer.trim(), answeredAt: act.now, late: demand.dueOn !== null && dayOf(act.now) > demand.dueOn });
}

/** A demand outside of the own function goes through the lead department to the one that is competent. */
export async function routeDemand(tx: Tx, act: Act, input: DemandInput & { readonly departmentId: string }): Promise<Outcome<{ demandId: string }>> {
  const access = await demandOf(tx, act, input.demandId, 'LEAD');
  if (!access.ok) return access;
  const { profile, demand } = access.value;
  const target = await findDepartment(tx, input.departmentId);
  if (target?.active !== true || target.id === demand.departmentId) return refuse('NOT_RESPONSIBLE_DEPARTMENT', demandClause(profile), { departmentId: input.departmentId });
  return moveDemand(tx, act, access.value, 'ROUTED', { departmentId: target.id, routedAt: act.now, routingReceipt: newId() });
}

export async function recordReturnVisit(tx: Tx, act: Act, input: DemandInput & { readonly satisfaction: number; readonly note?: string | null | undefined }): Promise<Outcome<{ demandId: string }>> {
  const access = await demandOf(tx, act, input.demandId, 'EITHER');
  if (!access.ok) return access;
  if (input.satisfaction < 1 || input.satisfaction > 5) return refuse('INVALID_VALUE', demandClause(access.value.profile), { field: 'satisfaction', min: 1, max: 5 });
  return moveDemand(tx, act, access.value, 'VISITED', { satisfaction: input.satisfaction, visitNote: input.note?.trim() || null, visitedAt: act.now });
}
