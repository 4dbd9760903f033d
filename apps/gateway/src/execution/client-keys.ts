import { Kind, print, visit, type DocumentNode, type FieldNode, type ValueNode } from 'graphql';

const MARKED = /^_c\d*_/;

/** The name under which a client's field is gathered. */
export type GatheredKey = (field: FieldNode) => string;

/** A value as it is compared: the order of an object's fields means nothing. */
function written(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(written).join()}]`;
  return value.kind === Kind.OBJECT ? `{${namedValues(value.fields)}}` : print(value);
}

const namedValues = (nodes: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[] = []): string => nodes.map(({ name, value }) => `${name.value}:${written(value)}`).toSorted().join();

/**
 * What a subgraph requires of an entity is gathered beside a client's fields, plain and under its own name; a client that aliases
 * another field to that name, or asks for it with other arguments, must not be taken for it. Of different types a client may ask for
 * different things under one name: those are kept apart too, because planners that take the types for one make one thing of them.
 */
export function gatheredKeys(document: DocumentNode): GatheredKey {
  const askedAs = new Map<string, string[]>();
  const place = ({ alias, name, arguments: given }: FieldNode): { readonly key: string; readonly nth: number } => {
    const key = alias?.value ?? name.value;
    const asked = `${name.value}(${namedValues(given)})`;
    if (asked === `${key}()`) return { key, nth: -1 };
    const known = askedAs.get(key) ?? [];
    askedAs.set(key, known);
    return { key, nth: known.includes(asked) ? known.indexOf(asked) : known.push(asked) - 1 };
  };
  visit(document, { Field: (field) => void place(field) });
  return (field) => {
    const { key, nth } = place(field);
    return nth < 0 ? key : `_c${nth === 0 ? '' : nth}_${key}`;
  };
}

export const clientKey = (key: string): string => key.replace(MARKED, '');
