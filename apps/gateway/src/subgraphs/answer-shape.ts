import {
  Kind, buildASTSchema, getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType, parse,
  type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';

/** What stands under each response key. GraphQL itself guarantees that one key has one shape, whatever type it is asked of. */
type Shape = Map<string, Place>;

interface Place {
  /** How many lists are around the value. */
  readonly lists: number;
  /** The keys of the object inside, or undefined for a plain value. */
  readonly object: Shape | undefined;
}

interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

const MAX_KNOWN = 2_000;

/**
 * Tells whether a subgraph's data has lists and objects where its schema says so. The federation library gives up the whole answer
 * of an operation over one value that has not, so one careless department would take the others' fields with it.
 */
export function answerShapes(supergraphSdl: string): (query: string, data: Record<string, unknown>) => boolean {
  const schema = buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
  const known = new Map<string, Shape>();
  return (query, data) => {
    let shape = known.get(query);
    if (shape === undefined) {
      shape = shapeOf(schema, query);
      if (known.size >= MAX_KNOWN) known.clear();
      known.set(query, shape);
    }
    return fitsObject(data, shape);
  };
}

function fitsPlace(value: unknown, lists: number, object: Shape | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (lists > 0) return Array.isArray(value) && value.every((item) => fitsPlace(item, lists - 1, object));
  return object === undefined || (typeof value === 'object' && !Array.isArray(value) && fitsObject(value, object));
}

function fitsObject(value: object, shape: Shape): boolean {
  for (const [key, item] of Object.entries(value)) {
    if (key === '__typename' && typeof item !== 'string') return false;
    const place = shape.get(key);
    if (place !== undefined && !fitsPlace(item, place.lists, place.object)) return false;
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
  // `_entities` is each subgraph's own and not in the supergraph; its fragments name their types.
  if (type === undefined && name !== '_entities') return;
  const inner = type === undefined ? undefined : getNamedType(type);
  const place = shape.get(key) ?? { lists: type === undefined ? 1 : listDepth(type), object: field.selectionSet === undefined ? undefined : new Map() };
  shape.set(key, place);
  if (field.selectionSet !== undefined && place.object !== undefined) collect(document, isCompositeType(inner) ? inner : undefined, field.selectionSet, place.object);
}

function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}

function typeNamed({ schema }: Document, name: string | undefined): GraphQLCompositeType | undefined {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}
