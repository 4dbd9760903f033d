import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { gatheredKey } from './client-keys.ts';
import type { TypeConditions } from './type-conditions.ts';

/** A variable of `@skip` or `@include` and the value with which the selection counts. */
interface Condition {
  readonly variable: string;
  readonly wanted: boolean;
}

export interface ConditionalSelection {
  readonly set: SelectionSetNode;
  /** All must hold. */
  readonly conditions: readonly Condition[];
}

export interface CollectedField {
  readonly key: string;
  /** Where the value has been gathered. */
  readonly source: string;
  readonly name: string;
  /** The field counts when one of these holds as a whole; undefined when it always does. */
  readonly alternatives: readonly (readonly Condition[])[] | undefined;
  readonly selections: readonly ConditionalSelection[];
}

export type CollectFields = (typename: string, selections: readonly ConditionalSelection[]) => readonly CollectedField[];

/** Collects what selections ask of an object of one type, fragments written out and fields of one key taken together. */
export function fieldCollector(document: DocumentNode, typeConditions: TypeConditions): CollectFields {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  return (typename, selections) => {
    const fields = new Map<string, { readonly name: string; readonly source: string; readonly alternatives: (readonly Condition[])[]; readonly selections: ConditionalSelection[] }>();

    function addField(node: FieldNode, conditions: readonly Condition[]): void {
      const key = node.alias?.value ?? node.name.value;
      const field = fields.get(key) ?? { name: node.name.value, source: gatheredKey(node), alternatives: [], selections: [] };
      fields.set(key, field);
      field.alternatives.push(conditions);
      if (node.selectionSet !== undefined) field.selections.push({ set: node.selectionSet, conditions });
    }

    function add(set: SelectionSetNode, outer: readonly Condition[]): void {
      for (const node of set.selections) {
        const own = conditionsOf(node);
        if (own === 'never') continue;
        const conditions = own.length === 0 ? outer : [...outer, ...own];
        if (node.kind === Kind.FIELD) addField(node, conditions);
        else {
          const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
          const condition = fragment?.typeCondition?.name.value;
          if (fragment !== undefined && (condition === undefined || typeConditions(condition).has(typename))) add(fragment.selectionSet, conditions);
        }
      }
    }

    for (const { set, conditions } of selections) add(set, conditions);
    return [...fields].map(([key, { name, source, alternatives, selections: below }]) => ({
      key, name, source, selections: below, alternatives: alternatives.some((conditions) => conditions.length === 0) ? undefined : alternatives,
    }));
  };
}

function conditionsOf(node: SelectionNode): readonly Condition[] | 'never' {
  const conditions: Condition[] = [];
  for (const directive of node.directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const wanted = name === 'include';
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, wanted });
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return 'never';
  }
  return conditions;
}
