import type { BatchFetchNode, EntityBatchAlias, FetchNode, FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import { Kind, parse } from 'graphql';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { gatherer, type Gathered } from './entity-group.ts';
import { entityPath } from './entity-path.ts';
import type { Execution, Step } from './execution.ts';
import { errorsOfEntities, errorsOfRoot, placesOf, sharedPaths, wrongAnswer } from './field-errors.ts';
import { mergeInto } from './merge.ts';
import { rewrites } from './rewrites.ts';
import type { PrepareSubRequest } from './sub-request.ts';
import type { TypeConditions } from './type-conditions.ts';

export interface FetchTools {
  readonly conditions: TypeConditions;
  readonly prepare: PrepareSubRequest;
  /** The client's name of a variable that the planner knows under another. */
  readonly clientName: (variable: string) => string;
}

/** Writes the client's variables that a sub-request uses as members of a JSON object. */
function memberWriter(usages: readonly string[] | undefined, clientName: (variable: string) => string): (execution: Execution) => string {
  const used = (usages ?? []).map((name) => ({ given: clientName(name), prefix: `${JSON.stringify(name)}:` }));
  return ({ given }) => {
    let members = '';
    for (const { given: name, prefix } of used) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      // One that was not given has its default in the sub-request itself.
      if (value !== undefined) members += `${members === '' ? '' : ','}${prefix}${JSON.stringify(value)}`;
    }
    return members;
  };
}

/** Under which keys an operation asks its root. */
function rootKeys(operation: string): readonly string[] {
  const [node] = parse(operation, { noLocation: true }).definitions;
  const selections = node?.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : [];
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : []));
}

/** Asks for root fields, or for those of a `Query` that stands somewhere below. */
export function rootFetch(node: FetchNode, path: readonly FlattenNodePathSegment[], { conditions, prepare, clientName }: FetchTools): Step {
  const send = prepare(node.serviceName, { query: node.operation, mutation: node.operationKind === 'mutation' });
  const members = memberWriter(node.variableUsages, clientName);
  const place = entityPath(path, conditions);
  const outputs = rewrites(node.outputRewrites, conditions);
  const keys = rootKeys(node.operation);
  return async (execution) => {
    const targets: JsonObject[] = [];
    place.each(execution.data, (target) => targets.push(target));
    if (targets.length === 0) return;
    const { data, errors } = await send(`{${members(execution)}}`, execution.context);
    if (errors !== undefined) errorsOfRoot({ execution, service: node.serviceName, place, keys, renamed: outputs?.renamed }, errors);
    if (!isJsonObject(data)) return;
    outputs?.apply(data);
    for (const target of targets) mergeInto(target, data, targets.length === 1 ? 'take' : 'copy');
  };
}

/** Asks for more of entities that have been met, each of them once. */
export function entityFetch(node: FetchNode | BatchFetchNode, batches: readonly EntityBatchAlias[], { conditions, prepare, clientName }: FetchTools): Step {
  const service = node.serviceName;
  const send = prepare(service, { query: node.operation, mutation: false });
  const members = memberWriter(node.variableUsages, clientName);
  const gather = gatherer(batches, conditions);
  return async (execution) => {
    const gathered = gather(execution);
    if (gathered.entities === 0) return;
    const own = members(execution);
    const { data, errors } = await send(`{${own}${own === '' ? '' : ','}${gathered.members}}`, execution.context);
    if (errors !== undefined) errorsOfEntities({ execution, service, groups: gathered.groups }, errors);
    if (isJsonObject(data)) settle(execution, service, gathered, data);
  };
}

function settle(execution: Execution, service: string, { groups }: Gathered, data: JsonObject): void {
  for (const group of groups) {
    const results = data[group.alias];
    if (results === undefined || results === null || group.members.size === 0) continue;
    if (!Array.isArray(results) || results.length !== group.asked) {
      for (const at of sharedPaths(execution, group)) execution.errors.push(wrongAnswer(service, at));
      continue;
    }
    for (const [index, entities] of group.members) {
      const result: unknown = results[index];
      if (!isJsonObject(result)) continue;
      group.outputs?.apply(result);
      for (const [nth, entity] of entities.entries()) {
        if (group.complete(entity, result, nth === 0 ? 'take' : 'copy')) continue;
        for (const at of placesOf(execution, group, new Set([entity]))) execution.errors.push(wrongAnswer(service, at));
      }
    }
  }
}
