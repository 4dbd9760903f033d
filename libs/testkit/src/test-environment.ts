import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { TestDatabase } from './test-database.ts';
import { testKeyRing, type KeyPair } from './test-keys.ts';

/** The environment of one subgraph under test, as its supervisor would set it: own database, any port, quiet. */
export async function testEnvironment(options: {
  readonly service: string;
  readonly serviceRoot: string;
  readonly database: TestDatabase;
  readonly gateway: KeyPair;
  /** Keys and feeds of its peers, where events flow between several services. */
  readonly peers?: { readonly signingKey: JWK; readonly publicKeys: readonly JWK[]; readonly feedUrls: Readonly<Record<string, string>> };
}): Promise<Record<string, string>> {
  const { service, serviceRoot, database, gateway } = options;
  const alone = await testKeyRing(service);
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    SERVICE_ROOT: serviceRoot,
    DATABASE_URL: database.appUrl,
    GATEWAY_PUBLIC_KEYS: JSON.stringify({ keys: [gateway.publicKey] }),
    SERVICE_SIGNING_KEY: JSON.stringify(options.peers?.signingKey ?? alone.privateKeys[service]),
    SERVICE_PUBLIC_KEYS: JSON.stringify({ keys: options.peers?.publicKeys ?? alone.publicKeys.keys }),
    FEED_URLS: JSON.stringify(options.peers?.feedUrls ?? {}),
    PERSONAL_DATA_KEY: randomBytes(32).toString('base64url'),
  };
}
