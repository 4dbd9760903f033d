import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { loadOwnDraw } from '../object-draw/load-own-draw.ts';
import { listDrawnObjects } from '../object-draw/object-draw.store.ts';
import { insertObjectChange } from './object-change.store.ts';

export interface RequestObjectChangeInput extends MutationInput {
  readonly drawId: string;
  readonly removeObjectIds: readonly string[];
  readonly addCount: number;
  readonly addObjectIds?: readonly string[] | null | undefined;
  readonly reason: string;
}

/** Asks for a change of a confirmed list; nothing changes before the principal head approves. CQ 8.4.3. */
export async function requestObjectChange(tx: Tx, act: Act, input: RequestObjectChangeInput): Promise<Outcome<{ changeId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, profile } = own.value;
  const clause = clauseOf(profile.draw.object.changeApprover);
  if (!['CONFIRMED', 'DISPATCHED', 'CHANGED'].includes(draw.state)) return refuse('INVALID_TRANSITION', clause, { from: draw.state, to: 'CHANGED' });
  if ((input.addObjectIds ?? []).length > 0) return refuse('NAMED_SELECTION_FORBIDDEN', clauseOf(profile.draw.object.drawnBy), { field: 'addObjectIds' });
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  if (!Number.isInteger(input.addCount) || input.addCount < 0 || input.addCount + input.removeObjectIds.length === 0) return refuse('INVALID_VALUE', clause, { field: 'addCount' });
  const listed = new Set((await listDrawnObjects(tx, draw.id, draw.listVersion)).map(({ objectId }) => objectId));
  const stranger = input.removeObjectIds.find((objectId) => !listed.has(objectId));
  if (stranger !== undefined) return refuse('OBJECT_NOT_DRAWN', clause, { objectId: stranger });
  const row = {
    id: newId(), drawId: draw.id, state: 'REQUESTED' as const, removeObjectIds: [...new Set(input.removeObjectIds)], addCount: input.addCount, addedObjectIds: [],
    reason: input.reason, requestedBy: act.identity.subject, requestedAt: act.now,
  };
  await insertObjectChange(tx, row);
  recordChange(tx, { entity: 'ObjectChange', entityId: row.id, before: null, after: row });
  return ok({ changeId: row.id });
}
