import { invariant } from '@sortition/kernel';
import { profileOfId, resolveProfile, SHIPPED_PROFILES, type Profile } from '@sortition/profiles';

/** The rules under which a record was made; later versions do not touch it. CQ 4.5. */
export function rulesOf(profile: string): Profile {
  const found = profile.includes('@') ? profileOfId(SHIPPED_PROFILES, profile) : resolveProfile(profile);
  invariant(found.ok, `the rules ${profile} under which a record was made are known`);
  return found.value;
}
