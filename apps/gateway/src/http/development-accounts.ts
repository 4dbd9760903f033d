import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { RequestRefused } from '../errors/gateway-error.ts';
import { readJsonBody } from './read-body.ts';

const ISSUER_MS = 3_000;
const accounts = z.array(z.object({ sub: z.string(), name: z.string(), department: z.string().nullish(), roles: z.array(z.string()) }));
const grant = z.object({ access_token: z.string() });

async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ISSUER_MS) });
    if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
    return await response.json();
  } catch {
    throw new RequestRefused('IDENTITY_PROVIDER_UNAVAILABLE');
  }
}

/**
 * Development only: lets GraphiQL choose among the seeded people. The development issuer lists them at `/accounts` and gives a
 * token for `{"sub": …}` posted to `/token`; going through the gateway keeps the page's policy to its own origin.
 */
export function developmentAccounts(issuer: string): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const base = issuer.replace(/\/$/, '');
  return async (request, response) => {
    const answer = request.method === 'POST'
      ? grant.parse(await ask(`${base}/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(await readJsonBody(request, 1_000)) }))
      : accounts.parse(await ask(`${base}/accounts`));
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(answer));
  };
}
