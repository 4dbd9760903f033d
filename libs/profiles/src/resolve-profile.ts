import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { versionInForce, type ProfileVersion } from './profile-version.ts';
import { resolveParameters } from './resolve-parameters.ts';
import type { Profile } from './schema/profile.schema.ts';
import { SHIPPED_PROFILES } from './shipped-profiles.ts';

const FAR_FUTURE: Day = '9999-12-31';

const idOf = (version: ProfileVersion): string => `${version.text.code}@${version.version}`;

function resolve(version: ProfileVersion, parent: ProfileVersion | null): Profile {
  const { code, zh } = version.text;
  return Object.freeze({
    id: parent === null ? idOf(version) : `${idOf(version)}+${idOf(parent)}`,
    code,
    zh,
    version: version.version,
    parent: parent === null ? null : Object.freeze({ code: parent.text.code, version: parent.version }),
    activeFrom: version.activeFrom,
    ...resolveParameters(version.text, parent?.text ?? null),
  });
}

const resolved = new WeakMap<ProfileVersion, Map<ProfileVersion | null, Profile>>();

/** One frozen object per version and parent version, so that it is resolved and hashed once. */
function resolveOnce(version: ProfileVersion, parent: ProfileVersion | null): Profile {
  const byParent = resolved.get(version) ?? new Map<ProfileVersion | null, Profile>();
  const profile = byParent.get(parent) ?? resolve(version, parent);
  byParent.set(parent, profile);
  resolved.set(version, byParent);
  return profile;
}

/** The rules for an act that begins on a day: PROFILE_NOT_IN_FORCE before the first version, NOT_FOUND for an unknown code. */
export function profileInForce(versions: readonly ProfileVersion[], code: string, day: Day): Outcome<Profile> {
  const version = versionInForce(versions, code, day);
  if (!version.ok) return version;
  const { extends: parentCode } = version.value.text;
  if (parentCode === null) return ok(resolveOnce(version.value, null));
  const parent = versionInForce(versions, parentCode, day);
  return parent.ok ? ok(resolveOnce(version.value, parent.value)) : parent;
}

/** The rules under which something was decided, by the id that was stored with it: later versions do not touch it. */
export function profileOfId(versions: readonly ProfileVersion[], id: string): Outcome<Profile> {
  const [own, parent] = id.split('+').map((part) => versions.find((version) => idOf(version) === part) ?? null);
  if (own === null || own === undefined || own.text.extends !== (parent?.text.code ?? null)) return refuse('NOT_FOUND', null, { profile: id });
  return ok(resolveOnce(own, parent ?? null));
}

/** The latest rules of one of the five jurisdictions, whatever the day. An act with a date asks `profileInForce`. */
export const resolveProfile = (code: string): Outcome<Profile> => profileInForce(SHIPPED_PROFILES, code, FAR_FUTURE);
