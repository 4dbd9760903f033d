import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import type { GatheredKey } from './client-keys.ts';
import type { TypeConditions } from './type-conditions.ts';

export interface CollectedField {
  readonly key: string;
  /** Where the value has been gathered. */
  readonly source: string;
  readonly name: string;
  readonly selections: readonly SelectionSetNode[];
}

export type CollectFields = (typename: string, selections: readonly SelectionSetNode[]) => readonly CollectedField[];

/** Collects what selections ask of an object of one type, fragments written out and fields of one key taken together. */
export function fieldCollector(document: DocumentNode, conditions: TypeConditions, gatheredKey: GatheredKey): CollectFields {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  return (typename, selections) => {
    const fields = new Map<string, CollectedField & { readonly selections: SelectionSetNode[] }>();

    function addField(node: FieldNode): void {
      const key = node.alias?.value ?? node.name.value;
      const field = fields.get(key) ?? { key, source: gatheredKey(node), name: node.name.value, selections: [] };
      fields.set(key, field);
      if (node.selectionSet !== undefined) field.selections.push(node.selectionSet);
    }

    function add(set: SelectionSetNode): void {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) addField(node);
        else {
          const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
          const condition = fragment?.typeCondition?.name.value;
          if (fragment !== undefined && (condition === undefined || conditions(condition).has(typename))) add(fragment.selectionSet);
        }
      }
    }

    for (const set of selections) add(set);
    return [...fields.values()];
  };
}
