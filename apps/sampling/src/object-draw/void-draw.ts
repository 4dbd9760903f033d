import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { reasonHolds } from '../randomness/reason-holds.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import { loadDrawOfLead, type OwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { updateObjectDraw } from './object-draw.store.ts';

export interface VoidDrawInput extends MutationInput {
  readonly drawId: string;
  readonly reason?: string | null | undefined;
}

/** Heads of a department, each of whom may approve that an attempt is given up. */
export const HEADS = ['DEPARTMENT_HEAD', 'DEPARTMENT_DEPUTY_HEAD', 'DEPARTMENT_PRINCIPAL_HEAD'] as const;

async function giveUp(tx: Tx, act: Act, { draw, task }: OwnDraw, reason: string): Promise<void> {
  await updateObjectDraw(tx, draw.id, { state: 'VOID', voidReason: reason, voidedBy: act.identity.subject });
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: 'VOID', reason, requestedBy: draw.voidRequestedBy, approvedBy: act.identity.subject } });
  await appendEvent(tx, act, 'DrawAbandoned', {
    ...publicTermsOf({ ...draw, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task), certificateHash: draw.certificateHash, reason, approvedBy: act.identity.subject, at: act.now.toISOString(),
  });
}

/**
 * Gives a draw up before confirmation. Nobody draws until it suits: the officer can only ask for it with a reason, a head of the
 * department decides, and the attempt, its result and the reason stay visible for ever.
 */
export async function voidDraw(tx: Tx, act: Act, input: VoidDrawInput): Promise<Outcome<{ drawId: string }>> {
  const own = await loadDrawOfLead(tx, act, input.drawId, ['PLANNER', ...HEADS]);
  if (!own.ok) return own;
  const { draw, profile } = own.value;
  const clause = clauseOf(profile.draw.object.lockOn);
  const next = nextState(draw.state, 'voidDraw', clause);
  if (!next.ok) return next;
  const said = (input.reason ?? '').trim();
  const isHead = hasRole(act.identity, ...HEADS);
  const reason = said === '' && isHead ? (draw.voidReason ?? '') : said;
  if (reason === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const holds = await reasonHolds(tx, draw.id, reason, clause);
  if (!holds.ok) return holds;
  if (isHead) {
    await giveUp(tx, act, own.value, reason);
    return ok({ drawId: draw.id });
  }
  await updateObjectDraw(tx, draw.id, { voidReason: reason, voidRequestedBy: act.identity.subject });
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { voidReason: draw.voidReason }, after: { voidReason: reason, requestedBy: act.identity.subject } });
  return ok({ drawId: draw.id });
}
