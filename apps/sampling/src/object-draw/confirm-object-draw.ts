import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { announceImport } from '../imported-draw/announce-import.ts';
import { loadDrawOfLead } from './load-own-draw.ts';
import { nextState } from './object-draw.rules.ts';
import { listDrawnObjects, notePending, updateObjectDraw } from './object-draw.store.ts';
import { proofOf, toldObjects } from './told-list.ts';
import { HEADS } from './void-draw.ts';

export interface ObjectDrawInput extends MutationInput {
  readonly drawId: string;
}

/** Confirms the list: from here it changes only with approval (CQ 8.4.3). Nothing vouches for an imported one but the head of the lead (GA art.7). */
export async function confirmObjectDraw(tx: Tx, act: Act, input: ObjectDrawInput): Promise<Outcome<{ drawId: string }>> {
  const own = await loadDrawOfLead(tx, act, input.drawId, ['PLANNER', ...HEADS]);
  if (!own.ok) return own;
  const { draw, task, profile } = own.value;
  const isImported = draw.platform !== null;
  if (isImported && !hasRole(act.identity, ...HEADS)) return refuse('APPROVER_NOT_AUTHORISED', clauseOf(profile.platform.ofRecord), { role: HEADS[0] });
  if (!isImported && !hasRole(act.identity, 'PLANNER')) return refuse('FORBIDDEN', clauseOf(profile.draw.object.drawnBy), { roles: ['PLANNER'] });
  const next = nextState(draw.state, 'confirmObjectDraw', clauseOf(profile.draw.object.lockOn));
  if (!next.ok) return next;
  const list = await listDrawnObjects(tx, draw.id, draw.listVersion);
  await updateObjectDraw(tx, draw.id, { state: next.value, confirmedAt: act.now });
  await notePending(tx, task.id, Number(dayOf(act.now).slice(0, 4)), list.map(({ objectId }) => objectId));
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: next.value, objects: list.length } });
  if (isImported) await announceImport(tx, act, draw, task, list.length);
  await appendEvent(tx, act, 'ObjectDrawConfirmed', {
    drawId: draw.id, taskId: task.id, taskNumber: task.taskNumber, leadDepartmentId: task.leadDepartmentId, certificateHash: proofOf(draw),
    confirmedAt: act.now.toISOString(), population: draw.population, objects: toldObjects(draw, list),
  });
  return ok({ drawId: draw.id });
}
