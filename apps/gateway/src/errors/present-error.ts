import type { GraphQLFormattedError } from 'graphql';
import { presented, type PresentedError } from './gateway-error.ts';
import type { GatewayCode } from './gateway-messages.ts';

/** How the framework names what we refuse under our own codes. Only meant for errors raised in the gateway itself. */
const FRAMEWORK_CODES: Readonly<Record<string, GatewayCode>> = {
  GRAPHQL_PARSE_FAILED: 'QUERY_SYNTAX',
  GRAPHQL_VALIDATION_FAILED: 'QUERY_INVALID',
  PERSISTED_QUERY_NOT_FOUND: 'DOCUMENT_NOT_KNOWN',
  BAD_REQUEST: 'BAD_REQUEST',
  BAD_USER_INPUT: 'VARIABLES_INVALID',
};

const INTERNAL_KEYS = new Set(['stacktrace', 'stack', 'exception', 'originalError', 'serviceName', 'http', 'query', 'variables', 'code', 'messageZh', 'messageEn']);
const DETAIL_NAME = /^[a-z][A-Za-z0-9]{0,39}$/;
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const MAX_TEXT = 500;
const MAX_ITEMS = 100;

const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= MAX_TEXT);

/** A refusal's details are flat: numbers, flags, short texts and lists of texts. Anything else stays inside. */
const detailsOf = (extensions: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(extensions).filter(([name, value]) =>
    DETAIL_NAME.test(name) && !INTERNAL_KEYS.has(name)
    && (isPlain(value) || (Array.isArray(value) && value.length <= MAX_ITEMS && value.every((item) => typeof item === 'string' && item.length <= MAX_TEXT)))));

function presentable(error: GraphQLFormattedError): PresentedError {
  const extensions: Readonly<Record<string, unknown>> = error.extensions ?? {};
  const { code, messageZh, messageEn, serviceName } = extensions;
  if (typeof code !== 'string' || !CODE.test(code)) return presented('INTERNAL');
  if (typeof messageZh === 'string' && typeof messageEn === 'string') {
    return { message: messageEn, extensions: { code, messageZh, messageEn, ...detailsOf(extensions) } };
  }
  if (serviceName !== undefined) {
    // The subgraph could not read a value that the gateway, which has no scalars of its own, had let through.
    return presented(code === 'BAD_USER_INPUT' ? 'VARIABLES_INVALID' : 'INTERNAL');
  }
  if (extensions['validationErrorCode'] === 'INTROSPECTION_DISABLED') return presented('INTROSPECTION_NOT_ALLOWED');
  const own = FRAMEWORK_CODES[code];
  if (own === undefined) return presented('INTERNAL');
  // graphql-js says where the query is wrong, which its author needs; no data has been touched at that point.
  return { message: error.message, extensions: { ...presented(own).extensions, messageEn: error.message } };
}

/** Lets through what was written for the public, in two languages and with a code; everything else becomes INTERNAL. */
export function presentError(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, extensions } = presentable(error);
  return {
    message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions,
  };
}
