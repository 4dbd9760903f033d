import { ANONYMOUS, type Identity } from '@sortition/service-kit/identity';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { RequestRefused } from '../errors/gateway-error.ts';

export interface IssuerPolicy {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
}

const CLOCK_TOLERANCE_SECONDS = 60;
const DISCOVERY_MS = 3_000;
/** How long a token that has been verified is believed without asking for its key again, and how many of them. */
const BELIEVED_MS = 60_000;
const MAX_BELIEVED = 10_000;

const claims = z.object({
  sub: z.string().min(1),
  name: z.string().nullish(),
  department: z.string().nullish(),
  department_level: z.string().nullish(),
  region: z.string().nullish(),
  roles: z.array(z.string().regex(/^[A-Z][A-Z_]*$/)).default([]),
  uscc: z.string().nullish(),
  exp: z.number(),
});

// Roles that no token can carry: they are the platform's own.
const RESERVED_ROLES = new Set(['SYSTEM', 'PUBLIC']);
const RESERVED_SUBJECT = /^(?:system:|public$)/;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(DISCOVERY_MS) });
  const document = discovery.parse(await response.json());
  if (document.issuer !== issuer) throw new Error('the discovery document names another issuer');
  return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: DISCOVERY_MS });
}

/** jose reports a bad token by these; whatever else comes out of verification is the identity provider failing, not the caller. */
const isTokensFault = (error: unknown): boolean =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC' && !(error instanceof errors.JWKSInvalid);

/**
 * Who calls, by the `Authorization` header. Without one the caller is the public; a token that does not verify is never
 * taken for the public, so that an expired session cannot pass for a working one.
 */
export function callerIdentity({ issuer, audience, algorithms }: IssuerPolicy): (authorization: string | undefined) => Promise<Identity> {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const issuerKeys = (): Promise<JWTVerifyGetKey> => {
    keys ??= discover(issuer).catch((error: unknown) => {
      keys = undefined; // the next token asks again
      throw error;
    });
    return keys;
  };

  async function verified(token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, await issuerKeys(), {
        issuer, audience, algorithms: [...algorithms], clockTolerance: CLOCK_TOLERANCE_SECONDS, requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw new RequestRefused(isTokensFault(error) ? 'UNAUTHENTICATED' : 'IDENTITY_PROVIDER_UNAVAILABLE');
    }
  }

  // A dashboard sends the same token all day. What is remembered is the caller of exactly this text, and never beyond its own end.
  const believed = new Map<string, { readonly identity: Identity; readonly until: number }>();

  async function identityOf(token: string): Promise<Identity> {
    const known = believed.get(token);
    if (known !== undefined && Date.now() < known.until) return known.identity;
    believed.delete(token);
    const parsed = claims.safeParse(await verified(token));
    if (!parsed.success || RESERVED_SUBJECT.test(parsed.data.sub)) throw new RequestRefused('UNAUTHENTICATED');
    const { sub, name, department, department_level, region, roles, uscc, exp } = parsed.data;
    const identity = {
      subject: sub, name: name ?? null, department: department ?? null, level: department_level ?? null, region: region ?? null,
      roles: roles.filter((role) => !RESERVED_ROLES.has(role)), uscc: uscc ?? null,
    };
    for (const oldest of believed.keys()) {
      if (believed.size < MAX_BELIEVED) break;
      believed.delete(oldest);
    }
    believed.set(token, { identity, until: Math.min(Date.now() + BELIEVED_MS, (exp + CLOCK_TOLERANCE_SECONDS) * 1_000) });
    return identity;
  }

  return async (authorization) => {
    if (authorization === undefined) return ANONYMOUS;
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim()) ?? [];
    if (token === undefined) throw new RequestRefused('UNAUTHENTICATED');
    return identityOf(token);
  };
}
