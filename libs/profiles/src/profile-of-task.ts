import type { Outcome } from '@sortition/kernel';
import { profileOfId, resolveProfile } from './resolve-profile.ts';
import type { Profile } from './schema/profile.schema.ts';
import { SHIPPED_PROFILES } from './shipped-profiles.ts';

/** The rules under which a record was made: by the id of their version, or by the code where that is all that is known. CQ 4.5. */
export const profileOfTask = ({ profile }: { readonly profile: string }): Outcome<Profile> =>
  profile.includes('@') ? profileOfId(SHIPPED_PROFILES, profile) : resolveProfile(profile);
