import { Kind, visit, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { GatheredKey } from './client-keys.ts';
import { operationOf } from './settled-document.ts';

/** An operation apart: what the subgraphs are asked for, and what the gateway knows by itself. */
export interface PlannedDocument {
  /** For the planner; undefined when no subgraph is needed. */
  readonly document: DocumentNode | undefined;
  readonly introspection: DocumentNode | undefined;
  /** The client's name of a variable of `document`. */
  readonly clientName: (variable: string) => string;
}

/** Variables that the planner gives to sub-requests; a client's own of such a name would be taken for one. */
const PLANNERS_NAME = /^(?:representations$|__)/;
const RENAMED = /^(?:client_)+(?=representations$|__)/;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isSchemaField = (node: SelectionNode): boolean => node.kind === Kind.FIELD && (node.name.value === '__schema' || node.name.value === '__type');

/** Takes an operation that is settled apart. */
export function plannedDocument(document: DocumentNode, gatheredKey: GatheredKey): PlannedDocument {
  const operation = operationOf(document);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  /** The selections at the operation's root for which `keep` holds, fragments written out as far as the root reaches. */
  function partOf(set: SelectionSetNode, keep: (node: SelectionNode) => boolean): SelectionSetNode {
    const selections = set.selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) return keep(node) ? [node] : [];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment === undefined) return [];
      const selectionSet = partOf(fragment.selectionSet, keep);
      const { typeCondition } = fragment;
      return selectionSet.selections.length === 0 ? [] : [{ kind: Kind.INLINE_FRAGMENT, selectionSet, ...(typeCondition === undefined ? {} : { typeCondition }) }];
    });
    return { kind: Kind.SELECTION_SET, selections };
  }

  const known = partOf(operation.selectionSet, isSchemaField);
  const asked = known.selections.length === 0 ? operation.selectionSet : partOf(operation.selectionSet, (node) => !isSchemaField(node));
  const documentOf = (selectionSet: SelectionSetNode): DocumentNode => ({ kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments.values()] });
  return {
    document: asked.selections.length === 0 ? undefined : withPlannersNames(documentOf(asked), gatheredKey),
    introspection: known.selections.length === 0 ? undefined : documentOf(known),
    clientName: (variable) => (RENAMED.test(variable) ? variable.slice('client_'.length) : variable),
  };
}

function withPlannersNames(document: DocumentNode, gatheredKey: GatheredKey): DocumentNode {
  const rename = (name: string): string => (PLANNERS_NAME.test(name) || RENAMED.test(name) ? `client_${name}` : name);
  return visit(document, {
    // What conditions have left empty must still be something that can be asked for.
    SelectionSet: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    Variable: (node) => ({ ...node, name: { ...node.name, value: rename(node.name.value) } }),
    Field: (node) => {
      const { alias, ...plain } = node;
      const key = gatheredKey(node);
      if (key !== node.name.value) return { ...plain, alias: { kind: Kind.NAME, value: key } };
      // An alias that is the field's own name confuses the native planner.
      return alias === undefined ? undefined : plain;
    },
  });
}
