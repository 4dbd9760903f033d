import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignJWT, importJWK, type JWK } from 'jose';
import { publicKeys } from '../platform/keys.ts';
import type { Account } from './accounts.ts';
import type { People } from './people-in-registry.ts';

export interface IssuerOptions {
  readonly port: number;
  readonly signingKey: JWK;
  readonly people: Pick<People, 'offered' | 'find'>;
}

/** An OIDC-shaped issuer for one's own machine: it gives anybody who can reach it any identity, without a password. */
export interface Issuer extends AsyncDisposable {
  readonly url: string;
  tokenFor(account: Account): Promise<string>;
}

const AUDIENCE = 'sortition';
const LIFETIME_SECONDS = 12 * 3_600;
const MAX_BODY_BYTES = 10_000;

async function readForm(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return {};
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!text.startsWith('{')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const answer = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Somebody who is nowhere in the list: an inspector by the roster's id, an enterprise by its credit code. */
function accountInFull(form: Readonly<Record<string, unknown>>): Account | undefined {
  const { sub, roles, uscc } = form;
  if (typeof sub !== 'string' || !Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) return undefined;
  const named = { sub, roles, name: textOrNull(form['name']) ?? sub, department: textOrNull(form['department']), department_level: textOrNull(form['department_level']), region: textOrNull(form['region']) };
  return typeof uscc === 'string' ? { ...named, uscc } : named;
}

export async function startIssuer({ port, signingKey, people }: IssuerOptions): Promise<Issuer> {
  const url = `http://127.0.0.1:${port}`;
  const key = await importJWK(signingKey, 'EdDSA');
  const tokenFor = ({ sub, ...claims }: Account): Promise<string> =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', kid: signingKey.kid ?? '' })
      .setIssuer(url).setAudience(AUDIENCE).setSubject(sub).setIssuedAt().setExpirationTime(`${LIFETIME_SECONDS}s`).sign(key);
  const known = async (sub: unknown): Promise<Account | undefined> => (typeof sub === 'string' ? people.find(sub) : undefined);

  async function grant(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    const account = accountInFull(form) ?? await known(form['sub'] ?? form['username']);
    if (account === undefined) return answer(response, 400, { error: 'invalid_grant', error_description: `no such account; ${url}/accounts lists them` });
    answer(response, 200, { access_token: await tokenFor(account), token_type: 'Bearer', expires_in: LIFETIME_SECONDS });
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/.well-known/openid-configuration') {
      return answer(response, 200, { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token`, grant_types_supported: ['password'], id_token_signing_alg_values_supported: ['EdDSA'] });
    }
    if (pathname === '/jwks') return answer(response, 200, publicKeys(signingKey));
    if (pathname === '/accounts') return answer(response, 200, await people.offered());
    if (pathname !== '/token') return answer(response, 404, { error: 'not_found' });
    if (request.method === 'POST') return grant(request, response);
    const account = await known(searchParams.get('account'));
    if (account === undefined) return answer(response, 404, { error: 'no such account', accounts: `${url}/accounts` });
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(await tokenFor(account));
  }

  const http = createServer((request, response) => {
    route(request, response).catch((error: unknown) => answer(response, 500, { error: error instanceof Error ? error.message : String(error) }));
  });
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  return {
    url,
    tokenFor,
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
