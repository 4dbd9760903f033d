import { getNamedType, isCompositeType, isUnionType, type GraphQLCompositeType, type SelectionSetNode } from 'graphql';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { CollectedField } from './collect-fields.ts';
import type { ProjectionTools } from './projection.ts';

/** Whether the client asked for what stands at a place of the gathered data, where fields have the keys under which they are gathered. */
export type IsAsked = (data: JsonObject, path: readonly (string | number)[]) => boolean;

/**
 * A subgraph that takes every object of an interface for one type is asked for the same of all of them, also for what the client asked
 * of some types only. What fails of the rest is no error of this operation. An error about what no type was asked for is told: a field
 * that is required by another explains why that one is missing.
 */
export function askedPlaces({ schema, conditions, collect }: ProjectionTools, root: GraphQLCompositeType, selections: readonly SelectionSetNode[]): IsAsked {
  return (data, path) => {
    let [declared, sets, value]: [GraphQLCompositeType, readonly SelectionSetNode[], unknown] = [root, selections, data];
    for (const part of path) {
      if (typeof part === 'number') {
        value = Array.isArray(value) ? value[part] : undefined;
        continue;
      }
      if (!isJsonObject(value)) return true;
      const type = schema.getType(String(value['__typename'] ?? declared.name));
      if (!isCompositeType(type)) return true;
      const isPart = ({ source }: CollectedField): boolean => source === part;
      const field = collect(type.name, sets).find(isPart);
      if (field === undefined) return ![...conditions(declared.name)].some((other) => collect(other, sets).some(isPart));
      const below = isUnionType(type) ? undefined : getNamedType(type.getFields()[field.name]?.type);
      if (!isCompositeType(below)) return true;
      [declared, sets, value] = [below, field.selections, value[field.source]];
    }
    return true;
  };
}
