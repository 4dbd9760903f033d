import { GraphQLError } from 'graphql';
import type { SubgraphError } from '../subgraphs/subgraph-answer.ts';
import type { JsonObject } from '../json-object.ts';
import { clientKey } from './client-keys.ts';
import type { EntityGroup } from './entity-group.ts';
import type { EntityPath } from './entity-path.ts';
import type { Execution } from './execution.ts';

type Path = readonly (string | number)[];

/** The planner keeps fields that it needs for itself apart from the client's under such names. */
const INTERNAL_NAME = /^_internal_qp_/;

/** A place in a subgraph's answer as the client knows it: fields under their own names, and nothing below what it did not ask for. */
function clientPath(path: Path, renamed: ReadonlyMap<string, string> | undefined): Path {
  const known = path.map((part) => (typeof part === 'string' ? clientKey(renamed?.get(part) ?? part) : part));
  const hidden = known.findIndex((part) => typeof part === 'string' && INTERNAL_NAME.test(part));
  return hidden === -1 ? known : known.slice(0, hidden);
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
export const wrongAnswer = (service: string): GraphQLError => new GraphQLError('The subgraph answered for other entities', { extensions: { serviceName: service } });

export interface RootErrors {
  readonly execution: Execution;
  readonly service: string;
  readonly place: EntityPath;
  readonly renamed: ReadonlyMap<string, string> | undefined;
}

export function errorsOfRoot({ execution, service, place, renamed }: RootErrors, errors: readonly SubgraphError[]): void {
  for (const error of errors) {
    const { path } = error;
    if (path === undefined) execution.errors.push(fieldError(service, error, undefined));
    else place.locate(execution.data, (_target, at) => execution.errors.push(fieldError(service, error, [...at, ...clientPath(path, renamed)])));
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
    if (group === undefined || entities === undefined) execution.errors.push(fieldError(service, error, undefined));
    else for (const at of placesOf(execution, group, new Set(entities))) execution.errors.push(fieldError(service, error, [...at, ...clientPath(rest, group.outputs?.renamed)]));
  }
}

function placesOf({ data }: Execution, { places }: EntityGroup, entities: ReadonlySet<JsonObject>): Path[] {
  const found: Path[] = [];
  for (const place of places) place.locate(data, (entity, at) => entities.has(entity) && found.push(at));
  return found;
}
