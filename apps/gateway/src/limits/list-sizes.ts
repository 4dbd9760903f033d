import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

/** What the schema says about the length of one field's list. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  /** Where the list is below the field, such as a connection's `edges`; empty when the field is the list itself. */
  readonly sizedFields: readonly string[];
}

export interface FieldCosts {
  readonly listSizes: ReadonlyMap<string, ListSize>;
  readonly weights: ReadonlyMap<string, number>;
}

const argument = (directive: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  directive.arguments?.find((candidate) => candidate.name.value === name)?.value;

const integer = (value: ConstValueNode | undefined): number | undefined => (value?.kind === Kind.INT ? Number(value.value) : undefined);

const strings = (value: ConstValueNode | undefined): string[] =>
  value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];

/** Reads `@listSize` and `@cost` from the supergraph, by `Type.field`: the API schema made from it no longer has them. */
export function fieldCosts(supergraph: DocumentNode): FieldCosts {
  const listSizes = new Map<string, ListSize>();
  const weights = new Map<string, number>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const coordinate = `${definition.name.value}.${field.name.value}`;
        if (directive.name.value === 'listSize') {
          listSizes.set(coordinate, {
            assumedSize: integer(argument(directive, 'assumedSize')),
            slicingArguments: strings(argument(directive, 'slicingArguments')),
            sizedFields: strings(argument(directive, 'sizedFields')),
          });
        }
        const weight = directive.name.value === 'cost' ? integer(argument(directive, 'weight')) : undefined;
        if (weight !== undefined) weights.set(coordinate, weight);
      }
    }
  }
  return { listSizes, weights };
}
