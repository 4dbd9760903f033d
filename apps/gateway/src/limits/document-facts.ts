import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationTypeNode, type SelectionSetNode } from 'graphql';

/** What a document amounts to with its fragments written out, found without writing them out. */
export interface DocumentFacts {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields whose key stands in its selection set already; validation compares each with each. */
  readonly repeated: number;
  readonly forbiddenName: string | undefined;
  readonly operations: readonly OperationFacts[];
}

export interface OperationFacts {
  readonly type: OperationTypeNode;
  readonly rootFields: readonly string[];
  readonly rootFieldCount: number;
}

interface Measure {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly topFields: number;
  /** Within selection sets that are complete. */
  readonly repeated: number;
  /** How often each key stands in this one, which may be part of a larger. */
  readonly keys: ReadonlyMap<string, number>;
}

/** Response keys and variables of these names would reach into the prototype of every object that merges them. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0, topFields: 0, repeated: 0, keys: new Map() };
const PLENTY = 1e9; // a fragment bomb doubles at each level; past any limit the exact number no longer matters

const add = (a: number, b: number): number => Math.min(PLENTY, a + b);

type Sums = Omit<Measure, 'keys'>;

const beside = (a: Sums, b: Sums): Sums => ({
  depth: Math.max(a.depth, b.depth), fields: add(a.fields, b.fields), aliases: add(a.aliases, b.aliases),
  directives: add(a.directives, b.directives), topFields: add(a.topFields, b.topFields),
  repeated: add(a.repeated, b.repeated),
});

const repeatedIn = ({ repeated, keys }: Measure): number => [...keys.values()].reduce((sum, times) => add(sum, times - 1), repeated);

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';

export function documentFacts(document: DocumentNode): DocumentFacts {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Measure>();
  let forbiddenName: string | undefined;
  const note = (name: string): void => {
    if (FORBIDDEN_NAMES.has(name)) forbiddenName ??= name;
  };

  function measureFragment(name: string): Measure {
    const known = measured.get(name);
    if (known !== undefined) return known;
    measured.set(name, NOTHING); // a cycle ends here; validation refuses it by name
    const fragment = fragments.get(name);
    const inner = fragment === undefined ? NOTHING : measureSelections(fragment.selectionSet);
    const measure = { ...inner, directives: add(inner.directives, fragment?.directives?.length ?? 0) };
    measured.set(name, measure);
    return measure;
  }

  function measureSelections(set: SelectionSetNode): Measure {
    const keys = new Map<string, number>();
    const count = (key: string, times: number): void => void keys.set(key, add(keys.get(key) ?? 0, times));
    const sums = set.selections.reduce<Sums>((sum, selection) => {
      const directives = selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD || selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.kind === Kind.FRAGMENT_SPREAD ? measureFragment(selection.name.value) : measureSelections(selection.selectionSet);
        for (const [key, times] of inner.keys) count(key, times);
        return beside(sum, { ...inner, directives: add(inner.directives, directives) });
      }
      if (selection.alias !== undefined) note(selection.alias.value);
      note(selection.name.value);
      count(selection.alias?.value ?? selection.name.value, 1);
      const inner = selection.selectionSet === undefined ? NOTHING : measureSelections(selection.selectionSet);
      return beside(sum, {
        // The validator has a depth rule of its own for introspection, whose standard query is deeper than any sensible one.
        depth: isIntrospection(selection.name.value) ? 1 : 1 + inner.depth,
        fields: add(inner.fields, 1),
        aliases: add(inner.aliases, selection.alias === undefined ? 0 : 1),
        directives: add(inner.directives, directives),
        topFields: 1,
        repeated: repeatedIn(inner),
      });
    }, NOTHING);
    return { ...sums, keys };
  }

  function rootNames(set: SelectionSetNode, seen: Set<string>): string[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return rootNames(selection.selectionSet, seen);
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined || seen.has(selection.name.value)) return [];
      seen.add(selection.name.value);
      return rootNames(fragment.selectionSet, seen);
    });
  }

  let total: Sums = NOTHING;
  const operations: OperationFacts[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const variables = definition.variableDefinitions ?? [];
    for (const { variable } of variables) note(variable.name.value);
    const measure = measureSelections(definition.selectionSet);
    const directives = variables.reduce((sum, variable) => sum + (variable.directives?.length ?? 0), definition.directives?.length ?? 0);
    total = beside(total, { ...measure, directives: add(measure.directives, directives), repeated: repeatedIn(measure) });
    operations.push({ type: definition.operation, rootFields: rootNames(definition.selectionSet, new Set()), rootFieldCount: measure.topFields });
  }
  // What nothing uses is validated all the same.
  for (const name of fragments.keys()) if (!measured.has(name)) total = beside(total, measureFragment(name));
  const { depth, fields, aliases, directives, repeated } = total;
  return { depth, fields, aliases, directives, repeated, forbiddenName, operations };
}
