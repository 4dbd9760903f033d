import { dayOf, invariant, type Outcome } from '@sortition/kernel';
import { profileHash, profileInForce, profileOfId, SHIPPED_PROFILES, type Profile } from '@sortition/profiles';

/** The rules of a jurisdiction for an act that begins now. */
export const rulesInForce = (code: string, now: Date): Outcome<Profile> => profileInForce(SHIPPED_PROFILES, code, dayOf(now));

/** The rules under which a record was made: later versions do not touch it. */
export function rulesOf(profileId: string): Profile {
  const profile = profileOfId(SHIPPED_PROFILES, profileId);
  invariant(profile.ok, `the rules ${profileId} under which a record was made are still known`);
  return profile.value;
}

/** What an event says of the rules: their code, and the hash of the version. */
export const stampOf = (profile: Profile): { profile: string; profileHash: string } => ({ profile: profile.code, profileHash: profileHash(profile) });
