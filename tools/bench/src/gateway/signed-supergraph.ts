import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signSupergraph, signatureFileOf } from '@sortition/service-kit/supergraph-signature';
import { exportJWK, generateKeyPair } from 'jose';

export interface SignedSupergraph extends Disposable {
  readonly file: string;
  /** The JWKS of its signer. */
  readonly keys: string;
}

/** A signed copy: a gateway in production takes no other. */
export async function signedSupergraph(original: string): Promise<SignedSupergraph> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const name = { kid: 'bench', alg: 'EdDSA' };
  const folder = mkdtempSync(join(tmpdir(), 'sortition-bench-'));
  const file = join(folder, 'supergraph.graphql');
  const content = readFileSync(original);
  writeFileSync(file, content);
  writeFileSync(signatureFileOf(file), await signSupergraph(content, 1, { ...await exportJWK(privateKey), ...name }));
  return { file, keys: JSON.stringify({ keys: [{ ...await exportJWK(publicKey), ...name }] }), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
