import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { loadOwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { findDrawnObject, updateDrawnObject, type DrawnObjectRow } from './object-draw.store.ts';

export interface DrawnObjectInput extends MutationInput {
  readonly drawId: string;
  readonly objectId: string;
  readonly reason: string;
  readonly taskId?: string | null | undefined;
}

type Settling = 'excludeDrawnObject' | 'mergeDrawnObject';

/** The other task with whose visit the object is inspected: named, or the only one on whose list it stands. */
function otherTaskOf(drawn: DrawnObjectRow, named: string | null | undefined, clause: string | null): Outcome<string> {
  if (drawn.pendingTaskIds.length === 0) return refuse('EXCLUSION_NOT_ALLOWED', clause, { objectId: drawn.objectId, reason: 'it stands on no other list' });
  if (named !== null && named !== undefined) return drawn.pendingTaskIds.includes(named) ? ok(named) : refuse('INVALID_VALUE', clause, { field: 'taskId', value: named, pending: drawn.pendingTaskIds });
  const [only, ...further] = drawn.pendingTaskIds;
  return only !== undefined && further.length === 0 ? ok(only) : refuse('MISSING_FIELD', clause, { field: 'taskId', pending: drawn.pendingTaskIds });
}

async function settle(tx: Tx, act: Act, input: DrawnObjectInput, action: Settling): Promise<Outcome<{ drawId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, profile } = own.value;
  const clause = clauseOf(profile.draw.repeat.actions);
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const drawn = await findDrawnObject(tx, draw.id, input.objectId);
  if (drawn === undefined || drawn.state === 'RESERVE') return refuse('OBJECT_NOT_DRAWN', clause, { objectId: input.objectId });
  const next = nextState(draw.state, action, clauseOf(profile.draw.object.lockOn));
  if (!next.ok && next.error.code === 'DRAW_LOCKED') return next;
  const isOffered = profile.draw.repeat.actions.value.includes(action === 'mergeDrawnObject' ? 'MERGE' : 'EXCLUDE');
  if (!next.ok || drawn.state !== 'FLAGGED' || !isOffered) return refuse('EXCLUSION_NOT_ALLOWED', clause, { objectId: input.objectId });
  const merged = action === 'mergeDrawnObject' ? otherTaskOf(drawn, input.taskId, clause) : ok(null);
  if (!merged.ok) return merged;
  // a merged object stays on the list, its visit is one with the other task's; an excluded one leaves it
  const settled = action === 'mergeDrawnObject' ? { state: 'MERGED' as const, mergedTaskId: merged.value } : { state: 'EXCLUDED' as const, untilVersion: 1 };
  await updateDrawnObject(tx, draw.id, drawn.objectId, { ...settled, reason: input.reason });
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { objectId: drawn.objectId, state: drawn.state }, after: { objectId: drawn.objectId, ...settled, reason: input.reason } });
  return ok({ drawId: draw.id });
}

/** Leaves a flagged object out before confirmation. GA art.34. */
export const excludeDrawnObject = (tx: Tx, act: Act, input: DrawnObjectInput) => settle(tx, act, input, 'excludeDrawnObject');

/** Makes one visit of a flagged object and its visit in another task. GA art.34. */
export const mergeDrawnObject = (tx: Tx, act: Act, input: DrawnObjectInput) => settle(tx, act, input, 'mergeDrawnObject');
