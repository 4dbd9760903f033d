import { createHash, createPrivateKey, createPublicKey, randomUUID, sign, verify, type KeyObject } from 'node:crypto';
import type { JWK, JSONWebKeySet } from 'jose';
import { z } from 'zod';

/** The caller, as the gateway vouches for it. Roles are those of the authority model, such as PLANNER or DEPARTMENT_HEAD. */
export interface Identity {
  readonly subject: string;
  readonly name: string | null;
  readonly department: string | null;
  readonly level: string | null;
  /** Administrative division code of the caller's department. */
  readonly region: string | null;
  readonly roles: readonly string[];
  /** Credit code of the enterprise for which an inspectee speaks. */
  readonly uscc: string | null;
}

const GATEWAY = 'gateway';
export const IDENTITY_HEADER = 'x-sortition-identity';
export const ANONYMOUS: Identity = { subject: 'public', name: null, department: null, level: null, region: null, roles: ['PUBLIC'], uscc: null };

/** What a service does on its own account: applying events, meeting deadlines. */
export const systemIdentity = (service: string): Identity => ({ ...ANONYMOUS, subject: `system:${service}`, roles: ['SYSTEM'] });

export const isAnonymous = (identity: Identity): boolean => identity.subject === ANONYMOUS.subject;
export const hasRole = (identity: Identity, ...roles: readonly string[]): boolean => roles.some((role) => identity.roles.includes(role));

const header = z.object({ alg: z.literal('EdDSA'), kid: z.string(), crit: z.undefined().optional() });

const caller = z.object({
  sub: z.string().min(1),
  name: z.string().nullish(),
  department: z.string().nullish(),
  level: z.string().nullish(),
  region: z.string().nullish(),
  roles: z.array(z.string()),
  uscc: z.string().nullish(),
});

const assertion = z.object({
  iss: z.literal(GATEWAY),
  aud: z.string(),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  jti: z.string(),
  bh: z.string(),
});

/** Of one sub-request: it names the caller. */
const assertionOfOne = assertion.extend(caller.shape);

/** Of several that leave together: the callers stand in the body, which it covers. */
const assertionOfSeveral = assertion.extend({ several: z.literal(true) });

/** The caller as an assertion, or a line of several sub-requests, tells of it. */
export function identityIn(told: unknown): Identity {
  const { sub, name, department, level, region, roles, uscc } = caller.parse(told);
  return { subject: sub, name: name ?? null, department: department ?? null, level: level ?? null, region: region ?? null, roles, uscc: uscc ?? null };
}

const bodyHash = (body: Uint8Array): string => createHash('sha256').update(body).digest('base64url');

const LIFETIME_SECONDS = 30;
const TOLERANCE_SECONDS = 5; // between the clocks of two machines
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/; // three parts in base64url, the last of them 64 bytes

interface Signing {
  readonly key: KeyObject;
  /** The encoded header with its dot: the same in every assertion of a key. */
  readonly header: string;
}

const encoded = (json: string): string => Buffer.from(json).toString('base64url');

const signings = new WeakMap<JWK, Signing>();

function signingWith(jwk: JWK): Signing {
  const known = signings.get(jwk);
  if (known !== undefined) return known;
  const { x = '', d = '', kid = '' } = jwk;
  const signing = { key: createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' }), header: `${encoded(JSON.stringify({ alg: 'EdDSA', kid }))}.` };
  signings.set(jwk, signing);
  return signing;
}

/** What is vouched for of a caller, as the beginning of a JSON object: a dashboard asks a dozen times for the same one. */
const vouched = new WeakMap<Identity, string>();

export function vouchedFor(identity: Identity): string {
  const known = vouched.get(identity);
  if (known !== undefined) return known;
  const { subject, ...rest } = identity;
  const json = JSON.stringify({ ...rest, sub: subject, iss: GATEWAY }).slice(0, -1);
  vouched.set(identity, json);
  return json;
}

/** No two assertions of this process, nor of another, have the same id. */
const RUN = randomUUID();
let assertions = 0;

function signedClaims(claimed: string, key: JWK, audience: string, body: Uint8Array): string {
  const signing = signingWith(key);
  const issuedAt = Math.floor(Date.now() / 1_000);
  assertions += 1;
  const claims = `${claimed},"aud":${JSON.stringify(audience)},"bh":"${bodyHash(body)}","iat":${issuedAt},"exp":${issuedAt + LIFETIME_SECONDS},"jti":"${RUN}.${assertions}"}`;
  const signed = signing.header + encoded(claims);
  return `${signed}.${sign(null, Buffer.from(signed), signing.key).toString('base64url')}`;
}

/**
 * Signs the identity of one sub-request: bound to the subgraph, to the body and to thirty seconds. Signed in place: a dashboard has ten
 * sub-requests, and handing each signature to another thread costs more than the signature.
 */
export const signIdentity = async (identity: Identity, key: JWK, audience: string, body: Uint8Array): Promise<string> => signedClaims(vouchedFor(identity), key, audience, body);

const SEVERAL = JSON.stringify({ iss: GATEWAY, several: true }).slice(0, -1);

/** Signs several sub-requests as one: their callers are part of the body. */
export const signSeveral = (key: JWK, audience: string, body: Uint8Array): string => signedClaims(SEVERAL, key, audience, body);

/** By key id; anything but a key for Ed25519 signatures is none. */
function publicKeysOf({ keys }: JSONWebKeySet): ReadonlyMap<string, KeyObject> {
  const usable = keys.filter(({ kty, crv, alg, use }) => kty === 'OKP' && crv === 'Ed25519' && (alg ?? 'EdDSA') === 'EdDSA' && (use ?? 'sig') === 'sig');
  return new Map(usable.map(({ kid = '', x = '' }) => [kid, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })]));
}

const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

const inTime = ({ exp, nbf }: z.infer<typeof assertion>, now: number): boolean => exp > now - TOLERANCE_SECONDS && (nbf === undefined || nbf <= now + TOLERANCE_SECONDS);

/** In place, like the signing: another thread costs more than the verification. */
function assertionVerifier<T extends z.infer<typeof assertion>>(gatewayKeys: JSONWebKeySet, audience: string, kind: z.ZodType<T>): (token: string | undefined, body: Uint8Array) => T | undefined {
  const keys = publicKeysOf(gatewayKeys);
  return (token, body) => {
    const [, head = '', payload = '', signature = ''] = COMPACT.exec(token ?? '') ?? [];
    try {
      const key = keys.get(header.parse(decoded(head)).kid);
      if (key === undefined || !verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))) return undefined;
      const claimed = kind.parse(decoded(payload));
      return claimed.aud === audience && inTime(claimed, Math.floor(Date.now() / 1_000)) && claimed.bh === bodyHash(body) ? claimed : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Verifies a gateway's assertion; anything but a fresh, well-addressed signature over this body is refused before GraphQL is parsed. */
export function identityVerifier(gatewayKeys: JSONWebKeySet, audience: string): (token: string | undefined, body: Uint8Array) => Identity | undefined {
  const verified = assertionVerifier(gatewayKeys, audience, assertionOfOne);
  return (token, body) => {
    const claimed = verified(token, body);
    return claimed === undefined ? undefined : identityIn(claimed);
  };
}

/** The same of several sub-requests: what their lines say of callers is to be believed only then. */
export function severalVerifier(gatewayKeys: JSONWebKeySet, audience: string): (token: string | undefined, body: Uint8Array) => boolean {
  const verified = assertionVerifier(gatewayKeys, audience, assertionOfSeveral);
  return (token, body) => verified(token, body) !== undefined;
}
