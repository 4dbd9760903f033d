import {
  getNullableType, isCompositeType, isListType, isNonNullType, isObjectType, isUnionType,
  type GraphQLCompositeType, type GraphQLNullableType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { CollectFields, CollectedField } from './collect-fields.ts';
import { isHiddenValue, leafFits } from './leaf-values.ts';
import type { TypeConditions } from './type-conditions.ts';

/** A null that may not stand where it is: the nearest nullable place above becomes null. */
const UNFIT = Symbol('unfit');

/** A value of a wrong type, or a null where the schema has none. */
export type Misfit = 'wrong value' | 'missing value';

/** One pass over the gathered data. With a `trail`, places are told; without, only that something does not fit. */
export interface ProjectionPass {
  readonly trail: (string | number)[] | undefined;
  readonly misfit: (kind: Misfit, path: readonly (string | number)[]) => void;
}

type Complete = (value: unknown, pass: ProjectionPass) => unknown;
export type Project = (data: JsonObject, pass: ProjectionPass) => JsonObject | null;

interface ProjectedField {
  readonly key: string;
  readonly valueOf: (object: JsonObject, pass: ProjectionPass) => unknown;
}

export interface ProjectionTools {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** With everything that is `@inaccessible`: it appears in answers, and reads as null. */
  readonly supergraph: GraphQLSchema;
  readonly conditions: TypeConditions;
  readonly collect: CollectFields;
}

/** What an operation selects, in its order, compiled for each type that turns up. Nothing else of the gathered data leaves the gateway. */
export function projection(tools: ProjectionTools, root: GraphQLCompositeType, selections: readonly SelectionSetNode[]): Project {
  const complete = objectCompleter(tools, root, selections);
  return (data, pass) => {
    const projected = complete(data, pass);
    return isJsonObject(projected) ? projected : null;
  };
}

function noteMisfit(kind: Misfit, { misfit, trail }: ProjectionPass): typeof UNFIT {
  misfit(kind, trail === undefined ? [] : [...trail]);
  return UNFIT;
}

function completer(tools: ProjectionTools, type: GraphQLOutputType, selections: readonly SelectionSetNode[]): Complete {
  const inner = nullableCompleter(tools, getNullableType(type), selections);
  if (!isNonNullType(type)) {
    return (value, pass) => {
      const completed = inner(value, pass);
      return completed === UNFIT ? null : completed;
    };
  }
  return (value, pass) => inner(value, pass) ?? noteMisfit('missing value', pass);
}

function nullableCompleter(tools: ProjectionTools, type: GraphQLNullableType & GraphQLOutputType, selections: readonly SelectionSetNode[]): Complete {
  if (isListType(type)) return listCompleter(completer(tools, type.ofType, selections));
  if (isCompositeType(type)) return objectCompleter(tools, type, selections);
  const fits = leafFits(type);
  return (value, pass) => {
    if (value === null || value === undefined) return null;
    if (fits(value)) return value;
    return isHiddenValue(tools.supergraph, type, value) ? null : noteMisfit('wrong value', pass);
  };
}

const listCompleter = (item: Complete): Complete => (value, pass) => {
  if (value === null || value === undefined) return null;
  if (!Array.isArray(value)) return noteMisfit('wrong value', pass);
  const list: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) {
    pass.trail?.push(index);
    const completed = item(value[index], pass);
    pass.trail?.pop();
    if (completed === UNFIT) return UNFIT;
    list.push(completed);
  }
  return list;
};

function objectCompleter(tools: ProjectionTools, declared: GraphQLCompositeType, selections: readonly SelectionSetNode[]): Complete {
  const { schema, supergraph, conditions, collect } = tools;
  const compiled = new Map<unknown, readonly ProjectedField[] | null>();

  function fieldsOf(told: unknown): readonly ProjectedField[] | null {
    const typename = told ?? declared.name;
    const type = typeof typename === 'string' && conditions(declared.name).has(typename) ? schema.getType(typename) : undefined;
    return isCompositeType(type) ? collect(type.name, selections).map((field) => projectedField(tools, type, field)) : null;
  }

  const isHidden = (told: unknown): boolean => typeof told === 'string' && supergraph.getType(told) !== undefined && schema.getType(told) === undefined;

  return (value, pass) => {
    if (value === null || value === undefined) return null;
    if (!isJsonObject(value)) return noteMisfit('wrong value', pass);
    const told = value['__typename'];
    let fields = compiled.get(told);
    if (fields === undefined) {
      fields = fieldsOf(told);
      // What a subgraph tells is not kept when it means nothing, or it could fill the memory with names.
      if (fields !== null) compiled.set(told, fields);
    }
    if (fields === null) return isHidden(told) ? null : noteMisfit('wrong value', pass);
    const object: JsonObject = {};
    for (const { key, valueOf } of fields) {
      pass.trail?.push(key);
      const completed = valueOf(value, pass);
      pass.trail?.pop();
      if (completed === UNFIT) return UNFIT;
      object[key] = completed;
    }
    return object;
  };
}

function projectedField(tools: ProjectionTools, parent: GraphQLCompositeType, { key, name, source, selections }: CollectedField): ProjectedField {
  if (name === '__typename') return { key, valueOf: isObjectType(parent) ? () => parent.name : typenameOf(tools, source) };
  // These two are answered by the gateway itself, in the shape that was asked for.
  if (name === '__schema' || name === '__type') return { key, valueOf: (object) => object[key] ?? null };
  const type = isUnionType(parent) ? undefined : parent.getFields()[name]?.type;
  if (type === undefined) throw new Error(`${parent.name} has no field ${name}`);
  const complete = completer(tools, type, selections);
  return { key, valueOf: (object, pass) => complete(object[source], pass) };
}

/** Of an interface object only the interface is known until somebody is asked which type it really is. */
const typenameOf = ({ schema }: ProjectionTools, source: string) => (object: JsonObject, pass: ProjectionPass): unknown => {
  const told = object[source];
  return typeof told === 'string' && isObjectType(schema.getType(told)) ? told : noteMisfit('missing value', pass);
};
