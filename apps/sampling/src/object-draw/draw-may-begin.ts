import { ok, refuse, type Outcome } from '@sortition/kernel';
import { profileOfTask, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { mayDrawObjects, taskIsReady } from '../task/task.rules.ts';
import { directoriesAreConfirmed } from '../task/directories-are-confirmed.ts';
import { lockTask, type TaskRow } from '../task/task.store.ts';
import { drawIsOurs } from './object-draw.rules.ts';

export interface DrawableTask {
  readonly task: TaskRow;
  readonly terms: NonNullable<TaskRow['terms']>;
  readonly profile: Profile;
}

/** A task for the desk officer of its lead, once it has a scheme. */
export function readyForLead(act: Act, taskId: string, task: TaskRow | undefined): Outcome<DrawableTask> {
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const permitted = mayDrawObjects(act.identity, task, profile.value);
  if (!permitted.ok) return permitted;
  const terms = taskIsReady(task, profile.value);
  return terms.ok ? ok({ task, terms: terms.value, profile: profile.value }) : terms;
}

export const taskForLead = async (tx: Tx, act: Act, taskId: string): Promise<Outcome<DrawableTask>> => readyForLead(act, taskId, await lockTask(tx, taskId));

/** What must hold before objects are drawn here: a scheme, confirmed directories, and no other platform that draws them. */
export async function drawMayBegin(tx: Tx, act: Act, taskId: string): Promise<Outcome<DrawableTask>> {
  const ready = await taskForLead(tx, act, taskId);
  if (!ready.ok) return ready;
  const { task, profile } = ready.value;
  const ours = drawIsOurs(profile);
  if (!ours.ok) return ours;
  const confirmed = await directoriesAreConfirmed(tx, task, profile);
  return confirmed.ok ? ready : confirmed;
}
