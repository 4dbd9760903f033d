import type { FieldNode } from 'graphql';

const PREFIX = '_c_';

/**
 * The name under which a client's field is gathered. What a subgraph requires of an entity is gathered beside it, plain and under its
 * own name; a client that aliases another field to that name, or asks for it with other arguments, must not be taken for it.
 */
export function gatheredKey({ alias, name, arguments: given }: FieldNode): string {
  const key = alias?.value ?? name.value;
  return key === name.value && (given === undefined || given.length === 0) ? key : PREFIX + key;
}

export const clientKey = (key: string): string => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key);
