import { createHash } from 'node:crypto';
import { FlattenedSign, createLocalJWKSet, errors, flattenedVerify, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';

const entry = z.strictObject({
  name: z.string().min(1).max(64),
  document: z.string().min(1),
  /** The programs that send it, for those who read the manifest; whoever knows an id may send it. */
  clients: z.array(z.string().min(1)).default([]),
});

const manifest = z.strictObject({ version: z.literal(1), documents: z.record(z.string(), entry) });

/** The GraphQL documents that a gateway answers without further question, by their ids. */
export type DocumentManifest = z.infer<typeof manifest>;
export type TrustedEntry = z.infer<typeof entry>;

/** The id of a document: the hash of its text, so that one id can never come to mean another document. */
export const documentIdOf = (document: string): string => `sha256:${createHash('sha256').update(document).digest('hex')}`;

/** The signature of a manifest lies beside it, and is written after it. */
export const signatureFileOf = (file: string): string => `${file}.jws`;

/** A detached JWS (RFC 7797) over the very bytes of the manifest. */
export async function signManifest(content: Uint8Array, key: JWK): Promise<string> {
  const signed = await new FlattenedSign(content).setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '', b64: false, crit: ['b64'] }).sign(await importJWK(key, 'EdDSA'));
  return `${signed.protected}..${signed.signature}`;
}

async function signerOf(content: Uint8Array, signature: string, keys: JSONWebKeySet): Promise<string> {
  const [, head = '', tail = ''] = /^([\w-]+)\.\.([\w-]+)$/.exec(signature.trim()) ?? [];
  try {
    const { protectedHeader } = await flattenedVerify({ protected: head, payload: content, signature: tail }, createLocalJWKSet(keys), { algorithms: ['EdDSA'] });
    // Without it jose reads the payload as base64url, and the signature would be over other bytes than those that are read.
    if (protectedHeader?.b64 !== false) throw new Error('it is not detached');
    return protectedHeader.kid ?? '';
  } catch (error) {
    const reason = error instanceof errors.JWKSNoMatchingKey ? 'none of the known keys made it' : error instanceof Error ? error.message : String(error);
    throw new Error(`the signature does not hold: ${reason}`, { cause: error });
  }
}

/** Reads a manifest that one of the keys has signed; throws with what is wrong with any other. */
export async function verifiedManifest(content: Uint8Array, signature: string, keys: JSONWebKeySet): Promise<{ readonly manifest: DocumentManifest; readonly kid: string }> {
  const kid = await signerOf(content, signature, keys);
  const parsed = manifest.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  if (!parsed.success) throw new Error(`it is not a manifest of documents: ${z.prettifyError(parsed.error)}`);
  for (const [id, { name, document }] of Object.entries(parsed.data.documents)) {
    if (documentIdOf(document) !== id) throw new Error(`the document ${name} is not what its id says: ${id}`);
  }
  return { manifest: parsed.data, kid };
}
