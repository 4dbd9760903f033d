import { Kind, print, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type FieldNode, type GraphQLSchema, type ValueNode } from 'graphql';

const MARKED = /^_c\d*_/;

/** The name under which a client's field is gathered. */
export type GatheredKey = (field: FieldNode) => string;

/** A value as it is compared: the order of an object's fields means nothing. */
function written(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(written).join()}]`;
  return value.kind === Kind.OBJECT ? `{${namedValues(value.fields)}}` : print(value);
}

const namedValues = (nodes: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[] = []): string => nodes.map(({ name, value }) => `${name.value}:${written(value)}`).toSorted().join();

interface Asked {
  /** The types that are asked under a key. */
  readonly types: Set<string | undefined>;
  /** What they are asked for. */
  readonly fields: string[];
}

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;
const askedFor = ({ name, arguments: given }: FieldNode): string => `${name.value}(${namedValues(given)})`;

/**
 * What a subgraph requires of an entity is gathered beside a client's fields, plain and under its own name; a client that aliases
 * another field to that name, or asks for it with other arguments, must not be taken for it. Of different types a client may ask for
 * different things under one name: those are kept apart too, because planners that take the types for one make one thing of them.
 */
export function gatheredKeys(document: DocumentNode, schema: GraphQLSchema): GatheredKey {
  const askedAs = new Map<string, Asked>();
  const types = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(types, {
    Field(field) {
      const asked = askedAs.get(keyOf(field)) ?? { types: new Set(), fields: [] };
      askedAs.set(keyOf(field), asked);
      asked.types.add(types.getParentType()?.name);
      if (!asked.fields.includes(askedFor(field))) asked.fields.push(askedFor(field));
    },
  }));
  return (field) => {
    const key = keyOf(field);
    if (askedFor(field) === `${key}()`) return key;
    const asked = askedAs.get(key);
    const nth = asked === undefined || asked.types.size === 1 ? 0 : asked.fields.indexOf(askedFor(field));
    return `_c${nth === 0 ? '' : nth}_${key}`;
  };
}

export const clientKey = (key: string): string => key.replace(MARKED, '');
