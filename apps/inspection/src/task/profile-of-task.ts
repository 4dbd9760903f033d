import { invariant } from '@sortition/kernel';
import { SHIPPED_PROFILES, profileOfId, resolveProfile, type Profile } from '@sortition/profiles';

/** The rules under which a task was made; what belongs to the task is judged by them to its end. CQ 4.5. */
export function profileOfTask({ profile }: { readonly profile: string }): Profile {
  const found = profile.includes('@') ? profileOfId(SHIPPED_PROFILES, profile) : resolveProfile(profile);
  invariant(found.ok, `a task names a profile that this release knows: ${profile}`);
  return found.value;
}
