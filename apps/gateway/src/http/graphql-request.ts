import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { RequestRefused } from '../errors/gateway-error.ts';
import { checkVariableNames } from '../limits/variable-names.ts';
import { readJsonBody } from './read-body.ts';

const graphqlRequest = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export type GraphqlRequest = z.infer<typeof graphqlRequest>;

/** A browser sends neither header to a foreign site without asking it first. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

function parametersOf(request: IncomingMessage, url: URL): unknown {
  if (!PREFLIGHT_HEADERS.some((name) => request.headers[name] !== undefined)) throw new RequestRefused('CSRF_PREVENTED');
  const { variables, ...rest } = Object.fromEntries(url.searchParams);
  try {
    return variables === undefined ? rest : { ...rest, variables: JSON.parse(variables) };
  } catch {
    throw new RequestRefused('BAD_REQUEST');
  }
}

/** The one operation of a request, whichever way it came. */
export async function graphqlRequestOf(request: IncomingMessage, url: URL, maxBytes: number): Promise<GraphqlRequest> {
  if (request.method !== 'GET' && request.method !== 'POST') throw new RequestRefused('METHOD_NOT_ALLOWED');
  if (request.method === 'GET' && url.search.length > maxBytes) throw new RequestRefused('BODY_TOO_LARGE', { limit: maxBytes });
  const body = request.method === 'GET' ? parametersOf(request, url) : await readJsonBody(request, maxBytes);
  if (Array.isArray(body)) throw new RequestRefused('BATCHING_NOT_ALLOWED');
  const parsed = graphqlRequest.safeParse(body);
  if (!parsed.success) throw new RequestRefused('BAD_REQUEST');
  checkVariableNames(parsed.data.variables);
  return parsed.data;
}
