import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IDENTITY_HEADER, identityVerifier, type Identity } from '@sortition/service-kit/identity';
import { exportJWK, generateKeyPair } from 'jose';
import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serviceFiles } from '../src/http/service-files.ts';

const OFFICER: Identity = { subject: 'officer-1', name: '张三', department: 'dept-1', level: 'COUNTY', region: '500112', roles: ['PLANNER'], uscc: null };
const ID = '01a1fa16-8a2d-7308-a726-000cbda1b458';
const LINES = 'unit\tBASE\t1\n'.repeat(200_000);

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: IncomingMessage[] = [];
const sampling = createServer((request, response) => {
  seen.push(request);
  answer(request, response);
});
const dispatcher = new Agent();
let front: Server;
let verify: ReturnType<typeof identityVerifier>;

const listen = (server: Server): Promise<string> => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
const close = (server: Server): Promise<void> => new Promise((resolve) => {
  server.closeAllConnections();
  server.close(() => resolve());
});

let url: string;
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = { ...await exportJWK(privateKey), kid: 'gateway' };
  verify = identityVerifier({ keys: [{ ...await exportJWK(publicKey), kid: 'gateway', alg: 'EdDSA' }] }, 'sampling');
  const config = { SUBGRAPH_URLS: { sampling: await listen(sampling) }, GATEWAY_SIGNING_KEY: z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string(), d: z.string() }).parse(key), SUBGRAPH_QUERY_MS: 300 };
  const files = serviceFiles({ config, dispatcher, callerOf: async () => OFFICER });
  front = createServer((request, response) => {
    files(request, response, new URL(request.url ?? '/', 'http://gateway.invalid')).then((answered) => {
      if (!answered) response.writeHead(404).end();
    }, () => response.destroy());
  });
  url = await listen(front);
});
beforeEach(() => {
  seen = [];
  answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', etag: '"root"', 'x-internal': 'sampling-7.example.internal', 'set-cookie': 'a=b' }).end(LINES);
});
afterAll(async () => {
  await Promise.all([close(front), close(sampling), dispatcher.destroy()]);
});

describe('a file of a service', () => {
  it('comes through whole, under the caller’s identity, with nothing of the inside', async () => {
    const response = await fetch(`${url}/draws/${ID}/frame?x=1`, { headers: { 'x-sortition-identity': 'forged', cookie: 'a=b', authorization: 'Bearer secret' } });
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, '"root"', LINES]);
    expect([response.headers.get('x-internal'), response.headers.get('set-cookie')]).toEqual([null, null]);
    expect(seen.map((request) => [request.method, request.url, request.headers.cookie, request.headers.authorization])).toEqual([['GET', `/draws/${ID}/frame?x=1`, undefined, undefined]]);
    expect(await verify(String(seen[0]?.headers[IDENTITY_HEADER]), new Uint8Array(0))).toEqual(OFFICER);
  });

  it('is refused in the words of the service', async () => {
    answer = (_request, response) => void response.writeHead(403, { 'content-type': 'application/json' }).end('{"errors":[{"extensions":{"code":"FORBIDDEN"}}]}');
    const response = await fetch(`${url}/draws/${ID}/openings`);
    expect([response.status, await response.json()]).toEqual([403, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  });

  it('is not sent again to whoever has it', async () => {
    answer = (request, response) => void response.writeHead(request.headers['if-none-match'] === '"root"' ? 304 : 200, { etag: '"root"' }).end();
    expect((await fetch(`${url}/draws/${ID}/frame`, { headers: { 'if-none-match': '"root"' } })).status).toBe(304);
  });

  it('costs its service nothing more once the caller has gone', async () => {
    const stopped = new Promise<void>((resolve) => {
      answer = (request, response) => {
        response.writeHead(200).write('first\n');
        request.socket.once('close', () => resolve());
      };
    });
    const leaving = new AbortController();
    const response = await fetch(`${url}/draws/${ID}/frame`, { signal: leaving.signal });
    expect(response.status).toBe(200);
    leaving.abort();
    await stopped;
  });
});

describe('no other path reaches a service', () => {
  it.each(['/feeds/events', '/draws/../feeds/events', '/draws/%2e%2e/feeds/events', '/graphql', '/metrics', '/log/checkpoint'])('%s', async (path) => {
    expect((await fetch(`${url}${path}`)).status).toBe(404);
    expect(seen).toEqual([]);
  });
});

describe('a service that is out', () => {
  const told = async (response: Response) => ({ status: response.status, text: await response.text() });

  it('is told as such, in two languages and without its address, when it never answers', async () => {
    answer = () => undefined;
    const { status, text } = await told(await fetch(`${url}/draws/${ID}/frame`));
    expect([status, JSON.parse(text)]).toMatchObject([503, { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', messageZh: expect.stringContaining('sampling'), messageEn: expect.stringContaining('sampling') } }] }]);
    expect(text).not.toContain('127.0.0.1');
  });

  it('never leaves half a file that looks like a whole one', async () => {
    answer = (request, response) => {
      response.writeHead(200).write('half\n');
      setTimeout(() => request.socket.destroy(), 20);
    };
    const response = await fetch(`${url}/draws/${ID}/frame`);
    await expect(response.text()).rejects.toThrow();
  });

  it('is told when nothing listens', async () => {
    await close(sampling);
    expect(await told(await fetch(`${url}/draws/${ID}/frame`))).toMatchObject({ status: 503, text: expect.stringContaining('SUBGRAPH_UNAVAILABLE') });
  });
});
