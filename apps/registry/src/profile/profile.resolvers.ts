import { dayOf } from '@sortition/kernel';
import { describeProfile, profileHash, profileInForce, profileOfId, SHIPPED_PROFILES, SHIPPED_PROFILE_CODES, type Profile } from '@sortition/profiles';
import { unwrap, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';

export type ProfileInForce = Profile;

/** The rules of a jurisdiction today; null before they come into force. */
export function profileNow(context: ServiceContext, code: string): Profile | null {
  const profile = profileInForce(SHIPPED_PROFILES, code, dayOf(context.clock()));
  return profile.ok ? profile.value : null;
}

export const profileResolvers: Resolvers = {
  Query: {
    profile: (_source, { code, on }, context) => unwrap(profileInForce(SHIPPED_PROFILES, code, on ?? dayOf(context.clock()))),
    profiles: (_source, _args, context) => SHIPPED_PROFILE_CODES.flatMap((code) => profileNow(context, code) ?? []),
  },
  Profile: {
    __resolveReference: ({ id }) => {
      const profile = profileOfId(SHIPPED_PROFILES, id);
      return profile.ok ? profile.value : null;
    },
    hash: (profile) => profileHash(profile),
    parameters: (profile, { prefix }) => describeProfile(profile).filter(({ parameter }) => parameter.startsWith(prefix ?? ''))
      .map((answer) => ({ parameter: answer.parameter, value: answer.value, clause: answer.clause, source: answer.source, inheritedFrom: answer.inheritedFrom })),
  },
};
