import {
  Kind, getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType, parse,
  type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import { isJsonObject } from '../json-object.ts';

/** What stands under each response key. GraphQL itself guarantees that one key has one shape, whatever type it is asked of. */
type Shape = Map<string, Place>;

interface Place {
  /** How many lists are around the value; undefined where only the subgraph knows. */
  readonly lists: number | undefined;
  /** The keys of the object inside, or undefined for a plain value. */
  readonly object: Shape | undefined;
}

interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export type AnswerShape = (data: Record<string, unknown>) => boolean;

/**
 * Tells whether a subgraph's data has lists and objects where its schema says so, and nothing that it was not asked for. What is
 * misshapen or unasked for is a broken or hostile subgraph's, and none of it is worth reading.
 */
export function answerShapes(schema: GraphQLSchema): (query: string) => AnswerShape {
  return (query) => {
    const shape = shapeOf(schema, query);
    return (data) => fitsObject(data, shape);
  };
}

function fitsPlace(value: unknown, place: Place, lists: number | undefined): boolean {
  if (value === null || lists === undefined) return true;
  if (lists > 0) return Array.isArray(value) && value.every((item) => fitsPlace(item, place, lists - 1));
  return place.object === undefined || (isJsonObject(value) && fitsObject(value, place.object));
}

function fitsObject(value: Record<string, unknown>, shape: Shape): boolean {
  for (const key in value) {
    const item = value[key];
    if (key === '__typename' && typeof item !== 'string') return false;
    const place = shape.get(key);
    if (place === undefined || !fitsPlace(item, place, place.lists)) return false;
  }
  return true;
}

function shapeOf(schema: GraphQLSchema, query: string): Shape {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = new Map(definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const shape: Shape = new Map();
  for (const node of definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) collect({ schema, fragments }, schema.getRootType(node.operation) ?? undefined, node.selectionSet, shape);
  }
  return shape;
}

function collect(document: Document, parent: GraphQLCompositeType | undefined, set: SelectionSetNode, shape: Shape): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) collectField(document, parent, selection, shape);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collect(document, typeNamed(document, selection.typeCondition?.name.value) ?? parent, selection.selectionSet, shape);
    else {
      const fragment = document.fragments.get(selection.name.value);
      if (fragment !== undefined) collect(document, typeNamed(document, fragment.typeCondition.name.value), fragment.selectionSet, shape);
    }
  }
}

function collectField(document: Document, parent: GraphQLCompositeType | undefined, field: FieldNode, shape: Shape): void {
  const name = field.name.value;
  const key = field.alias?.value ?? name;
  const type = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined;
  const inner = type === undefined ? undefined : getNamedType(type);
  const place = shape.get(key) ?? { lists: listsAround(name, type), object: field.selectionSet === undefined ? undefined : new Map() };
  shape.set(key, place);
  if (field.selectionSet !== undefined && place.object !== undefined) collect(document, isCompositeType(inner) ? inner : undefined, field.selectionSet, place.object);
}

/** `_entities` is each subgraph's own and not in the supergraph; its fragments name their types. */
function listsAround(name: string, type: GraphQLOutputType | undefined): number | undefined {
  if (name === '_entities') return 1;
  return type === undefined ? undefined : listDepth(type);
}

function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}

function typeNamed({ schema }: Document, name: string | undefined): GraphQLCompositeType | undefined {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}
