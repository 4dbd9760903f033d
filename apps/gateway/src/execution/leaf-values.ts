import { isEnumType, type GraphQLLeafType, type GraphQLSchema } from 'graphql';

/** A value as JSON, or undefined when it is not one of the type's. */
type WriteLeaf = (value: unknown) => string | undefined;

/** Text that JSON writes as it stands between quotes; anything else is escaped by the library. */
const PLAIN_TEXT = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;
export const quoted = (text: string): string => (PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text));

const integer: WriteLeaf = (value) => (Number.isSafeInteger(value) ? String(value) : undefined);
const text: WriteLeaf = (value) => (typeof value === 'string' ? quoted(value) : undefined);

const BUILT_IN: Readonly<Record<string, WriteLeaf>> = {
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  Int: integer,
  Float: (value) => (Number.isFinite(value) ? String(value) : undefined),
  String: text,
  ID: (value) => text(value) ?? integer(value),
};

/** Whether an enum has this value in the supergraph, though the clients' schema does not show it. */
export function isHiddenValue(supergraph: GraphQLSchema, type: GraphQLLeafType, value: unknown): boolean {
  const whole = supergraph.getType(type.name);
  return typeof value === 'string' && isEnumType(whole) && whole.getValue(value) !== undefined;
}

/** Writes a subgraph's value if it is one of the type's. The gateway has no scalars of its own: what those hold is their subgraph's affair. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const written: ReadonlyMap<unknown, string> = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (value) => written.get(value);
  }
  return BUILT_IN[type.name] ?? ((value) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value)));
}
