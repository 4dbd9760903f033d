import { decodeJwt, decodeProtectedHeader, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCity, type Answer, type City } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';

const WHO = '{ whoAmI { subject roles department region } }';
const ago = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds;

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});

describe('who calls', () => {
  it('is the public without a token', async () => {
    expect((await city.ask(WHO)).data).toEqual({ whoAmI: { subject: 'public', roles: ['PUBLIC'], department: null, region: null } });
  });

  it('is the subject of the token, with its claims but never with the platform’s own roles', async () => {
    const answer = await city.ask(WHO, { token: await city.issuer.token() });
    expect(answer.data).toEqual({ whoAmI: { subject: 'officer-1', roles: ['PLANNER'], department: 'dept-1', region: '500112' } });
    expect(city.registry.seen.at(-1)?.identity).toEqual({ subject: 'officer-1', name: '张三', department: 'dept-1', level: 'COUNTY', region: '500112', roles: ['PLANNER'], uscc: null });
  });

  it('tolerates a minute of clock difference', async () => {
    expect((await city.ask(WHO, { token: await city.issuer.token(OFFICER, { expiresAt: ago(30) }) })).errors).toEqual([]);
  });
});

describe('a token that does not verify is refused, never taken for the public', () => {
  const forged: [string, () => Promise<string>][] = [
    ['expired', () => city.issuer.token(OFFICER, { expiresAt: ago(120) })],
    ['of another issuer', () => city.issuer.token(OFFICER, { issuer: 'https://elsewhere.invalid' })],
    ['for another audience', () => city.issuer.token(OFFICER, { audience: 'payroll' })],
    ['signed by a stranger', async () => city.issuer.token(OFFICER, { key: (await generateKeyPair('EdDSA')).privateKey })],
    ['signed by an unknown key', () => city.issuer.token(OFFICER, { kid: 'issuer-9' })],
    ['of the platform itself', () => city.issuer.token({ ...OFFICER, sub: 'system:registry' })],
    ['with roles that are no list', () => city.issuer.token({ ...OFFICER, roles: 'PLANNER' })],
    ['unsigned', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(OFFICER)).toString('base64url')}.x`],
    ['no token at all', async () => 'a b c'],
  ];
  it.each(forged)('%s', async (_name, token) => {
    const before = city.registry.seen.length;
    const answer: Answer = await city.ask(WHO, { token: await token() });
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toEqual([{
      message: expect.any(String),
      extensions: { code: 'UNAUTHENTICATED', messageZh: expect.stringContaining('令牌'), messageEn: expect.stringContaining('token'), traceId: expect.any(String) },
    }]);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(city.registry.seen).toHaveLength(before);
  });

  it('another scheme than Bearer', async () => {
    expect((await city.ask(WHO, { headers: { authorization: 'Basic b2ZmaWNlcjpwYXNz' } })).status).toBe(401);
  });

  it('says when the identity provider, not the token, is at fault', async () => {
    await using lonely = await startCity({ OIDC_ISSUER: 'http://127.0.0.1:1' });
    const answer = await lonely.ask(WHO, { token: await city.issuer.token() });
    expect([answer.status, ...answer.codes]).toEqual([503, 'IDENTITY_PROVIDER_UNAVAILABLE']);
    expect((await lonely.ask(WHO)).errors).toEqual([]);
  });
});

describe('what a subgraph is told', () => {
  it('is signed for it alone, for thirty seconds, over the very body', async () => {
    await city.ask('{ objects(first: 1) { id visits { day } } }', { token: await city.issuer.token() });
    for (const department of [city.registry, city.inspection]) {
      const seen = department.seen.at(-1);
      const assertion = String(seen?.headers['x-sortition-identity']);
      const claims = decodeJwt(assertion);
      expect(decodeProtectedHeader(assertion)).toMatchObject({ alg: 'EdDSA', kid: 'gateway-1' });
      expect(claims).toMatchObject({ iss: 'gateway', aud: department.name, sub: 'officer-1', roles: ['PLANNER'], region: '500112', level: 'COUNTY', jti: expect.any(String), bh: expect.stringMatching(/^[\w-]{43}$/) });
      expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(30);
    }
    const [registry, inspection] = [city.registry, city.inspection].map((department) => decodeJwt(String(department.seen.at(-1)?.headers['x-sortition-identity'])));
    expect(registry?.jti).not.toBe(inspection?.jti);
    expect(registry?.['bh']).not.toBe(inspection?.['bh']);
    expect([city.registry.refusedIdentities(), city.inspection.refusedIdentities()]).toEqual([0, 0]);
  });

  it('carries the trace and the deadline', async () => {
    const before = Date.now();
    const answer = await city.ask('{ objects(first: 1) { id } }', { headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' } });
    expect(answer.headers.get('x-trace-id')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    const headers = city.registry.seen.at(-1)?.headers;
    expect(headers?.['x-trace-id']).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(headers?.['traceparent']).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/);
    expect(Number(headers?.['x-deadline']) - before).toBeGreaterThan(1_000);
    expect(Number(headers?.['x-deadline']) - before).toBeLessThan(3_000);
  });

  it('holds nothing that the client said about itself', async () => {
    await city.ask(WHO, { headers: { 'x-sortition-identity': 'forged', 'x-trace-id': 'not-a-trace', traceparent: 'garbage', cookie: 'session=1' } });
    const headers = city.registry.seen.at(-1)?.headers;
    expect(headers?.['x-sortition-identity']).not.toBe('forged');
    expect(headers?.['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(headers?.cookie).toBeUndefined();
  });
});
