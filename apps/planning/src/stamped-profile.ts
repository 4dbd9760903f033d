import { dayOf, invariant, type Outcome } from '@sortition/kernel';
import { SHIPPED_PROFILES, profileHash, profileInForce, profileOfId, type Profile } from '@sortition/profiles';

/** The rules for something that begins now. */
export const profileForNewAct = (code: string, now: Date): Outcome<Profile> => profileInForce(SHIPPED_PROFILES, code, dayOf(now));

/** What is stored beside a record: the rules of its day, which later versions do not touch. CQ 4.5. */
export const stampOf = (profile: Profile): { readonly profile: string; readonly profileHash: string } => ({ profile: profile.id, profileHash: profileHash(profile) });

/** The rules under which a record was made. */
export function profileUnder(record: { readonly profile: string }): Profile {
  const profile = profileOfId(SHIPPED_PROFILES, record.profile);
  invariant(profile.ok, `profile ${record.profile} is known`);
  return profile.value;
}
