import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signSupergraph, signatureFileOf } from '@sortition/service-kit/supergraph-signature';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Settings } from './settings.ts';

/** The key with which this installation signs its supergraph; `npm run compose -- sign` takes the same file. */
const keyFileOf = (dataDir: string): string => join(dataDir, 'supergraph-key.json');

/** Where the gateway takes its supergraph from. Another one that is signed and put there is taken while the gateway runs. */
export const supergraphFileOf = (dataDir: string): string => join(dataDir, 'supergraph', 'supergraph.graphql');

async function keepKey(file: string): Promise<JWK> {
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...await exportJWK(privateKey), kid: 'supergraph-1', alg: 'EdDSA', use: 'sig' })}\n`, { mode: 0o600, flag: 'wx' });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Signs the committed supergraph for this installation, so that its gateway goes the way of production. Answers the key. */
export async function signCommittedSupergraph({ root, dataDir }: Pick<Settings, 'root' | 'dataDir'>): Promise<JWK> {
  const key = await keepKey(keyFileOf(dataDir));
  const sdl = readFileSync(join(root, 'apps/gateway/supergraph.graphql'));
  const file = supergraphFileOf(dataDir);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, sdl);
  writeFileSync(signatureFileOf(file), await signSupergraph(sdl, Math.floor(Date.now() / 1_000), key));
  return key;
}
