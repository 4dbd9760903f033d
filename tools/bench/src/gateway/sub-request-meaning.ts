import { Kind, parse, print, stripIgnoredCharacters, visit, type ValueNode } from 'graphql';

function literalOf(value: unknown): ValueNode {
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(literalOf) };
  if (typeof value === 'object' && value !== null) {
    return { kind: Kind.OBJECT, fields: Object.entries(value).map(([name, inner]) => ({ kind: Kind.OBJECT_FIELD, name: { kind: Kind.NAME, value: name }, value: literalOf(inner) })) };
  }
  return { kind: Kind.STRING, value: String(value) };
}

/**
 * A sub-request with its variables written out: some gateways send a literal as a variable one time and as a literal another time. Every
 * plain value counts as text, since a variable does not tell an enum's value from a text.
 */
export function meaningOf(body: string): string {
  const { query, variables = {} }: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> } = JSON.parse(body);
  const written = visit(parse(query, { noLocation: true }), {
    OperationDefinition: (node) => ({ ...node, name: undefined, variableDefinitions: [] }),
    Variable: ({ name }) => literalOf(variables[name.value]),
    EnumValue: ({ value }) => literalOf(value),
    IntValue: ({ value }) => literalOf(value),
    BooleanValue: ({ value }) => literalOf(value),
    NullValue: () => literalOf(null),
  });
  return stripIgnoredCharacters(print(written));
}
