import { RequestRefused } from '../errors/gateway-error.ts';
import { FORBIDDEN_NAMES } from './document-facts.ts';

const MAX_NESTING = 50;

/** Variables reach resolvers and merges as plain objects: no key of theirs may name a prototype, at any depth. */
export function checkVariableNames(value: unknown, nesting = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (nesting > MAX_NESTING) throw new RequestRefused('BAD_REQUEST');
  if (!Array.isArray(value)) {
    for (const name of Object.keys(value)) if (FORBIDDEN_NAMES.has(name)) throw new RequestRefused('NAME_NOT_ALLOWED', { name });
  }
  for (const item of Object.values(value)) checkVariableNames(item, nesting + 1);
}
