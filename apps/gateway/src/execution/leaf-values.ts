import { isEnumType, type GraphQLLeafType, type GraphQLSchema } from 'graphql';

const BUILT_IN: Readonly<Record<string, (value: unknown) => boolean>> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isSafeInteger(value),
  Float: (value) => Number.isFinite(value),
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isSafeInteger(value),
};

/** Whether an enum has this value in the supergraph, though the clients' schema does not show it. */
export function isHiddenValue(supergraph: GraphQLSchema, type: GraphQLLeafType, value: unknown): boolean {
  const whole = supergraph.getType(type.name);
  return typeof value === 'string' && isEnumType(whole) && whole.getValue(value) !== undefined;
}

/** Whether a subgraph's value is one of the type's. The gateway has no scalars of its own: what those hold is their subgraph's affair. */
export function leafFits(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names: ReadonlySet<unknown> = new Set(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return BUILT_IN[type.name] ?? (() => true);
}
