import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** A credit query names what it is for, and that is one of the uses that the profile lists. CQ 10.2, CC art.21. */
export function purposeIsListed(profile: Profile, purpose: string): Outcome<true> {
  const { uses } = profile.credit;
  return uses.value.some((use) => use === purpose) ? ok(true) : refuse('INVALID_VALUE', clauseOf(uses), { field: 'purpose', allowed: [...uses.value] });
}
