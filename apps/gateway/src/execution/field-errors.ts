import { GraphQLError } from 'graphql';
import { presented } from '../errors/gateway-error.ts';
import type { SubgraphError } from '../subgraphs/subgraph-answer.ts';
import type { JsonObject } from '../json-object.ts';
import { clientKey } from './client-keys.ts';
import type { EntityGroup } from './entity-group.ts';
import type { EntityPath } from './entity-path.ts';
import type { Execution } from './execution.ts';

type Path = readonly (string | number)[];

/** The planner keeps fields that it needs for itself apart from the client's under such names. */
const INTERNAL_NAME = /^_internal_qp_/;

/** A place in a subgraph's answer as it is gathered: fields as the operation calls them, and nothing below what it did not ask for. */
function gatheredPath(path: Path, renamed: ReadonlyMap<string, string> | undefined): Path {
  const known = path.map((part) => (typeof part === 'string' ? renamed?.get(part) ?? part : part));
  const hidden = known.findIndex((part) => typeof part === 'string' && INTERNAL_NAME.test(part));
  return hidden === -1 ? known : known.slice(0, hidden);
}

/** The error at its place as the client knows it. */
export function clientError(error: GraphQLError): GraphQLError {
  const { message, path, extensions } = error;
  return path === undefined ? error : new GraphQLError(message, { path: path.map((part) => (typeof part === 'string' ? clientKey(part) : part)), extensions });
}

function fieldError(service: string, { message, extensions }: SubgraphError, path: Path | undefined): GraphQLError {
  return new GraphQLError(message, { ...(path === undefined ? {} : { path }), extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: service } });
}

/** A plan may ask for one field on several ways, and each of them brings the same error. */
export function toldOnce(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const told = new Set<string>();
  return errors.filter(({ message, path }) => {
    if (path === undefined) return true;
    const key = JSON.stringify([path, message]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

/** A subgraph answered something else than it was asked: other types, or another number of entities. */
export function wrongAnswer(service: string, path: Path): GraphQLError {
  const { message, extensions } = presented('SUBGRAPH_UNAVAILABLE', { service });
  return new GraphQLError(message, { path, extensions: { ...extensions } });
}

export interface RootErrors {
  readonly execution: Execution;
  readonly service: string;
  readonly place: EntityPath;
  /** What was asked for at each place. */
  readonly keys: readonly string[];
  readonly renamed: ReadonlyMap<string, string> | undefined;
}

/** An error that has no path, such as that of a subgraph which is down, is about everything that was asked for. */
export function errorsOfRoot({ execution, service, place, keys, renamed }: RootErrors, errors: readonly SubgraphError[]): void {
  for (const error of errors) {
    const paths = error.path === undefined ? keys.map((key) => [key]) : [error.path];
    place.locate(execution.data, (_target, at) => {
      for (const path of paths) execution.errors.push(fieldError(service, error, [...at, ...gatheredPath(path, renamed)]));
    });
  }
}

export interface EntityErrors {
  readonly execution: Execution;
  readonly service: string;
  readonly groups: readonly EntityGroup[];
}

/** An error about one representation is told at every place of the response that the representation stood for. */
export function errorsOfEntities({ execution, service, groups }: EntityErrors, errors: readonly SubgraphError[]): void {
  for (const error of errors) {
    const [alias, index, ...rest] = error.path ?? [];
    const group = groups.find((candidate) => candidate.alias === alias);
    const entities = typeof index === 'number' ? group?.members.get(index) : undefined;
    if (group === undefined || entities === undefined) for (const at of groups.flatMap((all) => sharedPaths(execution, all))) execution.errors.push(fieldError(service, error, at));
    else for (const at of placesOf(execution, group, new Set(entities))) execution.errors.push(fieldError(service, error, [...at, ...gatheredPath(rest, group.outputs?.renamed)]));
  }
}

/** Where an error belongs that is about all entities of a group: as deep as they stand together. */
export function sharedPaths({ data }: Execution, { members, places }: EntityGroup): Path[] {
  const entities = new Set([...members.values()].flat());
  return places.flatMap((place) => {
    let shared: Path | undefined;
    place.locate(data, (entity, at) => {
      if (entities.has(entity)) shared = shared === undefined ? at : sharedPath(shared, at);
    });
    return shared === undefined ? [] : [shared];
  });
}

function sharedPath(one: Path, other: Path): Path {
  const end = one.findIndex((part, index) => part !== other[index]);
  return end === -1 ? one : one.slice(0, end);
}

export function placesOf({ data }: Execution, { places }: EntityGroup, entities: ReadonlySet<JsonObject>): Path[] {
  const found: Path[] = [];
  for (const place of places) place.locate(data, (entity, at) => entities.has(entity) && found.push(at));
  return found;
}
