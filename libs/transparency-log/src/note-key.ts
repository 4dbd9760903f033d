import { ed25519 } from '@noble/curves/ed25519';
import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';
import { invariant, ok } from '@sortition/kernel';
import { fromBase64, fromHex, sameBytes, toBase64, toHex } from './bytes.ts';
import { fault, type Checked } from './log-fault.ts';

/** Ed25519 over the text of a note. */
export const LOG_KEY = 0x01;
/** Ed25519 over the text and the time at which a witness saw it. */
export const WITNESS_KEY = 0x04;

/** Of which kind a key is: the first byte of its encoding, as C2SP assigns it. */
export type KeyType = typeof LOG_KEY | typeof WITNESS_KEY;

/** Whose signature counts. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  /** Four bytes in hexadecimal: which of the keys of that name made a signature. */
  readonly id: string;
  readonly publicKey: Uint8Array;
}

export interface SigningKey extends VerifierKey {
  readonly secretKey: Uint8Array;
}

const LENGTH = 32;

/** SHA-256 over `name ‖ LF ‖ type ‖ public key`, cut to four bytes: as C2SP signed-note computes it. */
function keyId(name: string, type: KeyType, publicKey: Uint8Array): string {
  const data = new Uint8Array([...utf8ToBytes(name), 0x0a, type, ...publicKey]);
  return toHex(sha256(data).subarray(0, 4));
}

const isType = (type: number | undefined): type is KeyType => type === LOG_KEY || type === WITNESS_KEY;

/** Neither white space nor `+`, so that a key's text can be taken apart again. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\s+\p{Cc}\p{Cs}]/u.test(name);

/** A signing key from 32 secret bytes. */
export function signingKeyOf(name: string, type: KeyType, secretKey: Uint8Array): SigningKey {
  invariant(isKeyName(name), 'a key has a name without blanks');
  invariant(secretKey.length === LENGTH, 'a secret key has 32 bytes');
  const publicKey = ed25519.getPublicKey(secretKey);
  return { name, type, id: keyId(name, type, publicKey), publicKey, secretKey };
}

/** `name+id+base64(type ‖ public key)`: what those are given who verify. */
export const printVerifierKey = ({ name, type, id, publicKey }: VerifierKey): string => `${name}+${id}+${toBase64(Uint8Array.of(type, ...publicKey))}`;

/** `PRIVATE+KEY+name+id+base64(type ‖ secret key)`: what the signer keeps to itself. */
export const printSigningKey = ({ name, type, id, secretKey }: SigningKey): string => `PRIVATE+KEY+${name}+${id}+${toBase64(Uint8Array.of(type, ...secretKey))}`;

function keyMaterial(encoded: string | undefined): { type: KeyType; bytes: Uint8Array } | undefined {
  const [type, ...bytes] = fromBase64(encoded ?? '') ?? [];
  return isType(type) && bytes.length === LENGTH ? { type, bytes: Uint8Array.from(bytes) } : undefined;
}

/** Reads a verifier key; an id that is not the key's own is refused. */
export function parseVerifierKey(text: string): Checked<VerifierKey> {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const material = keyMaterial(encoded);
  if (name === undefined || id === undefined || material === undefined || !isKeyName(name)) return fault('KEY_MALFORMED');
  const { type, bytes: publicKey } = material;
  return keyId(name, type, publicKey) === id ? ok({ name, type, id, publicKey }) : fault('KEY_MALFORMED', name);
}

/** Reads a signing key. */
export function parseSigningKey(text: string): Checked<SigningKey> {
  const [, name, id, encoded] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const material = keyMaterial(encoded);
  if (name === undefined || material === undefined || !isKeyName(name)) return fault('KEY_MALFORMED');
  const key = signingKeyOf(name, material.type, material.bytes);
  return key.id === id ? ok(key) : fault('KEY_MALFORMED', name);
}

/** Two texts of the same key under different names would let one witness count twice. */
export const isSameKey = (a: VerifierKey, b: VerifierKey): boolean => sameBytes(a.publicKey, b.publicKey);

/** The key's four bytes. */
export function idBytes({ id }: Pick<VerifierKey, 'id'>): Uint8Array {
  const bytes = fromHex(id);
  invariant(bytes?.length === 4, 'a key id has four bytes');
  return bytes;
}
