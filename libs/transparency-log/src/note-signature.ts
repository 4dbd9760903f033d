import { ed25519 } from '@noble/curves/ed25519';
import { utf8ToBytes } from '@noble/hashes/utils';
import { invariant } from '@sortition/kernel';
import { LOG_KEY, WITNESS_KEY, type KeyType, type SigningKey, type VerifierKey } from './note-key.ts';
import type { NoteSignature } from './signed-note.ts';

const TIME_BYTES = 8;

/** Seconds since 1970 in eight bytes, the most significant first. */
function timeBytes(seconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds));
  return bytes;
}

/** When a witness cosigned, in seconds since 1970; undefined when that is no time. */
export function cosignedAt({ bytes }: NoteSignature): number | undefined {
  if (bytes.length < TIME_BYTES) return undefined;
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

const cosignedText = (text: string, seconds: number): Uint8Array => utf8ToBytes(`cosignature/v1\ntime ${seconds}\n${text}`);

// not ZIP 215: of the signatures that a lenient verifier accepts for one message, the strict one accepts one
const isEd25519 = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean => {
  try {
    return signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

type Verify = (text: string, bytes: Uint8Array, publicKey: Uint8Array) => boolean;

/** How each type of key signs. Another algorithm, such as SM2, is a type byte and a line here. */
const VERIFY = {
  [LOG_KEY]: (text, bytes, publicKey) => isEd25519(bytes, utf8ToBytes(text), publicKey),
  [WITNESS_KEY]: (text, bytes, publicKey) => {
    const seconds = cosignedAt({ name: '', keyId: '', bytes });
    return seconds !== undefined && isEd25519(bytes.subarray(TIME_BYTES), cosignedText(text, seconds), publicKey);
  },
} as const satisfies Record<KeyType, Verify>;

/** Whether the key made this signature over the text. */
export const signatureHolds = (text: string, { bytes }: NoteSignature, key: VerifierKey): boolean => VERIFY[key.type](text, bytes, key.publicKey);

/** Signs a note's text as the log. */
export function signText(text: string, key: SigningKey): NoteSignature {
  invariant(key.type === LOG_KEY, 'a log signs with a log key');
  return { name: key.name, keyId: key.id, bytes: ed25519.sign(utf8ToBytes(text), key.secretKey) };
}

/** Signs a note's text as a witness who saw it at that time. C2SP tlog-cosignature. */
export function cosignText(text: string, seconds: number, key: SigningKey): NoteSignature {
  invariant(key.type === WITNESS_KEY, 'a witness signs with a witness key');
  invariant(Number.isSafeInteger(seconds) && seconds >= 0, 'a witness signs at a time');
  const signature = ed25519.sign(cosignedText(text, seconds), key.secretKey);
  return { name: key.name, keyId: key.id, bytes: Uint8Array.from([...timeBytes(seconds), ...signature]) };
}
