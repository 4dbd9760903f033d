import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { planForChange } from './own-plan.ts';
import { insertComment } from './plan-comment.store.ts';

export interface CommentAnnualPlanInput {
  readonly idempotencyKey: string;
  readonly planId: string;
  readonly text: string;
}

/** 业务指导: the city lead that does not inspect says what it thinks of the county's plan. CC art.12. */
export async function commentAnnualPlan(tx: Tx, act: Act, input: CommentAnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const found = await planForChange(tx, input.planId);
  if (!found.ok) return found;
  const { plan, profile } = found.value;
  const clause = clauseOf(profile.joint.levelRule);
  const departmentId = act.identity.department;
  if (departmentId === null || departmentId !== plan.guideDepartmentId) return refuse('FORBIDDEN', clause, { relation: 'GUIDE_DEPARTMENT', departmentId: plan.guideDepartmentId });
  const text = input.text.trim();
  if (text === '') return refuse('MISSING_FIELD', clause, { field: 'text' });
  const comment = { id: newId(), planId: plan.id, departmentId, text, by: act.identity.subject, at: act.now };
  await insertComment(tx, comment);
  recordChange(tx, { entity: 'AnnualPlan', entityId: plan.id, before: null, after: { comment } });
  return ok({ planId: plan.id });
}
