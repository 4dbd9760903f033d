import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findInspectorDrawsOfTasks } from '../inspector-draw/inspector-draw.store.ts';
import { findExpertDrawsOfTask } from '../team/team.store.ts';
import { countWaitingObjects, findAttempts, updateObjectDraw } from './object-draw.store.ts';

/**
 * Once every visit of the list has ended the draws of the task may be shown whole: nobody can be warned any more (SY art.14(1)).
 * Objects, their supplements and the inspectors are opened together, and once.
 */
export async function openWhenInspected(tx: Tx, act: Act, taskId: string): Promise<void> {
  const attempts = await findAttempts(tx, [taskId]);
  const main = attempts.find(({ state, continuesId }) => continuesId === null && state !== 'VOID');
  if (main === undefined || main.dispatchedAt === null || main.openedAt !== null) return;
  if (await countWaitingObjects(tx, main) > 0) return;
  const at = act.now.toISOString();
  for (const draw of attempts.filter(({ state }) => state !== 'VOID')) {
    await updateObjectDraw(tx, draw.id, { openedAt: act.now });
    recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { openedAt: null }, after: { openedAt: act.now } });
    if (draw.certificate !== null) await appendEvent(tx, act, 'DrawOpened', { drawId: draw.id, taskId, certificate: draw.certificate, at });
  }
  const persons = [...await findInspectorDrawsOfTasks(tx, [taskId]), ...await findExpertDrawsOfTask(tx, taskId)];
  for (const { id, certificate } of persons) {
    if (certificate !== null) await appendEvent(tx, act, 'DrawOpened', { drawId: id, taskId, certificate, at });
  }
}
