import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { reasonHolds } from '../randomness/reason-holds.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import { findTask } from '../task/task.store.ts';
import { lockInspectorDraw, updateInspectorDraw } from './inspector-draw.store.ts';

export interface VoidInspectorDrawInput extends MutationInput {
  readonly drawId: string;
  readonly reason: string;
}

/** Gives up an intent for which not everybody spoke. A result is never given up: it would be drawn until it suits. CQ 8.5.2. */
export async function voidInspectorDraw(tx: Tx, act: Act, input: VoidInspectorDrawInput): Promise<Outcome<{ drawId: string }>> {
  const draw = await lockInspectorDraw(tx, input.drawId);
  const task = draw === undefined ? undefined : await findTask(tx, draw.taskId);
  if (draw === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'InspectorDraw', id: input.drawId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.inspector.lockOn);
  if (act.identity.department !== task.leadDepartmentId || !act.identity.roles.includes('PLANNER')) return refuse('FORBIDDEN', clause, { relation: 'LEAD_DEPARTMENT' });
  if (draw.state === 'DRAWN') return refuse('DRAW_LOCKED', clause, { state: draw.state });
  if (draw.state === 'VOID') return refuse('INVALID_TRANSITION', clause, { from: draw.state, to: 'VOID' });
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const holds = await reasonHolds(tx, draw.id, input.reason, clause);
  if (!holds.ok) return holds;
  await updateInspectorDraw(tx, draw.id, { state: 'VOID', voidReason: input.reason, voidedBy: act.identity.subject });
  recordChange(tx, { entity: 'InspectorDraw', entityId: draw.id, before: { state: draw.state }, after: { state: 'VOID', reason: input.reason } });
  await appendEvent(tx, act, 'DrawAbandoned', {
    ...publicTermsOf({ ...draw, kind: 'INSPECTOR' }, task), certificateHash: null, reason: input.reason, approvedBy: act.identity.subject, at: act.now.toISOString(),
  });
  return ok({ drawId: draw.id });
}
