import { SignJWT, createLocalJWKSet, jwtVerify, type JWK, type JSONWebKeySet } from 'jose';

export const SERVICE_HEADER = 'x-sortition-service';
/** In which a feed says where it ends. */
export const CURSOR_HEADER = 'x-sortition-cursor';

/** Proves to another service which service asks for its feed. */
export async function signServiceIdentity(key: JWK, audience: string): Promise<string> {
  return new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '' })
    .setIssuer(key.kid ?? '').setAudience(audience).setIssuedAt().setExpirationTime('60s')
    .sign(key);
}

/** The name of the service that asks, or undefined when it cannot prove one. */
export function serviceVerifier(serviceKeys: JSONWebKeySet, audience: string): (token: string | undefined) => Promise<string | undefined> {
  const keys = createLocalJWKSet(serviceKeys);
  return async (token) => {
    if (token === undefined) return undefined;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, { audience, algorithms: ['EdDSA'], clockTolerance: 5, requiredClaims: ['exp', 'iss'] });
      return payload.iss === protectedHeader.kid ? payload.iss : undefined;
    } catch {
      return undefined;
    }
  };
}
