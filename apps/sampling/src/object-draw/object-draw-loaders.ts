import { refusal, refuse } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { actOf, hasRole, loadById, loadGroup, readAs, refusalError, systemIdentity, unwrap, type ServiceContext } from '@sortition/service-kit';
import { seesListBeforeDispatch } from '../task/task.rules.ts';
import { findTasksByIds, type TaskRow } from '../task/task.store.ts';
import { findAttempts, findObjectDrawsByIds, type ObjectDrawRow } from './object-draw.store.ts';
import { isSealed } from './told-list.ts';

export const loadObjectDraw = (context: ServiceContext, id: string): Promise<ObjectDrawRow | null> => loadById(context, 'objectDraw', id, (row) => row.id, findObjectDrawsByIds);

export const loadTask = (context: ServiceContext, id: string): Promise<TaskRow | null> => loadById(context, 'task', id, (row) => row.id, findTasksByIds);

export const attemptsOf = async (context: ServiceContext, taskId: string): Promise<ObjectDrawRow[]> => [...await loadGroup(context, 'drawsOfTask', taskId, (row) => row.taskId, findAttempts)];

/** The list is the lead's until it is dispatched; then it is every department's of the task. CQ 8.4.2. */
export async function listIsOpen(context: ServiceContext, draw: ObjectDrawRow): Promise<boolean> {
  if (draw.dispatchedAt !== null) return true;
  const task = await loadTask(context, draw.taskId);
  return task !== null && seesListBeforeDispatch(context.identity, task);
}

export async function assertListIsOpen(context: ServiceContext, draw: ObjectDrawRow): Promise<void> {
  if (await listIsOpen(context, draw)) return;
  const task = await loadTask(context, draw.taskId);
  const profile = task === null ? undefined : profileOfTask(task);
  throw refusalError(refusal('NOT_DISPATCHED', profile?.ok === true ? clauseOf(profile.value.draw.object.drawnBy) : null, { state: draw.state }));
}

/** Whether the caller may see where in a sealed draw a name stands: the lead, which set the classes' ratios, and who oversees. SAMR 2.5. */
export async function seesPlaces(context: ServiceContext, drawId: string): Promise<boolean> {
  const draw = await loadObjectDraw(context, drawId);
  if (draw === null || !isSealed(draw)) return true;
  if (hasRole(context.identity, 'COORDINATOR', 'SUPERVISOR', 'AUDITOR')) return true;
  const task = await loadTask(context, draw.taskId);
  return task?.leadDepartmentId === context.identity.department;
}

/** Row policies hide what is not the caller's; say which of the two it is. */
export async function drawForCaller(context: ServiceContext, id: string): Promise<ObjectDrawRow> {
  const draw = await loadObjectDraw(context, id);
  if (draw !== null) return draw;
  const act = { ...actOf(context, 'objectDraw'), identity: systemIdentity(context.service) };
  const exists = (await readAs(context.database.read, act, (tx) => findObjectDrawsByIds(tx, [id]))).length > 0;
  return unwrap(exists ? refuse('FORBIDDEN', null, { relation: 'TASK_DEPARTMENT' }) : refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id }));
}
