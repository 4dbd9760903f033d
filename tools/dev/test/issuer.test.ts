import { createLocalJWKSet, generateKeyPair, exportJWK, jwtVerify, type JSONWebKeySet, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspecteeOf, inspectorOf, officersOf } from '../src/issuer/accounts.ts';
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
  const all = [...officersOf(DEPARTMENTS), ...DEPARTMENTS.slice(0, 1).map((department) => inspectorOf({ subject: 'inspector-7', name: '甲子', department })), inspecteeOf('91330106MA21000290', '某公司')];
  issuer = await startIssuer({ port: PORT, signingKey, people: { offered: async () => all, find: async (sub) => all.find((account) => account.sub === sub) } });
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
    expect(accounts).toHaveLength(DEPARTMENTS.length * (Object.keys(ROLES).length - 2) + 2); // inspectors and leaders are people of the directory
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

  it('speaks for an inspector as the directory knows them, and for an enterprise', async () => {
    expect(await claimsOf(await tokenIn(await post('{"sub":"inspector-7"}', 'application/json')))).toMatchObject({ roles: ['INSPECTOR', 'TEAM_LEADER'], department: DEPARTMENTS[0]?.id });
    expect(await claimsOf(await tokenIn(await post('{"sub":"inspectee.91330106MA21000290"}', 'application/json')))).toMatchObject({ roles: ['INSPECTEE'], uscc: '91330106MA21000290' });
  });

  it('takes somebody in full who is in no list', async () => {
    const stranger = { sub: 'stranger', name: '某人', roles: ['PLANNER', 'COORDINATOR'], region: '500112' };
    expect(await claimsOf(await tokenIn(await post(JSON.stringify(stranger), 'application/json')))).toMatchObject(stranger);
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
