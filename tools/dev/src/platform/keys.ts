import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { SERVICES } from './services.ts';

/** The gateway asks for feeds with another key than it signs identities with: a service must never take the one for the other. */
const HOLDERS = ['gateway', 'gateway-feeds', 'issuer', ...SERVICES] as const;
type Holder = (typeof HOLDERS)[number];

/** What one installation signs and encrypts with. Kept, or a restart would make its encrypted data unreadable. */
export interface PlatformKeys {
  readonly signing: Readonly<Record<Holder, JWK>>;
  readonly personalData: string;
}

async function makeKey(kid: Holder): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA' };
}

/** The keys there are, and new ones for holders that have none. */
async function completed(known: Partial<PlatformKeys>): Promise<PlatformKeys> {
  const pairs = await Promise.all(HOLDERS.map(async (kid) => [kid, known.signing?.[kid] ?? await makeKey(kid)] as const));
  return { signing: Object.fromEntries(pairs) as Record<Holder, JWK>, personalData: known.personalData ?? randomBytes(32).toString('base64url') };
}

/** Written beside and then renamed, so that a kill leaves the keys as they were. */
function keep(file: string, keys: PlatformKeys): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export async function openKeys(dataDir: string, personalData: string | undefined): Promise<PlatformKeys> {
  const file = join(dataDir, 'keys.json');
  const known: Partial<PlatformKeys> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const keys = await completed(known);
  if (HOLDERS.some((holder) => known.signing?.[holder] === undefined)) keep(file, keys);
  return personalData === undefined ? keys : { ...keys, personalData };
}

/** The public halves, as those get them who verify. */
export const publicKeys = (...keys: readonly JWK[]): JSONWebKeySet => ({ keys: keys.map(({ d: _secret, ...open }) => open) });
