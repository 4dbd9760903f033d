import { refuse, ok, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { mayDrawObjects } from '../task/task.rules.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { lockObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';

export interface OwnDraw {
  readonly draw: ObjectDrawRow;
  readonly task: TaskRow;
  readonly profile: Profile;
}

/** The draw, locked, for the desk officer of the department that leads its task. */
export async function loadOwnDraw(tx: Tx, act: Act, drawId: string): Promise<Outcome<OwnDraw>> {
  const draw = await lockObjectDraw(tx, drawId);
  const task = draw === undefined ? undefined : await findTask(tx, draw.taskId);
  if (draw === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id: drawId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const permitted = mayDrawObjects(act.identity, task, profile.value);
  return permitted.ok ? ok({ draw, task, profile: profile.value }) : permitted;
}
