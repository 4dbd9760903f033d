import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { RequestRefused } from '../errors/gateway-error.ts';
import { checkVariableNames } from '../limits/variable-names.ts';
import { readJsonBody } from './read-body.ts';

const parameters = { operationName: z.string().nullish(), variables: z.record(z.string(), z.unknown()).nullish() };

/** A document by its text or by its id, never by both. */
const graphqlRequest = z.union([
  z.object({ query: z.string().min(1), documentId: z.undefined().optional(), ...parameters }),
  z.object({ documentId: z.string().min(1).max(100), query: z.undefined().optional(), ...parameters }),
]);

export type GraphqlRequest = z.infer<typeof graphqlRequest>;

/** A browser sends neither header to a foreign site without asking it first. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * A foreign page can make a browser send any GET. What it may not achieve by that is a write, or the reader's own data. So a free query
 * needs a header that such a page cannot set. A trusted document does not: it is refused by GET unless all it can do is read
 * (`admit-document.ts`); it was not written by that page; nobody is recognised without an `Authorization` header, which no page can
 * have a browser add; and no answer is let out of the browser, since there is no CORS header, nor run as a script, since it is `nosniff`.
 */
function mayBeForeign(request: IncomingMessage, url: URL): boolean {
  return !url.searchParams.has('documentId') && !PREFLIGHT_HEADERS.some((name) => request.headers[name] !== undefined);
}

function parametersOf(request: IncomingMessage, url: URL): unknown {
  if (mayBeForeign(request, url)) throw new RequestRefused('CSRF_PREVENTED');
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
