import {
  Kind, getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType, valueFromASTUntyped,
  type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import { gatewayError } from '../errors/gateway-error.ts';
import type { FieldCosts, ListSize } from './list-sizes.ts';

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly costs: FieldCosts;
  readonly maxPage: number;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Connections are paged by these wherever they appear, also where the schema says nothing else. */
const PAGE_ARGUMENTS = ['first', 'last'];
const CONNECTION_LISTS = ['edges', 'nodes'];
/** What a subgraph serves when it is not asked for a length. */
const DEFAULT_PAGE = 20;
const MUTATION_WEIGHT = 10;

/** A list whose length an ancestor decides, such as `edges` below a connection. */
interface Page {
  readonly lists: readonly string[];
  readonly size: number;
}

interface Costing extends CostedOperation {
  /** A fragment costs the same wherever it stands on pages of one size; remembering it keeps a fragment bomb linear. */
  readonly ofFragments: Map<string, number>;
}

/**
 * An upper bound of the objects that an operation can make the platform fetch, before anything is fetched: an object counts 1,
 * a list its page times its element. Holds every page to `maxPage` on the way.
 */
export function operationCost(costed: CostedOperation): number {
  const { schema, operation } = costed;
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return 0;
  const cost = ofSelections({ ...costed, ofFragments: new Map() }, root, operation.selectionSet, undefined);
  return operation.operation === 'mutation' ? cost + MUTATION_WEIGHT : cost;
}

function ofSelections(costing: Costing, parent: GraphQLCompositeType, set: SelectionSetNode, page: Page | undefined): number {
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) cost += ofField(costing, parent, selection, page);
    else if (selection.kind === Kind.INLINE_FRAGMENT) cost += ofSelections(costing, typeNamed(costing, selection.typeCondition?.name.value) ?? parent, selection.selectionSet, page);
    else cost += ofFragment(costing, selection.name.value, page);
  }
  return cost;
}

function ofFragment(costing: Costing, name: string, page: Page | undefined): number {
  const key = `${name} ${page?.size ?? ''} ${page?.lists.join() ?? ''}`;
  const known = costing.ofFragments.get(key);
  if (known !== undefined) return known;
  const fragment = costing.fragments.get(name);
  const type = typeNamed(costing, fragment?.typeCondition.name.value);
  const cost = fragment === undefined || type === undefined ? 0 : ofSelections(costing, type, fragment.selectionSet, page);
  costing.ofFragments.set(key, cost);
  return cost;
}

function ofField(costing: Costing, parent: GraphQLCompositeType, node: FieldNode, page: Page | undefined): number {
  const name = node.name.value;
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (field === undefined) return 0;
  const coordinate = `${parent.name}.${name}`;
  const listSize = costing.costs.listSizes.get(coordinate);
  const type = getNamedType(field.type);
  const asked = askedPage(costing, field, node, listSize);
  const weight = costing.costs.weights.get(coordinate) ?? (isCompositeType(type) ? 1 : 0);
  if (!isCompositeType(type) || node.selectionSet === undefined) return weight;

  const isConnection = type.name.endsWith('Connection');
  const lists = listSize?.sizedFields.length ? listSize.sizedFields : CONNECTION_LISTS;
  const below = isConnection || (listSize?.sizedFields.length ?? 0) > 0 ? { lists, size: asked ?? DEFAULT_PAGE } : undefined;
  return times(costing, field, page, asked) * (weight + ofSelections(costing, type, node.selectionSet, below));
}

/** How often the field's value appears: once, as often as its page is long, or as long as the page it stands on. */
function times({ maxPage }: Costing, field: GraphQLField<unknown, unknown>, page: Page | undefined, asked: number | undefined): number {
  if (!isListType(getNullableType(field.type))) return 1;
  return page?.lists.includes(field.name) ? page.size : asked ?? maxPage;
}

/** The length asked for, the one the schema assumes, or undefined where neither says. */
function askedPage({ maxPage, variables }: Costing, field: GraphQLField<unknown, unknown>, node: FieldNode, listSize: ListSize | undefined): number | undefined {
  const sizes: number[] = [];
  for (const name of new Set([...PAGE_ARGUMENTS, ...(listSize?.slicingArguments ?? [])])) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const value = (given === undefined ? undefined : valueFromASTUntyped(given, variables)) ?? field.args.find((argument) => argument.name === name)?.defaultValue;
    if (typeof value !== 'number') continue;
    if (value < 0 || value > maxPage) throw gatewayError('PAGE_SIZE_OUT_OF_RANGE', { argument: name, limit: maxPage });
    sizes.push(value);
  }
  return sizes.length > 0 ? Math.max(...sizes) : listSize?.assumedSize;
}

function typeNamed({ schema }: Costing, name: string | undefined): GraphQLCompositeType | undefined {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}
