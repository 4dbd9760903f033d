import { isAbstractType, isCompositeType, isObjectType, getNamedType, isUnionType, type GraphQLCompositeType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Chance } from './chance.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MAX_DEPTH = 4;

interface Writing extends Chance {
  readonly schema: GraphQLSchema;
  readonly variables: Map<string, { readonly type: string; readonly value: unknown; readonly hasDefault: boolean }>;
  readonly fragments: string[];
}

/** A random operation on a schema. Some are not valid; whoever plays them leaves those out. */
export function randomOperation(schema: GraphQLSchema, lot: Chance): Operation {
  const query = schema.getQueryType();
  if (query === undefined || query === null) throw new Error('no query type');
  const writing: Writing = { ...lot, schema, variables: new Map(), fragments: [] };
  const body = lot.oneIn(3) ? twins(writing, query) : selections(writing, query, 0);
  const declared = [...writing.variables].map(([name, { type, value, hasDefault }]) => (hasDefault ? `$${name}: ${type} = ${JSON.stringify(value)}` : `$${name}: ${type}!`));
  const given = Object.fromEntries([...writing.variables].filter(([, { hasDefault }]) => !hasDefault || lot.oneIn(2)).map(([name, { value }]) => [name, value]));
  return { query: `query ${declared.length > 0 ? `(${declared.join(', ')}) ` : ''}${body}${writing.fragments.map((fragment) => ` ${fragment}`).join('')}`, variables: given };
}

/** The same question twice with other arguments: what is fetched once for both must not run together. */
function twins(writing: Writing, query: GraphQLObjectType): string {
  const fields = Object.values(query.getFields()).filter(({ type }) => isCompositeType(getNamedType(type)));
  const [asked] = fields.length === 0 ? [] : [writing.pick(fields)];
  const type = asked === undefined ? undefined : getNamedType(asked.type);
  if (asked === undefined || !isCompositeType(type)) return selections(writing, query, 0);
  const body = selections(writing, type, 1);
  const other = body.replaceAll(/\(by: (\d)\)/g, (_whole, by: string) => `(by: ${Number(by) + 1})`);
  return `{ one: ${asked.name} ${body} two: ${asked.name} ${other} }`;
}

/** Operations that depend on conditions, with every condition turned. */
export function variantsOf(operation: Operation): readonly Operation[] {
  const turned = Object.entries(operation.variables).map(([name, value]) => [name, typeof value === 'boolean' ? !value : value] as const);
  return Object.values(operation.variables).some((value) => typeof value === 'boolean') ? [operation, { ...operation, variables: Object.fromEntries(turned) }] : [operation];
}

function selections(writing: Writing, type: GraphQLCompositeType, depth: number): string {
  const { below, oneIn } = writing;
  const parts = Array.from({ length: 1 + below(depth === 0 ? 3 : 5) }, () => selection(writing, type, depth)).filter((part) => part !== undefined);
  if (parts.length === 0 || oneIn(6)) parts.push(oneIn(3) ? 't: __typename' : '__typename');
  return `{ ${parts.join(' ')} }`;
}

function selection(writing: Writing, type: GraphQLCompositeType, depth: number): string | undefined {
  const { oneIn, pick, schema } = writing;
  const fields = isUnionType(type) ? [] : Object.values(type.getFields());
  if (fields.length === 0 || (depth > 0 && oneIn(isAbstractType(type) ? 2 : 5))) {
    const candidates = isAbstractType(type) ? [...schema.getPossibleTypes(type), type] : [type, ...(isObjectType(type) ? type.getInterfaces() : [])];
    return fragment(writing, candidates.length === 0 ? type : pick(candidates), depth);
  }
  return field(writing, pick(fields), fields, depth);
}

function fragment(writing: Writing, on: GraphQLCompositeType, depth: number): string | undefined {
  if (depth >= MAX_DEPTH) return undefined;
  const body = selections(writing, on, depth + 1);
  if (!writing.oneIn(3)) return `... on ${on.name}${directive(writing)} ${body}`;
  const name = `F${writing.fragments.length}`;
  writing.fragments.push(`fragment ${name} on ${on.name} ${body}`);
  return `...${name}${directive(writing)}`;
}

function field(writing: Writing, { name, args, type }: GraphQLField<unknown, unknown>, beside: readonly GraphQLField<unknown, unknown>[], depth: number): string | undefined {
  const { oneIn, pick, below } = writing;
  const named = getNamedType(type);
  if (isCompositeType(named) && depth >= MAX_DEPTH) return undefined;
  // A name of another field is the nastiest alias of all.
  const alias = oneIn(4) ? `${oneIn(2) ? pick(beside).name : `a${below(3)}`}: ` : '';
  const given = args.length > 0 && !oneIn(3) ? `(by: ${oneIn(2) ? variable(writing, 'Int', below(4)) : below(4)})` : '';
  return `${alias}${name}${given}${directive(writing)}${isCompositeType(named) ? ` ${selections(writing, named, depth + 1)}` : ''}`;
}

function directive(writing: Writing): string {
  const { oneIn, pick } = writing;
  if (!oneIn(8)) return '';
  const value = oneIn(2);
  return ` @${pick(['skip', 'include'])}(if: ${oneIn(4) ? String(value) : variable(writing, 'Boolean', value)})`;
}

function variable({ variables, oneIn, pick }: Writing, type: string, value: unknown): string {
  const known = [...variables].filter(([, candidate]) => candidate.type === type).map(([name]) => name);
  if (known.length > 0 && oneIn(2)) return `$${pick(known)}`;
  const name = oneIn(20) ? `representations` : `x${variables.size}`;
  if (!variables.has(name)) variables.set(name, { type, value, hasDefault: oneIn(3) });
  else if (variables.get(name)?.type !== type) return variable({ variables, oneIn, pick } as Writing, type, value);
  return `$${name}`;
}
