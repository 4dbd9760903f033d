import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { gatewayError } from '../errors/gateway-error.ts';
import { documentFacts, type DocumentFacts, type OperationFacts } from './document-facts.ts';
import { standsAlone } from './sensitive-fields.ts';

export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly repeated: number;
  readonly rootFields: number;
  readonly mutations: number;
}

/** Fields after fragments are written out: what validation and planning really have to chew. */
const FIELDS_PER_TOKEN = 2;

/** Characters of known documents that are kept. */
const MAX_KNOWN_LENGTH = 8_000_000;

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more that \d+ tokens/;

/** Parses within the token budget, so that a document is never read further than its author may write. */
function parseWithin(source: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && TOO_MANY_TOKENS.test(error.message)) throw gatewayError('QUERY_TOO_LARGE', { limit: maxTokens, unit: 'tokens' });
    return undefined;
  }
}

function checkOperation({ type, rootFields, rootFieldCount }: OperationFacts, limits: DocumentLimits): void {
  if (rootFieldCount > limits.rootFields) throw gatewayError('TOO_MANY_ROOT_FIELDS', { actual: rootFieldCount, limit: limits.rootFields });
  if (type !== 'mutation') return;
  if (rootFieldCount > limits.mutations) throw gatewayError('TOO_MANY_ROOT_FIELDS', { actual: rootFieldCount, limit: limits.mutations });
  const sensitive = rootFields.find(standsAlone);
  if (sensitive !== undefined && rootFieldCount > 1) throw gatewayError('SENSITIVE_MUTATION_NOT_ALONE', { name: sensitive });
}

/** Throws the first limit that the document breaks. Holds before validation, whose cost grows with the same numbers. */
export function checkDocument(facts: DocumentFacts, limits: DocumentLimits): void {
  if (facts.forbiddenName !== undefined) throw gatewayError('NAME_NOT_ALLOWED', { name: facts.forbiddenName });
  if (facts.depth > limits.depth) throw gatewayError('QUERY_TOO_DEEP', { actual: facts.depth, limit: limits.depth });
  if (facts.aliases > limits.aliases) throw gatewayError('TOO_MANY_ALIASES', { actual: facts.aliases, limit: limits.aliases });
  if (facts.directives > limits.directives) throw gatewayError('TOO_MANY_DIRECTIVES', { actual: facts.directives, limit: limits.directives });
  const maxFields = limits.tokens * FIELDS_PER_TOKEN;
  if (facts.fields > maxFields) throw gatewayError('QUERY_TOO_LARGE', { limit: maxFields, unit: 'fields' });
  if (facts.repeated > limits.repeated) throw gatewayError('TOO_MANY_REPEATS', { actual: facts.repeated, limit: limits.repeated });
  for (const operation of facts.operations) checkOperation(operation, limits);
}

/**
 * Checks a document before anything else reads it. Facts are kept by its text, so that a repeated query is measured once.
 * A document that does not parse is left to the pipeline, which says where it is wrong. Answers how many tokens the document has.
 */
export function documentGuard(limitsFor: (analyst: boolean) => DocumentLimits): (source: string, analyst: boolean) => number {
  const known = new Map<string, { readonly facts: DocumentFacts; readonly tokens: number }>();
  let knownLength = 0;

  function measure(source: string, maxTokens: number): { readonly facts: DocumentFacts; readonly tokens: number } | undefined {
    const document = parseWithin(source, maxTokens);
    if (document === undefined) return undefined;
    if (knownLength > MAX_KNOWN_LENGTH) {
      known.clear();
      knownLength = 0;
    }
    const entry = { facts: documentFacts(document), tokens: document.tokenCount ?? maxTokens };
    known.set(source, entry);
    knownLength += source.length;
    return entry;
  }

  return (source, analyst) => {
    const limits = limitsFor(analyst);
    const cached = known.get(source);
    const entry = cached !== undefined && cached.tokens <= limits.tokens ? cached : measure(source, limits.tokens);
    if (entry === undefined) return 0;
    checkDocument(entry.facts, limits);
    return entry.tokens;
  };
}
