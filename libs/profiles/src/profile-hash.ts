import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import type { Profile } from './schema/profile.schema.ts';

const known = new WeakMap<Profile, string>();

/** SHA-256 over the canonical JSON of the resolved profile: what is stored beside every act, so that it can be judged under the rules of its day. */
export function profileHash(profile: Profile): string {
  const hash = known.get(profile) ?? bytesToHex(sha256(utf8ToBytes(canonicalJson(profile))));
  known.set(profile, hash);
  return hash;
}
