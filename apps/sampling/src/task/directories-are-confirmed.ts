import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { departmentsThatConfirmed, type TaskRow } from './task.store.ts';

/** Both directories are confirmed for the task by each of its departments, and nothing changed since. CC art.7. */
export async function directoriesAreConfirmed(tx: Tx, task: TaskRow, { directory: { confirmBeforeDraw } }: Profile): Promise<Outcome<true>> {
  if (confirmBeforeDraw.value !== true) return ok(true);
  const confirmed = await departmentsThatConfirmed(tx, task.id);
  const missing = task.departmentIds.filter((id) => !confirmed.includes(id));
  return missing.length === 0 ? ok(true) : refuse('DIRECTORY_NOT_CONFIRMED', clauseOf(confirmBeforeDraw), { departments: missing });
}
