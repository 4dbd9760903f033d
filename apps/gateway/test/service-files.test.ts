import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { IDENTITY_HEADER, identityVerifier, type Identity } from '@sortition/service-kit/identity';
import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { pino } from 'pino';
import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { routes } from '../src/http/routes.ts';
import { serviceFiles } from '../src/http/service-files.ts';
import { openMetrics } from '../src/observability/metrics.ts';

const OFFICER: Identity = { subject: 'officer-1', name: '张三', department: 'dept-1', level: 'COUNTY', region: '500112', roles: ['PLANNER'], uscc: null };
const ID = '01a1fa16-8a2d-7308-a726-000cbda1b458';
const LINES = 'unit\tBASE\t1\n'.repeat(200_000);

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Reply;
let seen: IncomingMessage[] = [];
const upstream = (): Server => createServer((request, response) => {
  seen.push(request);
  answer(request, response);
});
const services = { sampling: upstream(), disclosure: upstream() };
const dispatcher = new Agent();
const fronts: Server[] = [];

const listen = (server: Server): Promise<string> => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
const close = (server: Server): Promise<void> => new Promise((resolve) => {
  server.closeAllConnections();
  server.close(() => resolve());
});
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let keys: JSONWebKeySet;
let base: Record<string, string>;
/** High enough never to be reached: an attack must then succeed, or it was not the limit that stopped it. */
const WITHOUT = { FILE_READERS: '1000000', FILE_READERS_PER_CALLER: '1000000', FILE_READS_PER_MINUTE: '1000000', FILE_BYTES_PER_SECOND: '1000000000000', FILE_STALL_MS: '600000' };

/** The front door with other limits; whoever comes is who the token says. */
async function frontDoor(limits: Record<string, string> = {}): Promise<string> {
  const callerOf = async (authorization: string | undefined): Promise<Identity> => (authorization === undefined ? OFFICER : { ...OFFICER, subject: authorization.slice('Bearer '.length) });
  const none = async (): Promise<void> => undefined;
  const front = createServer(routes({
    graphql: none, health: async () => ({ ready: true, subgraphs: {} }), graphiql: new Map(), accounts: undefined, metrics: openMetrics(), log: pino({ level: 'silent' }),
    files: serviceFiles({ config: readConfig({ ...base, ...limits }), dispatcher, callerOf }),
  }));
  fronts.push(front);
  return listen(front);
}

let url: string;
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  keys = { keys: [{ ...await exportJWK(publicKey), kid: 'gateway', alg: 'EdDSA' }] };
  base = {
    SUBGRAPH_URLS: JSON.stringify({ sampling: await listen(services.sampling), disclosure: await listen(services.disclosure) }),
    GATEWAY_SIGNING_KEY: JSON.stringify({ ...await exportJWK(privateKey), kid: 'gateway' }), SUBGRAPH_QUERY_MS: '300', OIDC_ISSUER: 'http://127.0.0.1',
  };
  url = await frontDoor();
});
beforeEach(() => {
  seen = [];
  answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', etag: '"root"', 'x-internal': 'sampling-7.example.internal', 'set-cookie': 'a=b' }).end(LINES);
});
afterAll(async () => {
  await Promise.all([...fronts, ...Object.values(services)].map(close));
  await dispatcher.destroy();
});

