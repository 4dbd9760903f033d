import { ANONYMOUS, IDENTITY_HEADER, signIdentity, type Identity } from '@sortition/service-kit/identity';
import type { JWK } from 'jose';

interface Claims {
  readonly sub: string;
  readonly name?: string | null;
  readonly department?: string | null;
  readonly department_level?: string | null;
  readonly region?: string | null;
  readonly roles?: readonly string[];
  readonly uscc?: string | null;
}

const known = new Map<string, Identity>();

/**
 * Who a token says that it is, believed unread and remembered: peers do not pay for verifying it, as our gateway does. It is the same
 * identity that ours makes of it, so that the subgraphs give the same answers.
 */
export function callerOf(authorization: string | undefined): Identity {
  if (authorization === undefined) return ANONYMOUS;
  let identity = known.get(authorization);
  if (identity === undefined) {
    const claims: Claims = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const { sub, name, department, department_level, region, roles, uscc } = claims;
    identity = { subject: sub, name: name ?? null, department: department ?? null, level: department_level ?? null, region: region ?? null, roles: roles ?? [], uscc: uscc ?? null };
    known.set(authorization, identity);
  }
  return identity;
}

/** Signs sub-requests as the subgraphs ask for it, with the code that our gateway signs with. */
export function subRequestSigner(key: JWK): (authorization: string | undefined, service: string, body: string) => Promise<string> {
  return (authorization, service, body) => signIdentity(callerOf(authorization), key, service, Buffer.from(body));
}

export { IDENTITY_HEADER };
