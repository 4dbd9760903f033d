import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { printSchema, validate, type DocumentNode, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { Logger } from 'pino';
import type { TrustedDocument } from './trusted-document.ts';

/** Which trusted documents a schema allows. */
export interface FittingDocuments {
  /** By the key under which the GraphQL pipeline asks for a document of this schema. */
  readonly fit: ReadonlyMap<string, DocumentNode>;
  /** Ids of those that the schema does not allow. */
  readonly unfit: ReadonlySet<string>;
}

export const NONE_FITTED: FittingDocuments = { fit: new Map(), unfit: new Set() };

/** How Apollo Server tells documents of one schema from those of another. */
const keyPrefixOf = (schema: GraphQLSchema): string => `${createHash('sha256').update(printSchema(schema)).digest('hex')}:`;

/** Validates one document at a turn: requests are answered meanwhile. Undefined when it was given up, because there is something newer to validate. */
export async function fittingDocuments(documents: ReadonlyMap<string, TrustedDocument>, schema: GraphQLSchema, rules: readonly ValidationRule[], log: Logger, givenUp: () => boolean): Promise<FittingDocuments | undefined> {
  if (documents.size === 0) return NONE_FITTED;
  await nextTurn(); // the schema has just been exchanged, which took long enough
  const prefix = keyPrefixOf(schema);
  const fit = new Map<string, DocumentNode>();
  const unfit = new Set<string>();
  for (const { id, name, node } of documents.values()) {
    await nextTurn();
    if (givenUp()) return undefined;
    const misfits = validate(schema, node, rules, { maxErrors: 3 });
    if (misfits.length === 0) fit.set(`${prefix}${id}`, node);
    else {
      unfit.add(id);
      log.error({ document: name, id, misfits: misfits.map(({ message }) => message) }, 'a trusted document does not fit the schema and is refused');
    }
  }
  return { fit, unfit };
}
