import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { loadOwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { findDrawnObject, updateDrawnObject } from './object-draw.store.ts';

export interface DrawnObjectInput extends MutationInput {
  readonly drawId: string;
  readonly objectId: string;
  readonly reason: string;
}

async function settle(tx: Tx, act: Act, input: DrawnObjectInput, action: 'excludeDrawnObject' | 'mergeDrawnObject'): Promise<Outcome<{ drawId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, profile } = own.value;
  const clause = clauseOf(profile.draw.repeat.actions);
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const drawn = await findDrawnObject(tx, draw.id, input.objectId);
  if (drawn === undefined || drawn.state === 'RESERVE') return refuse('OBJECT_NOT_DRAWN', clause, { objectId: input.objectId });
  const next = nextState(draw.state, action, clauseOf(profile.draw.object.lockOn));
  if (!next.ok && next.error.code === 'DRAW_LOCKED') return next;
  if (!next.ok || drawn.state !== 'FLAGGED') return refuse('EXCLUSION_NOT_ALLOWED', clause, { objectId: input.objectId });
  const state = action === 'excludeDrawnObject' ? 'EXCLUDED' : 'MERGED';
  // a merged object stays on the list, its visit is one with the other task's; an excluded one leaves it
  await updateDrawnObject(tx, draw.id, drawn.objectId, { state, reason: input.reason, untilVersion: state === 'EXCLUDED' ? 1 : null });
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { objectId: drawn.objectId, state: drawn.state }, after: { objectId: drawn.objectId, state, reason: input.reason } });
  return ok({ drawId: draw.id });
}

/** Leaves a flagged object out before confirmation. GA art.34. */
export const excludeDrawnObject = (tx: Tx, act: Act, input: DrawnObjectInput) => settle(tx, act, input, 'excludeDrawnObject');

/** Makes one visit of a flagged object and its visit in another task. GA art.34. */
export const mergeDrawnObject = (tx: Tx, act: Act, input: DrawnObjectInput) => settle(tx, act, input, 'mergeDrawnObject');
