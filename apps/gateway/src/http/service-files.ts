import type { IncomingMessage, ServerResponse } from 'node:http';
import { IDENTITY_HEADER, signIdentity, type Identity } from '@sortition/service-kit/identity';
import type { Dispatcher } from 'undici';
import type { GatewayConfig } from '../config.ts';
import { presented } from '../errors/gateway-error.ts';
import { shareOf } from '../limits/allowances.ts';
import { fileReaders } from '../limits/file-readers.ts';
import { clientAddress, countedAs } from './client-address.ts';
import { copyPaced } from './paced-copy.ts';

type FileLimit = 'FILE_READERS' | 'FILE_READERS_PER_CALLER' | 'FILE_READS_PER_MINUTE' | 'FILE_BYTES_PER_SECOND' | 'FILE_STALL_MS' | 'GATEWAY_PROCESSES';

export interface ServiceFileParts {
  readonly config: Pick<GatewayConfig, 'SUBGRAPH_URLS' | 'GATEWAY_SIGNING_KEY' | 'SUBGRAPH_QUERY_MS' | 'TRUSTED_PROXIES' | FileLimit>;
  readonly dispatcher: Dispatcher;
  readonly callerOf: (authorization: string | undefined) => Promise<Identity>;
}

/** Files of any size that anybody verifies with, and who has them: frames and certificates of draws, the public log. */
const OWNERS = [{ under: '/draws/', service: 'sampling' }, { under: '/log/', service: 'disclosure' }] as const;

// nothing else of what a caller sends reaches a service, and nothing else of what a service says reaches a caller
const HANDED_IN = ['accept-encoding', 'if-none-match'] as const;
const HANDED_OUT = ['content-type', 'content-encoding', 'content-length', 'etag', 'vary', 'cache-control', 'allow'] as const;

const handed = <T>(headers: Readonly<Record<string, T>>, names: readonly string[]): Record<string, NonNullable<T>> =>
  Object.fromEntries(names.flatMap((name) => {
    const value = headers[name];
    return value === undefined || value === null ? [] : [[name, value]];
  }));

function unavailable(response: ServerResponse, service: string): void {
  response.writeHead(503, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  const { message, extensions } = presented('SUBGRAPH_UNAVAILABLE', { service });
  response.end(JSON.stringify({ errors: [{ message, extensions: { ...extensions, traceId: response.getHeader('x-trace-id') } }] }));
}

/** Passes a file through as it comes, under the caller's identity and at a bounded pace; false when the path belongs to no service. */
export function serviceFiles({ config, dispatcher, callerOf }: ServiceFileParts): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean> {
  const letIn = fileReaders({ readers: config.FILE_READERS, readersPerCaller: config.FILE_READERS_PER_CALLER, readsPerMinute: shareOf(config.FILE_READS_PER_MINUTE, config) }, () => performance.now());
  const pace = { bytesPerSecond: config.FILE_BYTES_PER_SECOND, stallMs: config.FILE_STALL_MS };

  async function passOn(service: string, base: string, identity: Identity, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let reply: Dispatcher.ResponseData;
    try {
      reply = await dispatcher.request({
        origin: new URL(base).origin, path, method: request.method === 'HEAD' ? 'HEAD' : 'GET', signal: gone.signal, headersTimeout: config.SUBGRAPH_QUERY_MS, bodyTimeout: config.FILE_STALL_MS,
        headers: { ...handed(request.headers, HANDED_IN), [IDENTITY_HEADER]: await signIdentity(identity, config.GATEWAY_SIGNING_KEY, service, new Uint8Array(0)) },
      });
    } catch {
      if (!response.destroyed) unavailable(response, service);
      return;
    }
    response.writeHead(reply.statusCode, handed(reply.headers, HANDED_OUT));
    await copyPaced(reply.body, response, pace);
  }

  return async (request, response, { pathname, search }) => {
    const service = OWNERS.find(({ under }) => pathname.startsWith(under))?.service ?? '';
    const base = config.SUBGRAPH_URLS[service];
    if (base === undefined) return false;
    const identity = await callerOf(request.headers.authorization);
    const leave = letIn(countedAs(identity, clientAddress(request, config.TRUSTED_PROXIES)));
    try {
      await passOn(service, base, identity, request, response, pathname + search);
    } finally {
      leave();
    }
    return true;
  };
}
