import { invariant } from '@sortition/kernel';
import { profileOfTask as findProfile, type Profile } from '@sortition/profiles';

/** The rules under which a task was made; what belongs to the task is judged by them to its end. CQ 4.5. */
export function profileOfTask(task: { readonly profile: string }): Profile {
  const found = findProfile(task);
  invariant(found.ok, `a task names a profile that this release knows: ${task.profile}`);
  return found.value;
}
