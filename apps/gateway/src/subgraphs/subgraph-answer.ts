import { isJsonObject } from '../json-object.ts';
import type { SubgraphReply } from './reply.ts';

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Record<string, unknown>;
}

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
}

const JSON_TYPES = /^application\/(?:json|graphql-response\+json)\s*(?:;|$)/i;
// Merging such a key into the result would reach into every object of the process; a subgraph that sends one is broken or hostile.
const POISON = new Set(['__proto__', 'constructor', 'prototype']);
const MAY_HOLD_POISON = /__proto__|constructor|prototype|\\u00/i;

function poisoned(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(poisoned);
  return isJsonObject(value) && Object.keys(value).some((key) => POISON.has(key) || poisoned(value[key]));
}

function errorOf(value: unknown): SubgraphError | undefined {
  if (!isJsonObject(value) || typeof value['message'] !== 'string') return undefined;
  const { message, path, extensions } = value;
  if (path !== undefined && !(Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number'))) return undefined;
  if (extensions !== undefined && !isJsonObject(extensions)) return undefined;
  return { message, ...(path === undefined ? {} : { path }), ...(extensions === undefined ? {} : { extensions }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The GraphQL response in a subgraph's reply, or undefined when it is anything else: another type, shape, or a poisoned key. */
export function subgraphAnswer({ contentType, text }: Pick<SubgraphReply, 'contentType' | 'text'>): SubgraphAnswer | undefined {
  if (!JSON_TYPES.test(contentType)) return undefined;
  const body = jsonOf(text);
  if (!isJsonObject(body)) return undefined;
  if (MAY_HOLD_POISON.test(text) && poisoned(body)) return undefined;
  const { data, errors } = body;
  if (data !== undefined && data !== null && !isJsonObject(data)) return undefined;
  if (errors === undefined) return data === undefined ? undefined : { data };
  if (!Array.isArray(errors)) return undefined;
  const known = errors.map(errorOf).filter((error) => error !== undefined);
  return known.length === errors.length ? { ...(data === undefined ? {} : { data }), errors: known } : undefined;
}
