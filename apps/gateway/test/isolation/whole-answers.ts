import {
  buildASTSchema, execute, extendSchema, getNamedType, getNullableType, isAbstractType, isEnumType, isListType, isObjectType, parse,
  type ExecutionResult, type GraphQLOutputType, type GraphQLResolveInfo, type GraphQLSchema,
} from 'graphql';
import { isJsonObject, type JsonObject } from '../../src/json-object.ts';

const LIST = 2;

export interface Asked {
  readonly query: string;
  readonly variables: JsonObject;
  /** Who asks. */
  readonly subject: string;
}

export type WholeAnswers = (asked: Asked) => Promise<ExecutionResult>;

/** Answers any sub-request of a supergraph with values that follow from the field, the entity and the caller alone, so that every way to them finds the same. */
export function wholeAnswers(supergraphSdl: string): WholeAnswers {
  const schema = asSubgraph(buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true }));
  return async ({ query, variables, subject }) => execute({
    schema, document: parse(query), variableValues: variables,
    fieldResolver: (source: JsonObject | undefined, args: JsonObject, _context, info) => valueOf(source ?? {}, args, info, subject),
    typeResolver: (source: JsonObject) => String(source['__typename']),
  });
}

/** The whole schema with the entry by which a subgraph completes entities. */
function asSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const entities = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__') && type.name !== 'Query' && type.name !== 'Mutation');
  return extendSchema(schema, parse(`scalar _Any union _Entity = ${entities.map(({ name }) => name).join(' | ')} extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`), { assumeValid: true, assumeValidSDL: true });
}

function valueOf(source: JsonObject, args: JsonObject, { fieldName, returnType, schema }: GraphQLResolveInfo, subject: string): unknown {
  if (fieldName === '_entities') return args['representations'];
  const value = (type: GraphQLOutputType, index: number): unknown => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return Array.from({ length: LIST }, (_, at) => value(nullable.ofType, at));
    const named = getNamedType(nullable);
    if (isObjectType(named) || isAbstractType(named)) {
      const concrete = isAbstractType(named) ? schema.getPossibleTypes(named)[0]?.name : named.name;
      return { __typename: concrete, id: `${concrete ?? ''}-${index}` };
    }
    if (isEnumType(named)) return named.getValues()[0]?.value;
    return { ID: `${fieldName}-${index}`, Int: fieldName.length, Float: fieldName.length / 4, Boolean: fieldName.length % 2 === 0 }[named.name] ?? `双随机 ${fieldName} ${subject}`;
  };
  return isJsonObject(source) && Object.hasOwn(source, fieldName) ? source[fieldName] : value(returnType, 0);
}
