import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';

/** An Ed25519 pair whose `kid` names its holder. */
export interface KeyPair {
  readonly privateKey: JWK;
  readonly publicKey: JWK;
}

/** Keys of several holders, as the configuration of a service wants them. */
export interface KeyRing {
  readonly privateKeys: Readonly<Record<string, JWK>>;
  readonly publicKeys: JSONWebKeySet;
}

async function keyPair(kid: string): Promise<KeyPair> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  return { privateKey: { ...(await exportJWK(pair.privateKey)), kid, alg: 'EdDSA' }, publicKey: { ...(await exportJWK(pair.publicKey)), kid, alg: 'EdDSA' } };
}

/** The pair with which a test plays the gateway: sign with `privateKey`, give `publicKey` to the subgraph. */
export const testGatewayKey = (): Promise<KeyPair> => keyPair('gateway');

export async function testKeyRing(...holders: readonly string[]): Promise<KeyRing> {
  const pairs = await Promise.all(holders.map(async (holder) => [holder, await keyPair(holder)] as const));
  return {
    privateKeys: Object.fromEntries(pairs.map(([holder, pair]) => [holder, pair.privateKey])),
    publicKeys: { keys: pairs.map(([, pair]) => pair.publicKey) },
  };
}
