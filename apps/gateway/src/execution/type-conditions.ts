import { isAbstractType, isInterfaceType, type GraphQLSchema } from 'graphql';

/** Whether an object of the named type is meant by a fragment on `condition`. */
export type TypeConditions = (condition: string) => ReadonlySet<string>;

/**
 * The names that stand below each type condition. An interface counts among its own, because a subgraph that only knows it as an
 * interface object answers with the interface's name.
 */
export function typeConditions(supergraph: GraphQLSchema): TypeConditions {
  const known = new Map<string, ReadonlySet<string>>();
  return (condition) => {
    let names = known.get(condition);
    if (names === undefined) {
      const type = supergraph.getType(condition);
      const below = isAbstractType(type) ? supergraph.getPossibleTypes(type) : [];
      const between = isInterfaceType(type) ? supergraph.getImplementations(type).interfaces : [];
      names = new Set([condition, ...below.map(({ name }) => name), ...between.map(({ name }) => name)]);
      known.set(condition, names);
    }
    return names;
  };
}
