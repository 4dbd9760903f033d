// A process of its own: Mercurius composes the subgraphs' own schemas; it knows no supergraph, and federation 2 only in part.
import { readFileSync } from 'node:fs';
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';
import { Agent } from 'undici';
import { IDENTITY_HEADER, subRequestSigner } from '../../src/gateway/caller.ts';
import { cannot, contenderSettings, ready } from '../../src/gateway/contender-settings.ts';
import { inFederation1 } from './federation-1.mjs';

const CALLER = 'x-bench-caller';
const settings = contenderSettings();
const sign = subRequestSigner(settings.key);
const schemas = inFederation1(JSON.parse(readFileSync(process.env.SUBGRAPH_SCHEMAS, 'utf8')));

/** Mercurius writes the headers before it shows the body, so they are signed on the way out. */
const signingAgent = (service) => new Agent({ connections: 50, pipelining: 1 }).compose((dispatch) => (options, handler) => {
  const { [CALLER]: caller, ...headers } = options.headers;
  sign(caller || undefined, service, options.body).then((identity) => dispatch({ ...options, headers: { ...headers, [IDENTITY_HEADER]: identity } }, handler), (error) => handler.onResponseError?.(undefined, error));
  return true;
});

try {
  const server = Fastify({ logger: false, keepAliveTimeout: 65_000 });
  await server.register(mercuriusGateway, {
    jit: 1,
    graphiql: false,
    gateway: {
      services: Object.entries(settings.subgraphs).map(([name, url]) => ({
        name, url, schema: schemas[name], mandatory: true, agent: signingAgent(name),
        rewriteHeaders: (headers) => ({ [CALLER]: headers.authorization ?? '' }),
      })),
    },
  });
  await server.listen({ port: settings.port, host: '127.0.0.1' });
  ready();
} catch (error) {
  cannot(error);
}
