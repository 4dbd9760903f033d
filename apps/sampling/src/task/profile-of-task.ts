import type { Outcome } from '@sortition/kernel';
import { SHIPPED_PROFILES, profileOfId, resolveProfile, type Profile } from '@sortition/profiles';

/** The rules under which the task was made: by the id of their version, or by the code where that is all that is known. */
export const profileOfTask = ({ profile }: { readonly profile: string }): Outcome<Profile> =>
  profile.includes('@') ? profileOfId(SHIPPED_PROFILES, profile) : resolveProfile(profile);
