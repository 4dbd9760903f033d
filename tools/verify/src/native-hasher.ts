import { getHashes, hash } from 'node:crypto';
import { hasherOf, type HashAlgorithm, type Hasher } from '@sortition/draw';

const NATIVE = { 'SHA-256': 'sha256', SM3: 'sm3' } as const satisfies Record<HashAlgorithm, string>;

/** The hasher of the platform's OpenSSL, several times as fast; the one of the library where OpenSSL was built without it. */
export function nativeHasher(algorithm: HashAlgorithm): Hasher {
  const name = NATIVE[algorithm];
  if (!getHashes().includes(name)) return hasherOf(algorithm);
  return (data) => hash(name, data, 'buffer');
}
