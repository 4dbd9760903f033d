import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../gateway-context.ts';

/** A query that the GraphQL pipeline has found valid for the schema of the moment. */
export interface KnownQuery {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly queryHash: string;
}

export interface KnownQueries {
  /** By the text of the document and the operation's name, if the client gave one. */
  readonly find: (text: string, operationName: string | null | undefined) => KnownQuery | undefined;
  /** Learns of valid queries, and forgets them with their schema. */
  readonly plugin: ApolloServerPlugin<GatewayContext>;
}

/** Characters of documents that are kept. */
const MAX_LENGTH = 8_000_000;

const keyOf = (text: string, operationName: string | null | undefined): string => (operationName ? `${operationName} ${text}` : text);

/** What has been parsed and validated once need not go through the pipeline again. A mutation always does. */
export function knownQueries(): KnownQueries {
  const known = new Map<string, KnownQuery>();
  let length = 0;
  let current: GraphQLSchema | undefined;

  function forgetAll(): void {
    known.clear();
    length = 0;
  }

  function learn(key: string, query: KnownQuery): void {
    if (query.schema !== current || known.has(key)) return;
    if (length + key.length > MAX_LENGTH) forgetAll();
    known.set(key, query);
    length += key.length;
  }

  return {
    find: (text, operationName) => known.get(keyOf(text, operationName)),
    plugin: {
      serverWillStart: async () => ({
        schemaDidLoadOrUpdate: ({ apiSchema }) => {
          current = apiSchema;
          forgetAll();
        },
      }),
      requestDidStart: async () => ({
        executionDidStart: async ({ source, request, schema, document, operation, queryHash }) => {
          if (operation.operation === OperationTypeNode.QUERY) learn(keyOf(source, request.operationName), { schema, document, operation, queryHash });
        },
      }),
    },
  };
}
