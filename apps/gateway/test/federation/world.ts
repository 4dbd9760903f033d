import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { Kind, execute, parse, type FieldDefinitionNode, type GraphQLSchema } from 'graphql';

export type Thing = Record<string, unknown>;

/** Everything that is true in one test, whichever subgraph may tell of it. A function is a value that depends on arguments, or comes later. */
export interface World {
  /** Things by their type. */
  readonly things: Readonly<Record<string, readonly Thing[]>>;
  readonly roots: Readonly<Record<string, unknown>>;
}

/** How a subgraph works a field out from what the gateway tells it, by `Type.field`. What comes out must be what the world holds. */
export type WorkedOut = Readonly<Record<string, (told: Thing, args: Thing) => unknown>>;

/** What a subgraph makes of a representation: it believes what it was told, and knows the rest itself. */
class Told {
  readonly told: Thing;
  readonly whole: Thing;

  constructor(told: Thing, whole: Thing) {
    this.told = told;
    this.whole = whole;
  }
}

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);
const valueOf = (value: unknown, args: unknown): unknown => (typeof value === 'function' ? value(args) : value);

const agrees = (known: unknown, told: unknown): boolean => {
  if (typeof known === 'function') return true;
  if (Array.isArray(told) && Array.isArray(known)) return told.length === known.length && told.every((item, index) => agrees(known[index], item));
  if (isThing(told) && isThing(known)) return Object.entries(told).every(([name, item]) => name === '__typename' || agrees(known[name], item));
  return known === told;
};

export function thingOf({ things }: World, typename: string, key: Thing): Thing | undefined {
  const all = Object.entries(things).flatMap(([type, list]) => list.map((thing): Thing => Object.assign(thing, { __typename: type })));
  const candidates = typename in things ? all.filter((thing) => thing['__typename'] === typename) : all;
  return candidates.find((thing) => Object.entries(key).every(([name, told]) => name === '__typename' || !(name in thing) || agrees(thing[name], told)));
}

const hasDirective = (field: FieldDefinitionNode, name: string): boolean => (field.directives ?? []).some((directive) => directive.name.value === name);

/** Resolvers of one subgraph, which knows of the world what its schema says it does, and nothing that is external to it. */
export function resolversOf(sdl: string, world: World, workedOut: WorkedOut = {}): GraphQLResolverMap<unknown> {
  const provided = new Set([...sdl.matchAll(/@(?:provides|key)\(fields: "([^"]*)"/g)].flatMap(([, fields]) => (fields ?? '').split(/\W+/)));
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const node of parse(sdl).definitions) {
    if (node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      resolvers[node.name.value] = { __resolveType: (thing: Thing) => thing['__typename'], __resolveReference: (key: Thing) => thingOf(world, node.name.value, key) ?? null };
    }
    if (node.kind === Kind.UNION_TYPE_DEFINITION) resolvers[node.name.value] = { __resolveType: (thing: Thing) => thing['__typename'] };
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const type = node.name.value;
    const isRoot = type === 'Query' || type === 'Mutation';
    const fields: Record<string, unknown> = { ...resolvers[type] };
    resolvers[type] = fields;
    if (!isRoot) {
      fields['__resolveReference'] = (key: Thing) => {
        const whole = thingOf(world, type, key);
        return whole === undefined ? null : new Told(key, whole);
      };
    }
    for (const field of node.fields ?? []) {
      const name = field.name.value;
      const isExternal = hasDirective(field, 'external');
      const workOut = workedOut[`${type}.${name}`];
      fields[name] = (source: unknown, args: Thing): unknown => {
        if (isRoot) return valueOf(world.roots[name], args);
        if (source instanceof Told) {
          if (workOut !== undefined) return workOut(source.told, args);
          return name in source.told && !isThing(source.told[name]) ? source.told[name] : isExternal && !provided.has(name) ? null : valueOf(source.whole[name], args);
        }
        if (workOut !== undefined || (isExternal && !provided.has(name))) throw new Error(`${type}.${name} was asked without a representation`);
        return isThing(source) ? valueOf(source[name], args) : null;
      };
    }
  }
  return resolvers as GraphQLResolverMap<unknown>; // built from the schema itself, name by name
}

/** What one server that knew everything would answer: the truth that a federated answer is held against. */
export async function truth(schema: GraphQLSchema, world: World, query: string, variables: Record<string, unknown>): Promise<unknown> {
  thingOf(world, '', {}); // names the type of each thing
  const { data, errors } = await execute({
    schema, document: parse(query), variableValues: variables, rootValue: world.roots,
    fieldResolver: (source: Thing, args, _context, { fieldName }) => valueOf(source[fieldName], args),
    typeResolver: (thing: Thing) => String(thing['__typename']),
  });
  if (errors !== undefined) throw new Error(`the truth has errors: ${errors.map(({ message }) => message).join('; ')}`);
  return JSON.parse(JSON.stringify(data ?? null));
}
