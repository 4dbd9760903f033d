import type { ApolloServer } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { GatewayContext } from '../gateway-context.ts';
import type { DocumentRegister } from './document-register.ts';

type ServerOptions = ConstructorParameters<typeof ApolloServer<GatewayContext>>[0];

/** Characters of free queries whose parsed form is kept. */
const MAX_KEPT_LENGTH = 8_000_000;

const lengthOf = (document: DocumentNode): number => document.loc?.source.body.length ?? 0;

/** Valid free queries, those that were not asked for longest dropped first. */
function freeDocuments() {
  const kept = new Map<string, DocumentNode>();
  let length = 0;
  function drop(key: string): boolean {
    const document = kept.get(key);
    if (document !== undefined) length -= lengthOf(document);
    return kept.delete(key);
  }
  function keep(key: string, document: DocumentNode): void {
    drop(key);
    kept.set(key, document);
    length += lengthOf(document);
    for (const oldest of kept.keys()) {
      if (length <= MAX_KEPT_LENGTH) break;
      drop(oldest);
    }
  }
  function find(key: string): DocumentNode | undefined {
    const document = kept.get(key);
    if (document !== undefined) keep(key, document);
    return document;
  }
  return { find, keep, drop };
}

/**
 * How the GraphQL pipeline comes by a trusted document: as a persisted query that nobody but the register can have stored, and by a
 * store of parsed documents out of which free queries cannot push it.
 */
export function documentCaches(register: DocumentRegister): Required<Pick<ServerOptions, 'persistedQueries' | 'documentStore'>> {
  const free = freeDocuments();
  return {
    persistedQueries: {
      cache: {
        get: async (key) => register.find(key.slice('apq:'.length))?.text,
        set: async () => {},
        delete: async () => false,
      },
    },
    documentStore: {
      get: async (key) => register.runnable(key) ?? free.find(key),
      set: async (key, document) => free.keep(key, document),
      delete: async (key) => free.drop(key),
    },
  };
}

/** What is asked of the pipeline in the place of a document's text. */
export const persistedQuery = (id: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } });
