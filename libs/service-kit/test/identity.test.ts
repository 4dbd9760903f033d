import { createHash, createPrivateKey, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { testGatewayKey, type KeyPair } from '@sortition/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityVerifier } from '../src/identity.ts';
import { signIdentity } from '../src/service-kit.ts';
import { planner } from './fixture-service.ts';

const BODY = new TextEncoder().encode('{"query":"{ motto }"}');
const seconds = (ahead = 0): number => Math.floor(Date.now() / 1_000) + ahead;
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

let gateway: KeyPair;
let verify: ReturnType<typeof identityVerifier>;
beforeAll(async () => {
  gateway = await testGatewayKey();
  verify = identityVerifier({ keys: [gateway.publicKey] }, 'fixture');
});

/** Signed with the gateway's own key, so that only what is claimed can be wrong. */
function assertion(claims: object = {}, header: object = {}, key: JWK = gateway.privateKey): string {
  const { kty = '', crv = '', x = '', d = '' } = key;
  const honest = { iss: 'gateway', aud: 'fixture', sub: 'planner-1', roles: ['PLANNER'], bh: createHash('sha256').update(BODY).digest('base64url'), iat: seconds(), exp: seconds(30), jti: 'once' };
  const text = `${encoded({ alg: 'EdDSA', kid: 'gateway', ...header })}.${encoded({ ...honest, ...claims })}`;
  return `${text}.${sign(null, Buffer.from(text), createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' })).toString('base64url')}`;
}

describe('an assertion of the gateway', () => {
  it('is believed as it was signed', async () => {
    expect(verify(await signIdentity(planner, gateway.privateKey, 'fixture', BODY), BODY)).toEqual(planner);
    expect(verify(assertion(), BODY)).toEqual({ ...planner, department: null });
  });

  it('may be a few seconds off, as clocks are', () => {
    expect(verify(assertion({ exp: seconds(-3) }), BODY)).toBeDefined();
    expect(verify(assertion({ nbf: seconds(3) }), BODY)).toBeDefined();
  });

  it.each<[string, object, object?]>([
    ['it has expired', { exp: seconds(-10) }],
    ['it is not yet valid', { nbf: seconds(60) }],
    ['it never expires', { exp: undefined }],
    ['it expires at no number', { exp: 'never' }],
    ['it was issued at no time', { iat: undefined }],
    ['it has no id', { jti: undefined }],
    ['it is for another subgraph', { aud: 'registry' }],
    ['it is for nobody', { aud: undefined }],
    ['somebody else issued it', { iss: 'registry' }],
    ['it is for another body', { bh: createHash('sha256').update('other').digest('base64url') }],
    ['it is for any body', { bh: undefined }],
    ['it names nobody', { sub: '' }],
    ['it names no roles', { roles: undefined }],
    ['its roles are a text', { roles: 'AUDITOR' }],
    ['it claims another algorithm', {}, { alg: 'HS256' }],
    ['it claims no algorithm', {}, { alg: 'none' }],
    ['it names an unknown key', {}, { kid: 'other' }],
    ['it names no key', {}, { kid: undefined }],
    ['it has an extension that must be understood', {}, { crit: ['b64'], b64: false }],
  ])('is refused when %s', (_why, claims, header) => {
    expect(verify(assertion(claims, header), BODY)).toBeUndefined();
  });

  it('is refused when a part was changed, cut or added after signing', () => {
    const [head = '', payload = '', signature = ''] = assertion().split('.');
    const richer = encoded({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), roles: ['AUDITOR'] });
    const none = encoded({ alg: 'none', kid: 'gateway' });
    for (const token of [`${head}.${richer}.${signature}`, `${none}.${payload}.${signature}`, `${none}.${payload}.`, `${head}.${payload}`, `${head}.${payload}.${signature}.`, `${head}.${payload}.${signature} `, `${head}.${payload}.${'A'.repeat(86)}`, '', '..', undefined]) {
      expect(verify(token, BODY)).toBeUndefined();
    }
    expect(verify(`${head}.${payload}.${signature}`, new Uint8Array([...BODY, 32]))).toBeUndefined();
  });

  it('is refused when another key has signed it, or a key of the gateway that is not for signatures', async () => {
    const stranger = await testGatewayKey();
    expect(verify(assertion({}, {}, stranger.privateKey), BODY)).toBeUndefined();
    expect(identityVerifier({ keys: [{ ...gateway.publicKey, use: 'enc' }] }, 'fixture')(assertion(), BODY)).toBeUndefined();
    expect(identityVerifier({ keys: [{ ...gateway.publicKey, alg: 'ES256' }] }, 'fixture')(assertion(), BODY)).toBeUndefined();
  });

  it('is believed under either of two keys, so that they can be changed without a pause', async () => {
    const next = await testGatewayKey();
    const both = identityVerifier({ keys: [gateway.publicKey, { ...next.publicKey, kid: 'next' }] }, 'fixture');
    expect(both(assertion(), BODY)).toBeDefined();
    expect(both(assertion({}, { kid: 'next' }, next.privateKey), BODY)).toBeDefined();
    expect(both(assertion({}, { kid: 'next' }), BODY)).toBeUndefined();
  });
});
