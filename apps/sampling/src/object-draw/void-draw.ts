import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { publicTermsOf } from '../task/public-terms.ts';
import { loadOwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { updateObjectDraw } from './object-draw.store.ts';

export interface VoidDrawInput extends MutationInput {
  readonly drawId: string;
  readonly reason: string;
}

/** Gives a draw up before confirmation. The attempt, its result and the reason stay visible for ever. */
export async function voidDraw(tx: Tx, act: Act, input: VoidDrawInput): Promise<Outcome<{ drawId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, task, profile } = own.value;
  const next = nextState(draw.state, 'voidDraw', clauseOf(profile.draw.object.lockOn));
  if (!next.ok) return next;
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clauseOf(profile.draw.object.lockOn), { field: 'reason' });
  await updateObjectDraw(tx, draw.id, { state: next.value, voidReason: input.reason, voidedBy: act.identity.subject });
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: next.value, reason: input.reason } });
  await appendEvent(tx, act, 'DrawAbandoned', {
    ...publicTermsOf({ ...draw, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task), certificateHash: draw.certificateHash, reason: input.reason, approvedBy: act.identity.subject, at: act.now.toISOString(),
  });
  return ok({ drawId: draw.id });
}
