import { GraphQLError, buildASTSchema, execute, isInterfaceType, isObjectType, parse, valueFromASTUntyped, type DirectiveNode, type ExecutionResult, type GraphQLSchema } from 'graphql';

type Owners = (type: string, field: string) => ReadonlySet<string>;

const argumentsOf = (node: DirectiveNode): Readonly<Record<string, unknown>> => Object.fromEntries((node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
const named = (directives: readonly DirectiveNode[] | undefined, name: string) => (directives ?? []).filter((node) => node.name.value === name).map(argumentsOf);

/** Which subgraphs can answer a field, read from the supergraph itself and not from any plan. */
export function fieldOwners(schema: GraphQLSchema): Owners {
  return (typename, name) => {
    const type = schema.getType(typename);
    if (!isObjectType(type) && !isInterfaceType(type)) return new Set();
    const joined = named(type.getFields()[name]?.astNode?.directives, 'join__field').filter(({ external }) => external !== true);
    const everywhere = named(type.astNode?.directives, 'join__type');
    const sources = joined.some(({ graph }) => graph !== undefined) ? joined : everywhere;
    return new Set(sources.map(({ graph }) => String(graph).toLowerCase()));
  };
}

export interface Loss {
  readonly query: string;
  /** The answer when everybody is well. */
  readonly whole: unknown;
  readonly subgraph: string;
}

/** What is left of a whole answer when one subgraph brings nothing: null where only it could answer, spread as GraphQL has it. */
export function answersWithout(supergraphSdl: string): (loss: Loss) => Promise<ExecutionResult> {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true });
  const ownersOf = fieldOwners(schema);
  return async ({ query, whole, subgraph }) => execute({
    schema, document: parse(query), rootValue: whole,
    fieldResolver: (source: Record<string, unknown>, _args, _context, { parentType, fieldName, path }) => {
      const owners = ownersOf(parentType.name, fieldName);
      if (owners.size === 1 && owners.has(subgraph)) throw new GraphQLError('lost');
      return source[String(path.key)];
    },
  });
}
