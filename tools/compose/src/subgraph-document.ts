import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';

/** One service's schema as its files state it. */
export interface SubgraphDocument {
  readonly name: string;
  readonly document: DocumentNode;
}

/** An object type as one service sees it, its definition and extensions taken together. */
export interface ObjectType {
  readonly name: string;
  /** Whether the service only extends it, which is how it says that the type is another's. */
  readonly extensionOnly: boolean;
  readonly directives: readonly ConstDirectiveNode[];
  readonly fields: readonly FieldDefinitionNode[];
}

export function objectTypes(document: DocumentNode): ReadonlyMap<string, ObjectType> {
  const types = new Map<string, ObjectType>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const name = node.name.value;
    const known = types.get(name) ?? { name, extensionOnly: true, directives: [], fields: [] };
    types.set(name, {
      name,
      extensionOnly: known.extensionOnly && node.kind === Kind.OBJECT_TYPE_EXTENSION,
      directives: [...known.directives, ...(node.directives ?? [])],
      fields: [...known.fields, ...(node.fields ?? [])],
    });
  }
  return types;
}

export const directivesNamed = (directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly ConstDirectiveNode[] =>
  (directives ?? []).filter((directive) => directive.name.value === name);

export const hasDirective = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, ...names: readonly string[]): boolean =>
  (node.directives ?? []).some((directive) => names.includes(directive.name.value));

const argument = (directive: ConstDirectiveNode, name: string) => directive.arguments?.find((candidate) => candidate.name.value === name)?.value;

export function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argument(directive, name);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function enumArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argument(directive, name);
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

export function stringsArgument(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = argument(directive, name);
  return value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];
}

export const isFalse = (directive: ConstDirectiveNode, name: string): boolean => {
  const value = argument(directive, name);
  return value?.kind === Kind.BOOLEAN && !value.value;
};

export const hasArgument = (directive: ConstDirectiveNode, name: string): boolean => argument(directive, name) !== undefined;

export const isNonNull = (type: TypeNode): boolean => type.kind === Kind.NON_NULL_TYPE;
export const isList = (type: TypeNode): boolean => (type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE);
export const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

export const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
