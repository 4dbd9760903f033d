import { LRUCache } from 'lru-cache';
import { parse, type DocumentNode } from 'graphql';
import type { CacheHints } from './cache-hints.ts';
import { cachePolicy, type CachePolicy } from './cache-policy.ts';

/** A document by its id, or by its text where it has none. */
export interface NamedDocument {
  readonly id: string | undefined;
  readonly text: string;
  /** Parsed; undefined where that is still to be done. */
  readonly node: DocumentNode | undefined;
}

const MAX_KEPT_LENGTH = 8_000_000;
const NOT_KEPT = { policy: undefined };
const NAME = /^\w*$/;

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined; // the pipeline says where it is wrong
  }
}

/** The policies of documents, each reckoned once: a request costs a look into a map. */
export function documentPolicies(hints: CacheHints): (document: NamedDocument, operationName: string | null | undefined) => CachePolicy | undefined {
  const known = new LRUCache<string, { readonly policy: CachePolicy | undefined }>({ maxSize: MAX_KEPT_LENGTH, sizeCalculation: (_policy, key) => key.length + 500 });
  return (document, operationName) => {
    // without blanks in the name, no two documents share a key
    if (!NAME.test(operationName ?? '')) return undefined;
    const key = `${operationName ?? ''} ${document.id ?? document.text}`;
    const found = known.get(key);
    if (found !== undefined) return found.policy;
    const node = document.node ?? parsed(document.text);
    const reckoned = node === undefined ? NOT_KEPT : { policy: cachePolicy(hints, node, operationName) };
    known.set(key, reckoned);
    return reckoned.policy;
  };
}
