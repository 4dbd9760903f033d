import { dayOf, invariant, ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { loadOwnDraw } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { listDrawnObjects, notePending, updateObjectDraw } from './object-draw.store.ts';

export interface ObjectDrawInput extends MutationInput {
  readonly drawId: string;
}

/** Confirms the list: from here it changes only with approval. CQ 8.4.3. */
export async function confirmObjectDraw(tx: Tx, act: Act, input: ObjectDrawInput): Promise<Outcome<{ drawId: string }>> {
  const own = await loadOwnDraw(tx, act, input.drawId);
  if (!own.ok) return own;
  const { draw, task, profile } = own.value;
  const next = nextState(draw.state, 'confirmObjectDraw', clauseOf(profile.draw.object.lockOn));
  if (!next.ok) return next;
  const list = await listDrawnObjects(tx, draw.id, draw.listVersion);
  invariant(draw.certificateHash !== null, 'a drawn list has a certificate');
  await updateObjectDraw(tx, draw.id, { state: next.value, confirmedAt: act.now });
  await notePending(tx, task.id, Number(dayOf(act.now).slice(0, 4)), list.map(({ objectId }) => objectId));
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: next.value, objects: list.length } });
  await appendEvent(tx, act, 'ObjectDrawConfirmed', {
    drawId: draw.id, taskId: task.id, taskNumber: task.taskNumber, leadDepartmentId: task.leadDepartmentId, certificateHash: draw.certificateHash,
    confirmedAt: act.now.toISOString(), population: draw.population,
    objects: list.map(({ objectId, order, stratum, probability }) => ({ objectId, order, stratum, probability })),
  });
  return ok({ drawId: draw.id });
}
