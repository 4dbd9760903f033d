import { createHash } from 'node:crypto';
import { FlattenedSign, createLocalJWKSet, decodeProtectedHeader, errors, flattenedVerify, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';

/** What a signature says of a supergraph. */
export interface SupergraphSignature {
  readonly kid: string;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** Rises with every signature, also with that of a file which was in use before. */
  readonly serial: number;
}

export type SignatureFault = 'SIGNATURE_UNREADABLE' | 'SIGNATURE_OF_ANOTHER_FILE' | 'KEY_UNKNOWN' | 'SIGNATURE_WRONG';

const TYPE = 'sortition-supergraph';
const headerOf = z.looseObject({
  typ: z.literal(TYPE),
  b64: z.literal(false), // the signature is over the file itself, not over an encoding of it
  kid: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  serial: z.number().int().positive(),
});

/** The signature of a supergraph lies beside it, and is written after it. */
export const signatureFileOf = (file: string): string => `${file}.jws`;

export const supergraphHash = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A detached JWS (RFC 7797) over the bytes of the file; its header names key, algorithm, hash and serial. */
export async function signSupergraph(content: Uint8Array, serial: number, key: JWK): Promise<string> {
  const header = { alg: 'EdDSA', typ: TYPE, kid: key.kid ?? '', b64: false, crit: ['b64'], serial, sha256: supergraphHash(content) };
  const signed = await new FlattenedSign(content).setProtectedHeader(header).sign(await importJWK(key, 'EdDSA'));
  return `${signed.protected}..${signed.signature}\n`;
}

const partsOf = (signature: string): readonly [head: string, tail: string] | undefined => {
  const [, head, tail] = /^([\w-]+)\.\.([\w-]+)\n?$/.exec(signature) ?? [];
  return head === undefined || tail === undefined ? undefined : [head, tail];
};

/** What a signature claims, whoever made it; undefined when it is none. */
export function claimedSignature(signature: string): SupergraphSignature | undefined {
  const parts = partsOf(signature);
  if (parts === undefined) return undefined;
  try {
    const parsed = headerOf.safeParse(decodeProtectedHeader({ protected: parts[0] }));
    if (!parsed.success) return undefined;
    const { kid, sha256, serial } = parsed.data;
    return { kid, sha256, serial };
  } catch {
    return undefined;
  }
}

/** What one of the keys has signed of this file, or why it has not. */
export type VerifySupergraph = (content: Uint8Array, signature: string) => Promise<SupergraphSignature | SignatureFault>;

export function supergraphVerifier(keys: JSONWebKeySet): VerifySupergraph {
  const known = createLocalJWKSet(keys);
  return async (content, signature) => {
    const claimed = claimedSignature(signature);
    const parts = partsOf(signature);
    if (claimed === undefined || parts === undefined) return 'SIGNATURE_UNREADABLE';
    if (claimed.sha256 !== supergraphHash(content)) return 'SIGNATURE_OF_ANOTHER_FILE';
    try {
      await flattenedVerify({ protected: parts[0], payload: content, signature: parts[1] }, known, { algorithms: ['EdDSA'] });
      return claimed;
    } catch (error) {
      return error instanceof errors.JWKSNoMatchingKey ? 'KEY_UNKNOWN' : 'SIGNATURE_WRONG';
    }
  };
}
