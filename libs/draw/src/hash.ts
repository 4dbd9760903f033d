import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { sha256 } from '@noble/hashes/sha2';
import { sm3 } from './sm3.ts';

/** The hash a draw is made with; its name stands in the intent and so in the certificate. */
export type HashAlgorithm = 'SHA-256' | 'SM3';

/** 32 bytes for any bytes. A service injects the native one; the default is pure JavaScript, so that a browser can verify. */
export type Hasher = (data: Uint8Array) => Uint8Array;

const HASHERS = { 'SHA-256': sha256, SM3: sm3 } as const satisfies Record<HashAlgorithm, Hasher>;

/** The pure JavaScript hasher of an algorithm. */
export const hasherOf = (algorithm: HashAlgorithm): Hasher => HASHERS[algorithm];

/**
 * `H(tag ‖ 0x00 ‖ parts…)`: the tag keeps a value made for one purpose from ever standing for another.
 * Strings are UTF-8; hexadecimal has to be decoded by the caller.
 */
export function taggedHash(hasher: Hasher, tag: string, ...parts: readonly (string | Uint8Array)[]): string {
  const pieces = [utf8ToBytes(tag), Uint8Array.of(0), ...parts.map((part) => (typeof part === 'string' ? utf8ToBytes(part) : part))];
  const data = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    data.set(piece, offset);
    offset += piece.length;
  }
  return bytesToHex(hasher(data));
}
