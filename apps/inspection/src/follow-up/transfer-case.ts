import { refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { queueCaseMessage } from '../case-message/case-message.store.ts';
import { findDepartment } from '../department/department.store.ts';
import { followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause, passedOnByLead } from './follow-up.rules.ts';

export interface TransferCaseInput extends MutationInput {
  readonly followUpId: string;
  readonly departmentId?: string | null | undefined;
  readonly target?: string | null | undefined;
  readonly reason: string;
}

/** 移送: to a department of the platform, which must accept it, or to an authority outside. */
export async function transferCase(tx: Tx, act: Act, input: TransferCaseInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await followUpOf(tx, act, input.followUpId, ['foundById', 'responsibleDepartmentId']);
  if (!access.ok) return access;
  const { followUp, leadDepartmentId, profile } = access.value;
  const clause = followUpClause(profile);
  const lead = passedOnByLead(followUp.kind, act.identity.department, leadDepartmentId, profile);
  if (!lead.ok) return lead;
  const departmentId = input.departmentId ?? null;
  const target = input.target?.trim() ? input.target.trim() : null;
  if (departmentId === null && target === null) return refuse('MISSING_FIELD', clause, { field: 'target' });
  if (departmentId !== null && (await findDepartment(tx, departmentId))?.active !== true) return refuse('NOT_RESPONSIBLE_DEPARTMENT', clause, { departmentId });
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const moved = await moveFollowUp(tx, act, access.value, 'TRANSFERRED', { transferredToId: departmentId, transferTarget: departmentId === null ? target : null, transferReason: input.reason.trim() });
  if (moved.ok && departmentId === null && target !== null) await queueCaseMessage(tx, followUp, target, act.now);
  return moved;
}
