import { Kind, TypeInfo, getNamedType, getNullableType, isInterfaceType, isListType, isUnionType, parse, visit, visitWithTypeInfo, type ASTNode, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import type { PlainResult } from '../federation/local-supergraph.ts';
import type { Operation } from './operation.ts';
import type { Field, Model, Requirement } from './random-supergraph.ts';
import { hasParts } from './schemas.ts';

/** What a case may have to do with. A kind that no case has is a kind that nothing is known of. */
export const CASE_KINDS = [
  'named fragment', 'inline fragment', 'fragment in a fragment', 'interface', 'union', 'alias', 'alias of a key', 'alias that is another field’s name', 'variable', '@skip', '@include',
  '@requires', '@requires of a list', '@requires below', '@requires two below', '@provides', '@shareable', '@override', 'interface object', 'several keys', 'composite key',
  'list of lists', 'null in a list', 'null that spread', 'partial error', 'entity that somebody does not know', 'several subgraphs', 'cancelled',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export type Coverage = Readonly<Record<CaseKind, number>>;
export const noCoverage = (): Record<CaseKind, number> => Object.assign({}, ...CASE_KINDS.map((kind) => ({ [kind]: 0 })));

const isFragment = (node: ASTNode | readonly ASTNode[]): boolean => 'kind' in node && (node.kind === Kind.INLINE_FRAGMENT || node.kind === Kind.FRAGMENT_DEFINITION);
const isListOfLists = (type: GraphQLOutputType | null | undefined): boolean => {
  const outer = getNullableType(type);
  return isListType(outer) && isListType(getNullableType(outer.ofType));
};
const depthOf = ({ below }: Requirement): number => (below === undefined ? 0 : 1 + depthOf(below));

/** The kinds of one field of the model that an operation asks for. */
function fieldKinds(field: Field, of: readonly Field[]): CaseKind[] {
  const required = field.requires.map((one) => ({ depth: depthOf(one), shape: of.find(({ name }) => name === one.field)?.shape }));
  return [
    ...(required.length > 0 ? ['@requires'] as const : []),
    ...(required.some(({ shape }) => shape !== 'plain' && shape !== 'required') ? ['@requires of a list'] as const : []),
    ...(required.some(({ depth }) => depth > 0) ? ['@requires below'] as const : []),
    ...(required.some(({ depth }) => depth > 1) ? ['@requires two below'] as const : []),
    ...(field.provides === undefined ? [] : ['@provides'] as const),
    ...(field.owners.length > 1 ? ['@shareable'] as const : []),
    ...(field.overrides === undefined ? [] : ['@override'] as const),
  ];
}

/** The kinds that an operation has by how it is written. */
export function kindsOf(model: Model, schema: GraphQLSchema, { query }: Operation): ReadonlySet<CaseKind> {
  const found = new Set<CaseKind>();
  const info = new TypeInfo(schema);
  visit(parse(query), visitWithTypeInfo(info, {
    enter(node, _key, _parent, _path, ancestors) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) found.add('named fragment');
      if (node.kind === Kind.INLINE_FRAGMENT) found.add('inline fragment');
      if ((node.kind === Kind.INLINE_FRAGMENT || node.kind === Kind.FRAGMENT_SPREAD) && ancestors.some(isFragment)) found.add('fragment in a fragment');
      if (node.kind === Kind.VARIABLE) found.add('variable');
      if (node.kind === Kind.DIRECTIVE) found.add(node.name.value === 'skip' ? '@skip' : '@include');
      if (node.kind !== Kind.FIELD) return;
      const parent = info.getParentType();
      const name = node.name.value;
      if (isInterfaceType(parent) || isInterfaceType(getNamedType(info.getType()))) found.add('interface');
      if (isUnionType(getNamedType(info.getType()))) found.add('union');
      if (isListOfLists(info.getType())) found.add('list of lists');
      if (node.alias !== undefined) found.add('alias');
      if (node.alias !== undefined && (name === 'id' || name === 'code')) found.add('alias of a key');
      if (node.alias !== undefined && parent !== null && parent !== undefined && 'getFields' in parent && node.alias.value !== name && node.alias.value in parent.getFields()) found.add('alias that is another field’s name');
      if (model.thingFields.some((field) => field.name === name)) found.add('interface object');
      const entity = model.entities.find((candidate) => candidate.name === parent?.name);
      const field = entity?.fields.find((candidate) => candidate.name === name);
      if (entity === undefined || field === undefined) return;
      for (const kind of fieldKinds(field, entity.fields)) found.add(kind);
      if (entity.byCode.size > 0 && !entity.isThing) found.add('several keys');
      if (hasParts(entity)) found.add('composite key');
      if (entity.gapsIn !== undefined) found.add('entity that somebody does not know');
    },
  }));
  return found;
}

const hasNullInList = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some((item) => item === null || hasNullInList(item));
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNullInList);
};

/** The kinds that a case has by how it is answered. */
export function kindsOfAnswer({ data, errors }: PlainResult, services: ReadonlySet<string>): CaseKind[] {
  const spread = errors.some(({ message }) => message.startsWith('Cannot return null'));
  return [
    ...(hasNullInList(data) ? ['null in a list'] as const : []),
    ...(spread ? ['null that spread'] as const : []),
    ...(errors.length > 0 && !spread ? ['partial error'] as const : []),
    ...(services.size > 1 ? ['several subgraphs'] as const : []),
  ];
}
