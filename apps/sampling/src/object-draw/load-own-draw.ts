import { refuse, ok, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask, type Profile } from '@sortition/profiles';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { mayDrawObjects } from '../task/task.rules.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { lockObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';

export interface OwnDraw {
  readonly draw: ObjectDrawRow;
  readonly task: TaskRow;
  readonly profile: Profile;
}

async function loadDraw(tx: Tx, drawId: string): Promise<Outcome<OwnDraw>> {
  const draw = await lockObjectDraw(tx, drawId);
  const task = draw === undefined ? undefined : await findTask(tx, draw.taskId);
  if (draw === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id: drawId });
  const profile = profileOfTask(task);
  return profile.ok ? ok({ draw, task, profile: profile.value }) : profile;
}

/** The draw, locked, for the desk officer of the department that leads its task. */
export async function loadOwnDraw(tx: Tx, act: Act, drawId: string): Promise<Outcome<OwnDraw>> {
  const found = await loadDraw(tx, drawId);
  if (!found.ok) return found;
  const { draw, task, profile } = found.value;
  const permitted = mayDrawObjects(act.identity, task, profile);
  if (!permitted.ok) return permitted;
  // what a supplement drew stands on the list of the draw that it goes on; it is sent and changed there
  return draw.continuesId === null ? found : refuse('DRAW_LOCKED', clauseOf(profile.draw.object.lockOn), { continues: draw.continuesId });
}

/** The draw, locked, for one of the roles in the department that leads its task. */
export async function loadDrawOfLead(tx: Tx, act: Act, drawId: string, roles: readonly string[]): Promise<Outcome<OwnDraw>> {
  const found = await loadDraw(tx, drawId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const permitted = act.identity.department === task.leadDepartmentId && hasRole(act.identity, ...roles);
  return permitted ? found : refuse('FORBIDDEN', clauseOf(profile.draw.object.drawnBy), { relation: 'LEAD_DEPARTMENT', roles: [...roles] });
}
