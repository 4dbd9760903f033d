import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationTypeNode, type SelectionSetNode } from 'graphql';

/** What a document amounts to with its fragments written out, found without writing them out. */
export interface DocumentFacts {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
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
}

/** Response keys and variables of these names would reach into the prototype of every object that merges them. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0, topFields: 0 };
const PLENTY = 1e9; // a fragment bomb doubles at each level; past any limit the exact number no longer matters

const add = (a: number, b: number): number => Math.min(PLENTY, a + b);

const beside = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth), fields: add(a.fields, b.fields), aliases: add(a.aliases, b.aliases),
  directives: add(a.directives, b.directives), topFields: add(a.topFields, b.topFields),
});

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
    const measure = fragment === undefined ? NOTHING : measureSelections(fragment.selectionSet);
    measured.set(name, measure);
    return measure;
  }

  function measureSelections(set: SelectionSetNode): Measure {
    return set.selections.reduce<Measure>((sum, selection) => {
      const directives = selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD || selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.kind === Kind.FRAGMENT_SPREAD ? measureFragment(selection.name.value) : measureSelections(selection.selectionSet);
        return beside(sum, { ...inner, directives: add(inner.directives, directives) });
      }
      if (selection.alias !== undefined) note(selection.alias.value);
      note(selection.name.value);
      const inner = selection.selectionSet === undefined ? NOTHING : measureSelections(selection.selectionSet);
      return beside(sum, {
        // The validator has a depth rule of its own for introspection, whose standard query is deeper than any sensible one.
        depth: isIntrospection(selection.name.value) ? 1 : 1 + inner.depth,
        fields: add(inner.fields, 1),
        aliases: add(inner.aliases, selection.alias === undefined ? 0 : 1),
        directives: add(inner.directives, directives),
        topFields: 1,
      });
    }, NOTHING);
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

  let total = NOTHING;
  const operations: OperationFacts[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable } of definition.variableDefinitions ?? []) note(variable.name.value);
    const measure = measureSelections(definition.selectionSet);
    total = beside(total, { ...measure, directives: add(measure.directives, definition.directives?.length ?? 0) });
    operations.push({ type: definition.operation, rootFields: rootNames(definition.selectionSet, new Set()), rootFieldCount: measure.topFields });
  }
  return { ...total, forbiddenName, operations };
}
