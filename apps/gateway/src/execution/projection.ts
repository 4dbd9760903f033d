import {
  getNullableType, isCompositeType, isListType, isNonNullType, isObjectType, isUnionType,
  type GraphQLCompositeType, type GraphQLNullableType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { CollectFields, CollectedField } from './collect-fields.ts';
import { isHiddenValue, leafWriter } from './leaf-values.ts';
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

type Written = string | typeof UNFIT;
type Write = (value: unknown, pass: ProjectionPass) => Written;
/** Writes the response's data as JSON. */
export type Project = (data: JsonObject, pass: ProjectionPass) => string;

interface ProjectedField {
  readonly key: string;
  /** The key as a member of a JSON object begins, with what separates it from the member before. */
  readonly prefix: string;
  readonly write: (object: JsonObject, pass: ProjectionPass) => Written;
}

const NULL = 'null';

export interface ProjectionTools {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** With everything that is `@inaccessible`: it appears in answers, and reads as null. */
  readonly supergraph: GraphQLSchema;
  readonly conditions: TypeConditions;
  readonly collect: CollectFields;
}

/**
 * What an operation selects, in its order, compiled for each type that turns up. Nothing else of the gathered data leaves the gateway.
 * It is written out at once: an object of the same shape, only to be turned into text, would be made anew for every response.
 */
export function projection(tools: ProjectionTools, root: GraphQLCompositeType, selections: readonly SelectionSetNode[]): Project {
  const write = objectWriter(tools, root, selections);
  return (data, pass) => {
    const written = write(data, pass);
    return written === UNFIT ? NULL : written;
  };
}

function noteMisfit(kind: Misfit, { misfit, trail }: ProjectionPass): typeof UNFIT {
  misfit(kind, trail === undefined ? [] : [...trail]);
  return UNFIT;
}

function writer(tools: ProjectionTools, type: GraphQLOutputType, selections: readonly SelectionSetNode[]): Write {
  const inner = nullableWriter(tools, getNullableType(type), selections);
  if (!isNonNullType(type)) {
    return (value, pass) => {
      const written = inner(value, pass);
      return written === UNFIT ? NULL : written;
    };
  }
  return (value, pass) => {
    const written = inner(value, pass);
    return written === NULL ? noteMisfit('missing value', pass) : written;
  };
}

function nullableWriter(tools: ProjectionTools, type: GraphQLNullableType & GraphQLOutputType, selections: readonly SelectionSetNode[]): Write {
  if (isListType(type)) return listWriter(writer(tools, type.ofType, selections));
  if (isCompositeType(type)) return objectWriter(tools, type, selections);
  const write = leafWriter(type);
  return (value, pass) => {
    if (value === null || value === undefined) return NULL;
    return write(value) ?? (isHiddenValue(tools.supergraph, type, value) ? NULL : noteMisfit('wrong value', pass));
  };
}

const listWriter = (writeItem: Write): Write => (value, pass) => {
  if (value === null || value === undefined) return NULL;
  if (!Array.isArray(value)) return noteMisfit('wrong value', pass);
  let list = '[';
  for (let index = 0; index < value.length; index += 1) {
    pass.trail?.push(index);
    const written = writeItem(value[index], pass);
    pass.trail?.pop();
    if (written === UNFIT) return UNFIT;
    list += index === 0 ? written : `,${written}`;
  }
  return `${list}]`;
};

function objectWriter(tools: ProjectionTools, declared: GraphQLCompositeType, selections: readonly SelectionSetNode[]): Write {
  const { schema, supergraph, conditions, collect } = tools;
  const compiled = new Map<unknown, readonly ProjectedField[] | null>();

  function fieldsOf(told: unknown): readonly ProjectedField[] | null {
    const typename = told ?? declared.name;
    const type = typeof typename === 'string' && conditions(declared.name).has(typename) ? schema.getType(typename) : undefined;
    return isCompositeType(type) ? collect(type.name, selections).map((field, nth) => projectedField(tools, type, field, nth)) : null;
  }

  const isHidden = (told: unknown): boolean => typeof told === 'string' && supergraph.getType(told) !== undefined && schema.getType(told) === undefined;

  return (value, pass) => {
    if (value === null || value === undefined) return NULL;
    if (!isJsonObject(value)) return noteMisfit('wrong value', pass);
    const told = value['__typename'];
    let fields = compiled.get(told);
    if (fields === undefined) {
      fields = fieldsOf(told);
      // What a subgraph tells is not kept when it means nothing, or it could fill the memory with names.
      if (fields !== null) compiled.set(told, fields);
    }
    if (fields === null) return isHidden(told) ? NULL : noteMisfit('wrong value', pass);
    let object = '{';
    for (const { key, prefix, write } of fields) {
      pass.trail?.push(key);
      const written = write(value, pass);
      pass.trail?.pop();
      if (written === UNFIT) return UNFIT;
      object += prefix + written;
    }
    return `${object}}`;
  };
}

function projectedField(tools: ProjectionTools, parent: GraphQLCompositeType, { key, name, source, selections }: CollectedField, nth: number): ProjectedField {
  const prefix = `${nth === 0 ? '' : ','}${JSON.stringify(key)}:`;
  if (name === '__typename') {
    const typename = JSON.stringify(parent.name);
    return { key, prefix, write: isObjectType(parent) ? () => typename : typenameOf(tools, source) };
  }
  // These two are answered by the gateway itself, in the shape that was asked for.
  if (name === '__schema' || name === '__type') return { key, prefix, write: (object) => JSON.stringify(object[key] ?? null) };
  const type = isUnionType(parent) ? undefined : parent.getFields()[name]?.type;
  if (type === undefined) throw new Error(`${parent.name} has no field ${name}`);
  const write = writer(tools, type, selections);
  return { key, prefix, write: (object, pass) => write(object[source], pass) };
}

/** Of an interface object only the interface is known until somebody is asked which type it really is. */
const typenameOf = ({ schema }: ProjectionTools, source: string) => (object: JsonObject, pass: ProjectionPass): Written => {
  const told = object[source];
  return typeof told === 'string' && isObjectType(schema.getType(told)) ? JSON.stringify(told) : noteMisfit('missing value', pass);
};
