import { Kind, parse, type ConstDirectiveNode, type ConstValueNode, type DefinitionNode, type FieldDefinitionNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';

/** What the supergraph says about keeping one field's value. */
export interface FieldHint {
  readonly type: string;
  readonly isObject: boolean;
  /** Open to everybody, and not kept for its caller alone. */
  readonly open: boolean;
  /** Seconds; undefined where the parent decides. */
  readonly maxAge: number | undefined;
  /** Services that can answer it. */
  readonly services: ReadonlySet<string>;
  /** Whether it is made of fields that other services of its type give. */
  readonly requiresOthers: boolean;
}

export interface CacheHints {
  /** The types of objects that a value of the type may be; undefined for a type that has no fields. */
  objectTypes(type: string): readonly string[] | undefined;
  field(objectType: string, name: string): FieldHint | undefined;
  /** Every service of the type. */
  servicesOf(objectType: string): ReadonlySet<string>;
  /** What a page is a page of, by the name of the page's type. */
  listedIn(objectType: string): string | undefined;
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
type Directives = readonly ConstDirectiveNode[] | undefined;

const named = (directives: Directives, name: string): readonly ConstDirectiveNode[] => (directives ?? []).filter((directive) => directive.name.value === name);
const argument = (directive: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined => directive?.arguments?.find((given) => given.name.value === name)?.value;
const enumValue = (value: ConstValueNode | undefined): string | undefined => (value?.kind === Kind.ENUM ? value.value : undefined);
const isTrue = (value: ConstValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && value.value;
const typeName = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type));

interface Hint {
  readonly maxAge: number | undefined;
  readonly inherits: boolean;
  readonly isPrivate: boolean;
}

function hintOn(directives: Directives): Hint {
  const [directive] = named(directives, 'cacheControl');
  const age = argument(directive, 'maxAge');
  return {
    maxAge: age?.kind === Kind.INT ? Number(age.value) : undefined,
    inherits: isTrue(argument(directive, 'inheritMaxAge')),
    isPrivate: enumValue(argument(directive, 'scope')) === 'PRIVATE',
  };
}

/** Of a field and its type, the field's word counts. Without any, a root field and an object are not kept, and a scalar is as its parent. */
function ageOf(isRoot: boolean, ofField: Hint, ofType: Hint | undefined): number | undefined {
  const stated = ofField.inherits ? ofType?.maxAge : ofField.maxAge ?? ofType?.maxAge;
  if (stated !== undefined) return stated;
  const inherits = ofType === undefined || ofField.inherits || ofType.inherits;
  return isRoot || !inherits ? 0 : undefined;
}

function isOpen(field: FieldDefinitionNode, type: Composite): boolean {
  const [open, guarded] = [named(field.directives, 'public').length > 0, named(field.directives, 'auth').length > 0];
  if (open || guarded) return open && !guarded;
  return named(type.directives, 'public').length > 0 && named(type.directives, 'auth').length === 0;
}

function serviceNames(definitions: readonly DefinitionNode[]): ReadonlyMap<string, string> {
  const graphs = definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph');
  return new Map((graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? graphs.values ?? [] : []).map(({ name, directives }) => {
    const given = argument(named(directives, 'join__graph')[0], 'name');
    return [name.value, given?.kind === Kind.STRING ? given.value : name.value];
  }));
}

/** Reads who may see what, how long it keeps, and where it comes from, out of the supergraph: the API schema no longer says. */
export function cacheHints(supergraphSdl: string, queryType = 'Query'): CacheHints {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const composites = new Map<string, Composite>();
  const members = new Map<string, string[]>();
  const memberOf = (abstract: string, type: string): void => void members.set(abstract, [...(members.get(abstract) ?? []), type]);
  for (const node of definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) for (const type of node.types ?? []) memberOf(node.name.value, type.name.value);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    composites.set(node.name.value, node);
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) for (const { name } of node.interfaces ?? []) memberOf(name.value, node.name.value);
  }
  const names = serviceNames(definitions);
  const everyService = new Set(names.values());

  const servicesIn = (directives: readonly ConstDirectiveNode[]): ReadonlySet<string> =>
    new Set(directives.flatMap((directive) => names.get(enumValue(argument(directive, 'graph')) ?? '') ?? []));
  const servicesOf = (type: string): ReadonlySet<string> => servicesIn(named(composites.get(type)?.directives, 'join__type'));

  function answering(type: string, joins: readonly ConstDirectiveNode[]): ReadonlySet<string> {
    if (joins.length === 0) return servicesOf(type);
    // one that names no service stands for an interface object: it may come from anywhere
    if (joins.some((join) => argument(join, 'graph') === undefined)) return everyService;
    return servicesIn(joins.filter((join) => !isTrue(argument(join, 'external'))));
  }

  function read(type: Composite, field: FieldDefinitionNode): FieldHint {
    const target = typeName(field.type);
    const object = composites.get(target);
    const isObject = object !== undefined || members.has(target);
    const joins = named(field.directives, 'join__field');
    const [ofField, ofType] = [hintOn(field.directives), isObject ? hintOn(object?.directives) : undefined];
    return {
      type: target, isObject,
      open: isOpen(field, type) && !ofField.isPrivate && ofType?.isPrivate !== true,
      maxAge: ageOf(type.name.value === queryType, ofField, ofType),
      services: answering(type.name.value, joins),
      requiresOthers: joins.some((join) => argument(join, 'requires') !== undefined),
    };
  }

  const fields = new Map<string, FieldHint>();
  const listed = new Map<string, string>();
  for (const [name, type] of composites) {
    for (const field of type.fields ?? []) {
      fields.set(`${name}.${field.name.value}`, read(type, field));
      if (field.name.value === 'nodes') listed.set(name, typeName(field.type));
    }
  }
  return {
    objectTypes: (type) => members.get(type) ?? (composites.get(type)?.kind === Kind.OBJECT_TYPE_DEFINITION ? [type] : undefined),
    field: (type, name) => fields.get(`${type}.${name}`),
    servicesOf,
    listedIn: (type) => listed.get(type),
  };
}
