import type { EntityBatchAlias, FetchRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';
import type { JsonObject } from '../json-object.ts';
import { entityPath, type EntityPath } from './entity-path.ts';
import type { Execution } from './execution.ts';
import { mergeInto, type Merging } from './merge.ts';
import { representation, type RepresentationRules } from './representation.ts';
import { plainRepresentation } from './representation-key.ts';
import { rewrites, type Rewrites } from './rewrites.ts';
import type { TypeConditions } from './type-conditions.ts';

/** The entities of one `_entities` field, by the representation that stands for them. */
export interface EntityGroup {
  readonly alias: string;
  /** How many representations were sent, and so how many results must come back. */
  readonly asked: number;
  readonly members: ReadonlyMap<number, readonly JsonObject[]>;
  readonly places: readonly EntityPath[];
  readonly outputs: Rewrites | undefined;
  /** Takes a result over into an entity; false when it is another entity's. */
  readonly complete: (entity: JsonObject, result: JsonObject, merging: Merging) => boolean;
}

export interface Gathered {
  readonly entities: number;
  /** The representations, as members of a JSON object of variables. */
  readonly members: string;
  readonly groups: readonly EntityGroup[];
}

/** Representations of one variable, each once, however many entities are alike. */
interface Sent {
  readonly indexes: Map<string, number>;
}

export function gatherer(batches: readonly EntityBatchAlias[], conditions: TypeConditions): (execution: Execution) => Gathered {
  const complete = completion(conditions);
  const compiled = batches.map(({ alias, representationsVariableName, paths, requires, inputRewrites, outputRewrites }) => ({
    alias, complete,
    variable: representationsVariableName,
    places: paths.map((path) => entityPath(path, conditions)),
    write: representationWriter(requires, inputRewrites, { conditions, severalPlaces: paths.length > 1 }),
    outputs: rewrites(outputRewrites, conditions),
  }));
  const variables = [...new Set(compiled.map(({ variable }) => variable))];

  return (execution) => {
    const sent = new Map(variables.map((variable): [string, Sent] => [variable, { indexes: new Map() }]));
    let entities = 0;
    const groups = compiled.map(({ alias, variable, places, write, outputs }) => {
      const indexes = sent.get(variable)?.indexes ?? new Map<string, number>();
      const members = new Map<number, JsonObject[]>();
      const seen = new Set<JsonObject>();
      for (const place of places) {
        place.each(execution.data, (entity) => {
          if (seen.has(entity)) return;
          seen.add(entity);
          const key = write(entity, execution.variables);
          if (key === undefined) return;
          let index = indexes.get(key);
          if (index === undefined) {
            index = indexes.size;
            indexes.set(key, index);
          }
          const alike = members.get(index);
          if (alike === undefined) members.set(index, [entity]);
          else alike.push(entity);
          entities += 1;
        });
      }
      return { alias, members, places, outputs, complete, get asked() { return indexes.size; } };
    });
    const members = variables.map((variable) => `${JSON.stringify(variable)}:[${[...(sent.get(variable)?.indexes.keys() ?? [])].join()}]`).join();
    return { entities, members, groups };
  };
}

type Variables = Readonly<Record<string, unknown>>;

function representationWriter(requires: readonly RequiresSelection[], inputRewrites: readonly FetchRewrite[] | undefined, rules: RepresentationRules): (entity: JsonObject, variables: Variables) => string | undefined {
  const inputs = rewrites(inputRewrites, rules.conditions);
  const plain = inputs === undefined ? plainRepresentation(requires, rules) : undefined;
  if (plain !== undefined) return plain;
  const represent = representation(requires, rules);
  return (entity, variables) => {
    const made = represent(entity, variables);
    // Without a type, no fragment of what is required is about this entity.
    if (made === undefined || typeof made['__typename'] !== 'string') return undefined;
    inputs?.apply(made);
    return JSON.stringify(made);
  };
}

/**
 * Types must be the same, or one must stand below the other: a subgraph that knows an interface as an object names the interface.
 * The narrower name stays.
 */
const completion = (conditions: TypeConditions) => (entity: JsonObject, result: JsonObject, merging: Merging): boolean => {
  const known = entity['__typename'];
  const told = result['__typename'];
  if (typeof known !== 'string' || typeof told !== 'string' || known === told) {
    mergeInto(entity, result, merging);
    return true;
  }
  const isWider = conditions(told).has(known);
  if (!isWider && !conditions(known).has(told)) return false;
  mergeInto(entity, result, merging);
  if (isWider) entity['__typename'] = known;
  return true;
};
