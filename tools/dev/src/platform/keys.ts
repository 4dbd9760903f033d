import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { SERVICES } from './services.ts';

const HOLDERS = ['gateway', 'issuer', ...SERVICES] as const;
type Holder = (typeof HOLDERS)[number];

/** What one installation signs and encrypts with. Kept, or a restart would make its encrypted data unreadable. */
export interface PlatformKeys {
  readonly signing: Readonly<Record<Holder, JWK>>;
  readonly personalData: string;
}

async function makeKeys(): Promise<PlatformKeys> {
  const pairs = await Promise.all(HOLDERS.map(async (kid) => {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    return [kid, { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA' }] as const;
  }));
  return { signing: Object.fromEntries(pairs) as Record<Holder, JWK>, personalData: randomBytes(32).toString('base64url') };
}

export async function openKeys(dataDir: string, personalData: string | undefined): Promise<PlatformKeys> {
  const file = join(dataDir, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(await makeKeys(), null, 2), { mode: 0o600, flag: 'wx' });
  }
  const keys: PlatformKeys = JSON.parse(readFileSync(file, 'utf8'));
  return personalData === undefined ? keys : { ...keys, personalData };
}

/** The public halves, as those get them who verify. */
export const publicKeys = (...keys: readonly JWK[]): JSONWebKeySet => ({ keys: keys.map(({ d: _secret, ...open }) => open) });
