import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { TypeConditions } from './type-conditions.ts';

/** A field to go into, or the types that an object must be of to be meant. */
type Step = string | ReadonlySet<string>;
type Place = readonly (string | number)[];

/** Where a plan finds the objects that it completes. */
export interface EntityPath {
  readonly each: (data: JsonObject, found: (entity: JsonObject) => void) => void;
  /** The same objects with the place of each in the gathered data; slower, for errors only. */
  readonly locate: (data: JsonObject, found: (entity: JsonObject, place: Place) => void) => void;
}

/** Lists are entered wherever they are met, however deep, so the plan's own marks for them say nothing more. */
export function entityPath(segments: readonly FlattenNodePathSegment[], conditions: TypeConditions): EntityPath {
  const steps = segments.flatMap((segment): Step[] => {
    if (segment === '@') return [];
    return 'Field' in segment ? [segment.Field] : [new Set(segment.TypeCondition.flatMap((name) => [...conditions(name)]))];
  });

  function each(value: unknown, at: number, found: (entity: JsonObject) => void): void {
    if (Array.isArray(value)) {
      for (const item of value) each(item, at, found);
      return;
    }
    if (!isJsonObject(value)) return;
    const step = steps[at];
    if (step === undefined) found(value);
    else if (typeof step === 'string') each(value[step], at + 1, found);
    else if (isMeant(value, step)) each(value, at + 1, found);
  }

  function locate(value: unknown, at: number, place: Place, found: (entity: JsonObject, place: Place) => void): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => locate(item, at, [...place, index], found));
      return;
    }
    if (!isJsonObject(value)) return;
    const step = steps[at];
    if (step === undefined) found(value, place);
    else if (typeof step === 'string') locate(value[step], at + 1, [...place, step], found);
    else if (isMeant(value, step)) locate(value, at + 1, place, found);
  }

  return { each: (data, found) => each(data, 0, found), locate: (data, found) => locate(data, 0, [], found) };
}

function isMeant(value: JsonObject, types: ReadonlySet<string>): boolean {
  const typename = value['__typename'];
  return typeof typename !== 'string' || types.has(typename);
}