describe.each([
  ['sampling', `/draws/${ID}/frame`], ['sampling', `/draws/${ID}/certificate`], ['disclosure', '/log/checkpoint'], ['disclosure', '/log/entries'],
])('a file of %s: %s', (service, path) => {
  it('comes through whole, under the caller’s identity, with nothing of the inside', async () => {
    const response = await fetch(`${url}${path}?x=1`, { headers: { 'x-sortition-identity': 'forged', cookie: 'a=b', authorization: 'Bearer secret' } });
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, '"root"', LINES]);
    expect([response.headers.get('x-internal'), response.headers.get('set-cookie')]).toEqual([null, null]);
    expect(seen.map((request) => [request.method, request.url, request.headers.cookie, request.headers.authorization])).toEqual([['GET', `${path}?x=1`, undefined, undefined]]);
    expect(await identityVerifier(keys, service)(String(seen[0]?.headers[IDENTITY_HEADER]), new Uint8Array(0))).toEqual({ ...OFFICER, subject: 'secret' });
  });

  it('is refused in the words of the service', async () => {
    answer = (_request, response) => void response.writeHead(403, { 'content-type': 'application/json' }).end('{"errors":[{"extensions":{"code":"FORBIDDEN"}}]}');
    const response = await fetch(`${url}${path}`);
    expect([response.status, await response.json()]).toEqual([403, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  });

  it('is not sent again to whoever has it', async () => {
    answer = (request, response) => void response.writeHead(request.headers['if-none-match'] === '"root"' ? 304 : 200, { etag: '"root"' }).end();
    expect((await fetch(`${url}${path}`, { headers: { 'if-none-match': '"root"' } })).status).toBe(304);
  });

  it('costs its service nothing more once the caller has gone', async () => {
    const stopped = new Promise<void>((resolve) => {
      answer = (request, response) => {
        response.writeHead(200).write('first\n');
        request.socket.once('close', () => resolve());
      };
    });
    const leaving = new AbortController();
    const response = await fetch(`${url}${path}`, { signal: leaving.signal });
    expect(response.status).toBe(200);
    leaving.abort();
    await stopped;
  });
});

describe('no other path reaches a service', () => {
  it.each(['/feeds/events', '/draws/../feeds/events', '/draws/%2e%2e/feeds/events', '/log/../feeds/events', '/log', '/draws', '/logs/checkpoint'])('%s', async (path) => {
    expect((await fetch(`${url}${path}`)).status).toBe(404);
    expect(seen).toEqual([]);
  });
});

