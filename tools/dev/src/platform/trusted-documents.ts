import { join } from 'node:path';
import { readDocuments } from '@sortition/tool-compose/read-documents';
import { writeManifest } from '@sortition/tool-compose/write-manifest';
import { exportJWK, generateKeyPair } from 'jose';
import { publicKeys } from './keys.ts';

/** Signs the example queries for this run with a key that nobody keeps. Answers what the gateway has to know of it. */
export async function signExampleQueries(root: string, dataDir: string): Promise<NodeJS.ProcessEnv> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = { ...await exportJWK(privateKey), kid: 'development', alg: 'EdDSA' };
  const file = join(dataDir, 'trusted-documents.json');
  await writeManifest(file, readDocuments([join(root, 'docs/queries')]), key);
  return { TRUSTED_DOCUMENTS: file, TRUSTED_DOCUMENT_KEYS: JSON.stringify(publicKeys(key)) };
}
