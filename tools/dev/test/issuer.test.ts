import { createLocalJWKSet, generateKeyPair, exportJWK, jwtVerify, type JSONWebKeySet, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsOf } from '../src/issuer/accounts.ts';
import { startIssuer, type Issuer } from '../src/issuer/issuer.ts';
import { ROLES } from '../src/issuer/roles.ts';

const DEPARTMENTS = [
  { id: '01900000-0000-7000-8000-000000000001', name: '市市场监督管理局', level: 'MUNICIPAL', division: '500000' },
  { id: '01900000-0000-7000-8000-000000000002', name: '区应急管理局', level: 'COUNTY', division: '500112' },
];
const PORT = 21_600;
let issuer: Issuer;
let signingKey: JWK;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  signingKey = { ...(await exportJWK(privateKey)), kid: 'issuer', alg: 'EdDSA' };
  issuer = await startIssuer({ port: PORT, signingKey, accounts: async () => accountsOf(DEPARTMENTS) });
});
afterAll(() => issuer[Symbol.asyncDispose]());

const getJson = async <T>(path: string): Promise<T> => JSON.parse(await (await fetch(issuer.url + path)).text());
const post = (body: string, contentType: string) => fetch(`${issuer.url}/token`, { method: 'POST', headers: { 'content-type': contentType }, body });

async function claimsOf(token: string) {
  const { jwks_uri } = await getJson<{ jwks_uri: string }>('/.well-known/openid-configuration');
  const keys: JSONWebKeySet = JSON.parse(await (await fetch(jwks_uri)).text());
  return (await jwtVerify(token, createLocalJWKSet(keys), { issuer: issuer.url, audience: 'sortition', algorithms: ['EdDSA'], requiredClaims: ['exp', 'sub'] })).payload;
}

const tokenIn = async (response: Response): Promise<string> => {
  const answer: { access_token: string } = JSON.parse(await response.text());
  return answer.access_token;
};

describe('the development issuer', () => {
  it('lists one account per role and department', async () => {
    const accounts = await getJson<{ sub: string }[]>('/accounts');
    expect(accounts).toHaveLength(DEPARTMENTS.length * Object.keys(ROLES).length);
    expect(new Set(accounts.map(({ sub }) => sub)).size).toBe(accounts.length);
    expect(accounts).toContainEqual({ sub: 'department-head.2', name: '区应急管理局部门负责人', roles: ['DEPARTMENT_HEAD'], department: DEPARTMENTS[1]?.id, department_level: 'COUNTY', region: '500112' });
  });

  it('gives a token that its published keys verify, with the claims of the account', async () => {
    const token = await (await fetch(`${issuer.url}/token?account=planner.1`)).text();
    expect(await claimsOf(token)).toMatchObject({ sub: 'planner.1', roles: ['PLANNER'], department: DEPARTMENTS[0]?.id, department_level: 'MUNICIPAL', region: '500000' });
  });

  it('takes an account as GraphiQL posts it, and as a password grant', async () => {
    expect(await claimsOf(await tokenIn(await post('{"sub":"legal-reviewer.2"}', 'application/json')))).toMatchObject({ roles: ['LEGAL_REVIEWER'] });
    expect(await claimsOf(await tokenIn(await post('grant_type=password&username=coordinator.1&password=x', 'application/x-www-form-urlencoded')))).toMatchObject({ roles: ['COORDINATOR'] });
  });

  it('speaks for an enterprise, or an inspector of the roster, who are in no list', async () => {
    const inspectee = { sub: 'inspectee:91330106MA21000290', name: '某公司', roles: ['INSPECTEE'], uscc: '91330106MA21000290' };
    expect(await claimsOf(await tokenIn(await post(JSON.stringify(inspectee), 'application/json')))).toMatchObject(inspectee);
  });

  it('refuses an account that nobody has', async () => {
    expect((await fetch(`${issuer.url}/token?account=nobody`)).status).toBe(404);
    expect((await post('{"sub":"nobody"}', 'application/json')).status).toBe(400);
    expect((await post('{broken', 'application/json')).status).toBe(400);
  });

  it('never shows its private key', async () => {
    expect(JSON.stringify(await getJson('/jwks'))).not.toContain(signingKey.d);
  });
});
