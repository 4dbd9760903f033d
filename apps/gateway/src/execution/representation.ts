import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { mergeInto } from './merge.ts';
import type { TypeConditions } from './type-conditions.ts';

type Variables = Readonly<Record<string, unknown>>;
/** Adds to the representation what one selection asks for; false when the entity does not have it. */
type Addition = (entity: JsonObject, representation: JsonObject, variables: Variables) => boolean;
/** What a subgraph is told of an entity, or undefined when something that it needs has not arrived. */
export type Represent = (entity: JsonObject, variables: Variables) => JsonObject | undefined;

export interface RepresentationRules {
  readonly conditions: TypeConditions;
  /** One batch serves several places, and only some of them had to rename a field to keep it apart from another of its name. */
  readonly severalPlaces: boolean;
}

export function representation(selections: readonly RequiresSelection[], rules: RepresentationRules): Represent {
  const additions = selections.map((selection) => addition(selection, rules));
  return (entity, variables) => {
    const made: JsonObject = {};
    for (const add of additions) if (!add(entity, made, variables)) return undefined;
    return made;
  };
}

function addition(selection: RequiresSelection, rules: RepresentationRules): Addition {
  if (selection.kind === 'Field') return field(selection.name, selection.alias ?? selection.name, selection.selections ?? [], rules);
  if (selection.kind === 'FragmentSpread') throw new Error('a plan names a fragment in what it requires');
  const { skipIf, includeIf } = selection;
  const types = rules.conditions(selection.typeCondition);
  const represent = representation(selection.selections, rules);
  return (entity, made, variables) => {
    if (skipIf !== undefined && variables[skipIf] === true) return true;
    if (includeIf !== undefined && variables[includeIf] !== true) return true;
    const typename = entity['__typename'];
    if (typeof typename === 'string' && !types.has(typename)) return true;
    const part = represent(entity, variables);
    if (part === undefined) return false;
    mergeInto(made, part, 'take');
    return true;
  };
}

function field(name: string, key: string, selections: readonly RequiresSelection[], rules: RepresentationRules): Addition {
  const nested = selections.length === 0 ? undefined : representation(selections, rules);
  return (entity, made, variables) => {
    const value = entity[name] === undefined && rules.severalPlaces ? entity[key] : entity[name];
    if (value === undefined) return false;
    const kept = nested === undefined ? value : within(value, nested, variables);
    if (kept === undefined) return false;
    made[key] = kept;
    return true;
  };
}

function within(value: unknown, represent: Represent, variables: Variables): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const kept = within(item, represent, variables);
      if (kept === undefined) return undefined;
      items.push(kept);
    }
    return items;
  }
  return isJsonObject(value) ? represent(value, variables) : null;
}
