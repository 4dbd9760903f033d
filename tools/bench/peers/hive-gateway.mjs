// A process of its own: Hive gateway with compiled execution, or with its router runtime (HIVE_RUNTIME=router), which plans natively.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { useJIT } from '@graphql-mesh/plugin-jit';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { Pool } from 'undici';
import { IDENTITY_HEADER, subRequestSigner } from '../src/gateway/caller.ts';
import { addressedSupergraph, contenderSettings, ready } from '../src/gateway/contender-settings.ts';

const { HIVE_RUNTIME = 'js', HIVE_JIT = '1', HIVE_FETCH = 'undici', HIVE_RESPONSE_CACHE_MS = '5000' } = process.env;
const settings = contenderSettings();
const sign = subRequestSigner(settings.key);
const serviceAt = new Map(Object.entries(settings.subgraphs).map(([name, url]) => [url, name]));
const pools = new Map(Object.values(settings.subgraphs).map((url) => [url, new Pool(new URL(url).origin, { connections: 50, pipelining: 1 })]));

/** What the runtime reads of an answer, without the weight of a Response of the web. */
async function fetchByPool(url, { headers, body }) {
  const { pathname } = new URL(url);
  const answer = await pools.get(url).request({ path: pathname, method: 'POST', headers, body });
  return {
    ok: answer.statusCode < 300, status: answer.statusCode, statusText: '', url, body: null,
    headers: { get: (name) => answer.headers[name.toLowerCase()] ?? null, has: (name) => name.toLowerCase() in answer.headers, forEach: (visit) => Object.entries(answer.headers).forEach(([name, value]) => visit(value, name)) },
    text: () => answer.body.text(),
    json: () => answer.body.json(),
  };
}

const signing = {
  async onFetch({ url, options, setOptions, context, setFetchFn }) {
    const service = serviceAt.get(url);
    if (service === undefined) return;
    const authorization = context.request?.headers.get('authorization') ?? undefined;
    setOptions({ ...options, headers: { ...options.headers, [IDENTITY_HEADER]: await sign(authorization, service, options.body) } });
    if (HIVE_FETCH === 'undici') setFetchFn(fetchByPool);
  },
};

/** The caller is a part of what makes two requests the same. Sharing requests in flight as well gets in the way of this. */
const sharing = () => [useResponseCache({ session: (request) => request.headers.get('authorization') ?? 'public', ttl: Number(HIVE_RESPONSE_CACHE_MS), includeExtensionMetadata: false })];

const gateway = createGatewayRuntime({
  supergraph: addressedSupergraph(settings),
  plugins: () => [signing, ...(HIVE_RUNTIME === 'js' && HIVE_JIT === '1' ? [useJIT()] : []), ...(settings.sharing ? sharing() : [])],
  // Hive asks the same of a subgraph once at a time, whoever asks it; only with the caller among the headers does nobody get another's tasks.
  propagateHeaders: { fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') ?? '' }) },
  ...(HIVE_RUNTIME === 'router' ? { unifiedGraphHandler } : {}),
  logging: false,
  graphiql: false,
  landingPage: false,
  requestId: false,
  maskedErrors: false,
});
createServer({ keepAliveTimeout: 65_000 }, gateway).listen(settings.port, '127.0.0.1', ready);
