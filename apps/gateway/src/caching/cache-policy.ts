import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { CacheHints, FieldHint } from './cache-hints.ts';

/** How long the answer to an operation may be given to everybody, and what makes it wrong before. */
export interface CachePolicy {
  readonly operationName: string | undefined;
  /** Seconds, more than 0. */
  readonly maxAge: number;
  /** Types and root fields that the answer is made of, and `service:<name>` of all who have a part in it. */
  readonly tags: readonly string[];
  readonly services: readonly string[];
  /** The variables on which the answer depends. */
  readonly variables: readonly string[];
}

export const serviceTag = (service: string): string => `service:${service}`;

const QUERY = 'Query';

interface Reckoning {
  readonly hints: CacheHints;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments that were reckoned, by what they were reckoned for: a fragment bomb stays linear. */
  readonly seen: Set<string>;
  readonly tags: Set<string>;
  readonly services: Set<string>;
  maxAge: number;
}

class NotKept extends Error {}

function operationIn({ definitions }: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const named = name ? operations.filter((operation) => operation.name?.value === name) : operations;
  return named.length === 1 ? named[0] : undefined;
}

/**
 * The policy of an operation by the rules of Apollo's documentation, whatever its variables; undefined when nothing of it may be kept for
 * all: it is no query, a field is not `@public` or PRIVATE or states no age, or the schema does not have it.
 */
export function cachePolicy(hints: CacheHints, document: DocumentNode, operationName: string | null | undefined): CachePolicy | undefined {
  const operation = operationIn(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const reckoning: Reckoning = { hints, fragments, seen: new Set(), tags: new Set(), services: new Set(), maxAge: Infinity };
  try {
    reckonSelections(reckoning, QUERY, operation.selectionSet, new Set());
  } catch (error) {
    if (error instanceof NotKept) return undefined;
    throw error;
  }
  const { maxAge, tags, services } = reckoning;
  if (!Number.isFinite(maxAge)) return undefined;
  return {
    operationName: operation.name?.value, maxAge, services: [...services], tags: [...tags, ...[...services].map(serviceTag)],
    variables: (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value).sort(),
  };
}

function reckonSelections(reckoning: Reckoning, parent: string, set: SelectionSetNode, from: ReadonlySet<string>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) reckonField(reckoning, parent, selection, from);
    else if (selection.kind === Kind.INLINE_FRAGMENT) reckonSelections(reckoning, selection.typeCondition?.name.value ?? parent, selection.selectionSet, from);
    else reckonFragment(reckoning, selection.name.value, from);
  }
}

function reckonFragment(reckoning: Reckoning, name: string, from: ReadonlySet<string>): void {
  const fragment = reckoning.fragments.get(name);
  if (fragment === undefined) throw new NotKept();
  const key = `${name} ${[...from].sort().join()}`;
  if (reckoning.seen.has(key)) return;
  reckoning.seen.add(key);
  reckonSelections(reckoning, fragment.typeCondition.name.value, fragment.selectionSet, from);
}

function reckonField(reckoning: Reckoning, parent: string, node: FieldNode, from: ReadonlySet<string>): void {
  const name = node.name.value;
  if (name === '__typename') return;
  const objectTypes = reckoning.hints.objectTypes(parent);
  if (objectTypes === undefined) throw new NotKept();
  for (const type of objectTypes) {
    const hint = reckoning.hints.field(type, name);
    if (hint === undefined || !hint.open || (hint.maxAge ?? 1) <= 0) throw new NotKept();
    reckoning.maxAge = Math.min(reckoning.maxAge, hint.maxAge ?? Infinity);
    reckonTags(reckoning, type, name, hint);
    const services = reckonServices(reckoning, type, hint, from);
    if (node.selectionSet !== undefined) reckonSelections(reckoning, hint.type, node.selectionSet, services);
  }
}

function reckonTags({ tags, hints }: Reckoning, parent: string, name: string, hint: FieldHint): void {
  if (parent === QUERY) tags.add(`${QUERY}.${name}`);
  if (!hint.isObject) return;
  tags.add(hint.type);
  // a page says how many there are, and whether there are more, without showing one
  const listed = hints.listedIn(hint.type);
  if (listed !== undefined) tags.add(listed);
}

/** Whoever has answered the parent answers the field if it can; otherwise all who can may be asked. */
function reckonServices({ services, hints }: Reckoning, type: string, hint: FieldHint, from: ReadonlySet<string>): ReadonlySet<string> {
  const same = [...hint.services].filter((service) => from.has(service));
  const asked = same.length > 0 ? new Set(same) : hint.services;
  for (const service of asked) services.add(service);
  if (hint.requiresOthers) for (const service of hints.servicesOf(type)) services.add(service);
  return asked;
}