describe('readers', () => {
  const PATH = `/draws/${ID}/frame`;
  const as = (name: string): RequestInit => ({ headers: { authorization: `Bearer ${name}` } });
  /** A file that begins and does not end until its service lets it. */
  function endless(): { readonly finish: () => void } {
    const open: ServerResponse[] = [];
    answer = (_request, response) => {
      response.writeHead(200).write('first\n');
      open.push(response);
    };
    return { finish: () => open.splice(0).forEach((response) => response.end('last\n')) };
  }
  const endsOf = (count: number): Promise<void> => new Promise((resolve) => {
    let ended = 0;
    const inner = answer;
    answer = (request, response) => {
      response.once('close', () => {
        ended += 1;
        if (ended === count) resolve();
      });
      inner(request, response);
    };
  });
  async function refusal(response: Response): Promise<unknown> {
    const { errors } = JSON.parse(await response.text());
    return [response.status, Number(response.headers.get('retry-after')) > 0, errors[0].extensions.code, /\p{Script=Han}/u.test(errors[0].extensions.messageZh)];
  }

  it('are bounded for one caller; others are served, and so is that one when a file is over', async () => {
    const { finish } = endless();
    const door = await frontDoor({ FILE_READERS_PER_CALLER: '2' });
    const open = await Promise.all([fetch(`${door}${PATH}`, as('greedy')), fetch(`${door}${PATH}`, as('greedy'))]);
    expect(await refusal(await fetch(`${door}${PATH}`, as('greedy')))).toEqual([429, true, 'TOO_MANY_FILES', true]);
    const other = await fetch(`${door}${PATH}`, as('other'));
    expect([...open, other].map(({ status }) => status)).toEqual([200, 200, 200]);
    finish();
    expect(await Promise.all([...open, other].map((response) => response.text()))).toEqual(['first\nlast\n', 'first\nlast\n', 'first\nlast\n']);
    const again = await fetch(`${door}${PATH}`, as('greedy'));
    expect(again.status).toBe(200);
    finish();
    await again.text();
  });

  it('are bounded in all', async () => {
    const { finish } = endless();
    const door = await frontDoor({ FILE_READERS: '3' });
    const open = await Promise.all(['a', 'b', 'c'].map((name) => fetch(`${door}${PATH}`, as(name))));
    expect(await refusal(await fetch(`${door}/log/entries`, as('d')))).toEqual([503, true, 'FILES_BUSY', true]);
    finish();
    await Promise.all(open.map((response) => response.text()));
  });

  it('that have gone, or were told that the service is out, hold no place', async () => {
    endless();
    const door = await frontDoor({ FILE_READERS_PER_CALLER: '1' });
    for (let round = 0; round < 5; round += 1) {
      const leaving = new AbortController();
      const ended = endsOf(1);
      expect((await fetch(`${door}${PATH}`, { ...as('hasty'), signal: leaving.signal })).status).toBe(200);
      leaving.abort();
      await ended;
    }
    answer = (request) => void request.socket.destroy();
    for (let round = 0; round < 5; round += 1) expect((await fetch(`${door}${PATH}`, as('hasty'))).status).toBe(503);
  });

  it('begin only so many files within a minute', async () => {
    const door = await frontDoor({ FILE_READS_PER_MINUTE: '3' });
    answer = (_request, response) => void response.writeHead(304).end();
    const statuses: number[] = [];
    for (let read = 0; read < 4; read += 1) statuses.push((await fetch(`${door}${PATH}`, as('eager'))).status);
    expect(statuses).toEqual([304, 304, 304, 429]);
  });

  it('are stopped by the limits and by nothing else', async () => {
    const { finish } = endless();
    const door = await frontDoor(WITHOUT);
    const open = await Promise.all(Array.from({ length: 100 }, () => fetch(`${door}${PATH}`, as('greedy'))));
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]));
    finish();
    await Promise.all(open.map((response) => response.text()));
  });

  it('get a file no faster than the pace', async () => {
    const msOf = async (door: string): Promise<number> => {
      const startedAt = performance.now();
      expect(await (await fetch(`${door}${PATH}`)).text()).toBe(LINES);
      return performance.now() - startedAt;
    };
    const [slow, fast] = [await frontDoor({ FILE_BYTES_PER_SECOND: '1000000' }), await frontDoor(WITHOUT)];
    const leastMs = (LINES.length / 1_000_000 - 1) * 1_000; // a second's worth goes ahead
    expect(await msOf(slow)).toBeGreaterThan(leastMs - 50);
    expect(await msOf(fast)).toBeLessThan(leastMs);
  });

  /** Sends as much as is taken, and tells when nobody takes it any more. */
  function flood(): Promise<void> {
    return new Promise((resolve) => {
      answer = (_request, response) => {
        const chunk = Buffer.alloc(65_536, 'x');
        const pour = (): void => {
          while (!response.destroyed && response.write(chunk)) { /* until it is full */ }
        };
        response.on('drain', pour).once('close', () => resolve()).writeHead(200);
        pour();
      };
    });
  }

  /** Asks for a file and takes nothing of it. */
  function stalledReader(door: string): Socket {
    const socket = connect(Number(new URL(door).port), '127.0.0.1').pause();
    socket.on('error', () => undefined).write(`GET ${PATH} HTTP/1.1\r\nhost: x\r\n\r\n`);
    return socket;
  }

  it('that take nothing are cut off, and their service is released', async () => {
    const released = flood();
    const door = await frontDoor({ ...WITHOUT, FILE_STALL_MS: '300', FILE_READERS: '1' });
    const reader = stalledReader(door);
    await released;
    answer = (_request, response) => void response.writeHead(200).end('next');
    expect(await (await fetch(`${door}${PATH}`)).text()).toBe('next');
    reader.destroy();
  });

  it('that take nothing are kept for as long as they may be', async () => {
    const released = flood();
    const reader = stalledReader(await frontDoor(WITHOUT));
    expect(await Promise.race([released.then(() => 'released'), pause(1_500).then(() => 'kept')])).toBe('kept');
    reader.destroy();
    await released;
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
    await close(services.sampling);
    expect(await told(await fetch(`${url}/draws/${ID}/frame`))).toMatchObject({ status: 503, text: expect.stringContaining('SUBGRAPH_UNAVAILABLE') });
  });
});
