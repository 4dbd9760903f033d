import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signSupergraph, signatureFileOf } from '@sortition/service-kit/supergraph-signature';
import { exportJWK, generateKeyPair } from 'jose';

export interface SignedSupergraph extends Disposable {
  readonly file: string;
  /** The JWKS of its signer. */
  readonly keys: string;
  /** Puts another in its place, with a higher serial, and tells it. */
  readonly replace: (content: Buffer) => Promise<number>;
}

/** A signed copy: a gateway in production takes no other. */
export async function signedSupergraph(original: string): Promise<SignedSupergraph> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const name = { kid: 'bench', alg: 'EdDSA' };
  const folder = mkdtempSync(join(tmpdir(), 'sortition-bench-'));
  const file = join(folder, 'supergraph.graphql');
  const key = { ...await exportJWK(privateKey), ...name };
  let serial = 0;
  const replace = async (content: Buffer): Promise<number> => {
    serial += 1;
    writeFileSync(file, content);
    writeFileSync(signatureFileOf(file), await signSupergraph(content, serial, key));
    return serial;
  };
  await replace(readFileSync(original));
  return { file, keys: JSON.stringify({ keys: [{ ...await exportJWK(publicKey), ...name }] }), replace, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
